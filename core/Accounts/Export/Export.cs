using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Export;

/// <summary>
/// Everything of a user as one archive. Partition: the user; its id is also its job's. It goes by itself some time after its archive.
/// </summary>
public sealed record Export : Document
{
    /// <summary>Of the media that were found, for the progress.</summary>
    public long PlannedBytes { get; init; }

    public long WrittenBytes { get; init; }

    /// <summary>Null until the archive is whole.</summary>
    public long? SizeBytes { get; init; }

    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>From then on there is no archive.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    [JsonIgnore]
    public string BlobPrefix => $"{OrgId}/exports/{Id}/";

    [JsonIgnore]
    public string ArchivePath => BlobPrefix + "shortloop-export.zip";
}

/// <summary>
/// One file of an archive: what goes into it and how far that is. Partition: the user. Blocks that are not listed here belong to a step that
/// was cut off or overtaken, and are never committed.
/// </summary>
public sealed record ExportFile : Document
{
    public required string ExportId { get; init; }

    /// <summary>Path within the archive.</summary>
    public required string Name { get; init; }

    /// <summary>What it says, for the one that explains the others.</summary>
    public string? Text { get; init; }

    /// <summary>A blob that is copied.</summary>
    public string? BlobPath { get; init; }

    /// <summary>Documents: of this container,</summary>
    public string? Container { get; init; }

    /// <summary>in this partition,</summary>
    public string? Within { get; init; }

    /// <summary>or in any, with the user's id in this field.</summary>
    public string? Field { get; init; }

    public string? Continuation { get; init; }

    public int Documents { get; init; }

    public IReadOnlyList<string> Blocks { get; init; } = [];

    public long Length { get; init; }

    /// <summary>CRC-32 of what has been written.</summary>
    public uint Crc { get; init; }

    public bool Done { get; init; }

    /// <summary>The block that goes before the others; null when done: there was nothing, and the file is left out.</summary>
    public string? HeaderBlock { get; init; }
}

/// <summary>A user's newest export, so that there is one at a time. Partition: the user.</summary>
public sealed record NewestExport : Document
{
    public const string TheId = "newest";

    public required string ExportId { get; init; }
}
