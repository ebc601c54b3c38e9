using System.Text.Json.Serialization;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Videos;

[JsonConverter(typeof(SnakeCaseEnum<VideoStatus>))]
public enum VideoStatus
{
    Uploading,
    Uploaded,
    Processing,
    Processed,
    Failed,
}

/// <summary>A creator's original. Its bytes and the long measurements live in blob storage, under <see cref="BlobPrefix"/>.</summary>
public sealed record Video : Document
{
    public required string Title { get; init; }

    /// <summary>As the creator's machine called it; shown, never trusted.</summary>
    public required string FileName { get; init; }

    /// <summary>Bytes: declared while uploading, measured afterwards.</summary>
    public required long SizeBytes { get; init; }

    public required VideoStatus Status { get; init; }

    public Failure? Failure { get; init; }

    public MediaFormat? Format { get; init; }

    public MediaProbe? Probe { get; init; }

    /// <summary>Blob names once measured; null before.</summary>
    public VideoPictures? Pictures { get; init; }

    public string? JobId { get; init; }

    /// <summary>What is made of it as soon as storage says that the file is there; null: the uploader's call says it.</summary>
    public ProduceOptions? OnArrival { get; init; }

    /// <summary>Null, from before there were projects: the default one.</summary>
    public string? ProjectId { get; init; }

    [JsonIgnore]
    public string BlobPrefix => $"{OrgId}/videos/{Id}/";

    /// <summary>What the uploader's link writes to. It is copied to <see cref="OriginalPath"/> once and looked at there, for the link goes on to be good.</summary>
    [JsonIgnore]
    public string UploadPath => BlobPrefix + "upload";

    /// <summary>No link to write it was ever given to anybody: what was looked at stays what it is.</summary>
    [JsonIgnore]
    public string OriginalPath => BlobPrefix + "original";

    [JsonIgnore]
    public string MeasurementsPath => BlobPrefix + "measurements.json";
}

/// <param name="Poster">Blob name within the video's prefix.</param>
public sealed record VideoPictures(string Poster, PreviewStrip Strip);

/// <summary>Limits of an upload, from configuration.</summary>
/// <param name="MaxBytes">Largest file taken.</param>
/// <param name="BlockBytes">Size of the blocks that clients put; the service allows 50,000 of them.</param>
/// <param name="LinkLife">How long a signed upload link is good for; a client asks for a new one to go on.</param>
public sealed record UploadLimits(long MaxBytes, int BlockBytes, TimeSpan LinkLife)
{
    public static readonly UploadLimits Default = new(500L * 1024 * 1024, 8 * 1024 * 1024, TimeSpan.FromMinutes(30));
}

/// <summary>What a client needs to put bytes straight into storage.</summary>
/// <param name="Url">Signed for this one blob; append <c>&amp;comp=block&amp;blockid=…</c>.</param>
public sealed record UploadTicket(Uri Url, DateTimeOffset ExpiresAt, int BlockSizeBytes);
