using System.Globalization;
using System.Text.Json.Serialization;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Edits;

[JsonConverter(typeof(SnakeCaseEnum<RenderStatus>))]
public enum RenderStatus
{
    Queued,
    Rendering,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>All outputs of an edit, made by one run of the render job so that equal pictures are encoded once.</summary>
public sealed record RenderJob : Document
{
    public required string VideoId { get; init; }

    public required string EditId { get; init; }

    public required string JobId { get; init; }

    /// <summary>Where the result is told to.</summary>
    public required string StoryId { get; init; }

    public required RenderStatus Status { get; init; }

    public required IReadOnlyList<string> Platforms { get; init; }

    /// <summary>Counts up with every new try by the story; a callback of an older one is refused.</summary>
    public required int Attempt { get; init; }

    /// <summary>Which run of the job ordered it; each is charged by itself.</summary>
    public int Run { get; init; }

    /// <summary>SHA-256 of the token of the current attempt, hexadecimal; empty once nobody may call any more.</summary>
    public required string TokenHash { get; init; }

    public double Fraction { get; init; }

    public double? Speed { get; init; }

    public double? EtaSeconds { get; init; }

    public IReadOnlyList<RenderedFile> Files { get; init; } = [];

    public Failure? Failure { get; init; }

    /// <summary>How it ended, for the story that waits.</summary>
    /// <param name="permanent">Whether another attempt would be in vain.</param>
    public RenderSettled Settled(bool permanent = false) => new(
        Attempt, Status == RenderStatus.Succeeded, Status == RenderStatus.Cancelled, permanent, Failure?.Code,
        Failure?.Message ?? string.Create(CultureInfo.InvariantCulture, $"{Files.Count} files, {Files.Sum(f => f.SizeBytes) / 1024} KB"));

    [JsonIgnore]
    public string BlobPrefix => $"{OrgId}/renders/{Id}/";
}
