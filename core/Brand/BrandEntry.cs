using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Brand;

[JsonConverter(typeof(SnakeCaseEnum<BrandType>))]
public enum BrandType
{
    Logo,
    Image,
    Watermark,
    Font,
    Colour,
    Tone,

    /// <summary>For the background of shorts that are made of cards.</summary>
    Music,
}

/// <summary>What the bytes of a brand file are, by their own word.</summary>
[JsonConverter(typeof(SnakeCaseEnum<BrandFormat>))]
public enum BrandFormat
{
    Png,
    Jpeg,
    Webp,
    Ttf,
    Otf,
    Woff2,
    Mp3,
    M4a,
    Wav,
    Ogg,
}

/// <param name="Format">Null until the bytes have been looked at.</param>
/// <param name="Width">Pixels, of pictures.</param>
public sealed record BrandFile(string FileName, long SizeBytes, BrandFormat? Format = null, int? Width = null, int? Height = null);

/// <summary>One thing of an organisation's brand kit. Partition: the organisation.</summary>
public sealed record BrandEntry : Document
{
    public required BrandType Type { get; init; }

    public required string Name { get; init; }

    /// <summary>Of a colour: <c>#rrggbb</c> or <c>#rrggbbaa</c>, in lower case.</summary>
    public string? Colour { get; init; }

    /// <summary>Of a tone: how the brand speaks.</summary>
    public string? Tone { get; init; }

    /// <summary>Of music: where it is from, and what allows its use.</summary>
    public string? Licence { get; init; }

    /// <summary>Of everything else.</summary>
    public BrandFile? File { get; init; }

    /// <summary>A file's bytes have arrived and are what they should be.</summary>
    [JsonIgnore]
    public bool IsReady => File is null or { Format: not null };

    [JsonIgnore]
    public string BlobPrefix => $"{OrgId}/brand/{Id}/";

    /// <summary>Where a signed link lets a client write.</summary>
    [JsonIgnore]
    public string UploadPath => BlobPrefix + "upload";

    /// <summary>What was looked at. No link that is handed out can write here.</summary>
    [JsonIgnore]
    public string FilePath => BlobPrefix + "file";
}
