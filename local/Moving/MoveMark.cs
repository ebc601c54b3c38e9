using Shortloop.Core.Ports;

namespace Shortloop.Local.Moving;

/// <summary>In the target while and after an export is imported: which one, and how far it has come.</summary>
internal sealed record MoveMark : Document
{
    public const string TheId = "import";
    public const string ThePartition = "moves";

    public required Guid ExportId { get; init; }

    /// <summary>Names of containers whose documents are all there, and of other parts that are.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>When the last container was.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
