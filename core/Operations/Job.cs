using System.Text.Json.Serialization;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;
using Shortloop.Core.Scripts;

namespace Shortloop.Core.Operations;

[JsonConverter(typeof(SnakeCaseEnum<JobStatus>))]
public enum JobStatus
{
    Running,

    /// <summary>Nothing to compute: a person's approval or the clock is awaited.</summary>
    Waiting,
    Succeeded,
    Failed,
    Cancelled,
}

[JsonConverter(typeof(SnakeCaseEnum<StationStatus>))]
public enum StationStatus
{
    Waiting,
    Running,
    Done,
    Failed,
    Skipped,
}

/// <param name="Fraction">0 to 1.</param>
/// <param name="Message">Why it was skipped or failed, or what it found, in one sentence.</param>
public sealed record Station(
    string Name,
    StationStatus Status,
    double Fraction = 0,
    string? Message = null,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null);

/// <param name="Message">A sentence that says what to do.</param>
public sealed record Failure(string Code, string Message);

/// <summary>What the creator asked for along with the upload.</summary>
/// <param name="Platforms">Lower-case names; at least one.</param>
/// <param name="Privacy">The platform's own word, chosen by the creator and never defaulted; null: render, but don't publish.</param>
/// <param name="PublishAt">Null: as soon as it is ready (and approved).</param>
public sealed record ProduceOptions(
    IReadOnlyList<string> Platforms,
    Framing Framing = Framing.Blur,
    bool RequireApproval = false,
    DateTimeOffset? PublishAt = null,
    string? Goal = null,
    string? Privacy = null);

[JsonConverter(typeof(SnakeCaseEnum<JobKind>))]
public enum JobKind
{
    /// <summary>The main chain: from an uploaded video to its posts.</summary>
    Produce,

    /// <summary>Everything of a user as one archive.</summary>
    Export,

    /// <summary>Everything of a user or an organisation is removed.</summary>
    Delete,

    /// <summary>A study note is written, or translated.</summary>
    Note,

    /// <summary>A month of posts is planned, or parts of one anew.</summary>
    Month,

    /// <summary>Public videos are looked for, and trends among them.</summary>
    Discover,
}

/// <summary>What a job that makes a note works on.</summary>
/// <param name="NoteId">Of the note that comes of it.</param>
/// <param name="FromNoteId">The note that is translated; null: it is written from the source.</param>
/// <param name="Language">Into which it is translated.</param>
public sealed record NoteWork(string SourceId, string NoteId, string? FromNoteId = null, string? Language = null);

/// <summary>What a month's item wants of the main chain that makes its short.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="ProjectId">Whose rules count, whatever project the footage lies in.</param>
/// <param name="Title">What the short opens with, in place of the video's title.</param>
/// <param name="Caption">What goes out with it, hashtags included.</param>
/// <param name="Film">What its footage is generated from; null: there is footage, or cards are.</param>
/// <param name="Script">What is cut, where that is known already; null: a script is written.</param>
public sealed record PlannedShort(string ItemId, string ProjectId, string Title, string Caption, ScriptContent? Script = null, GeneratedWork? Film = null);

/// <summary>Footage that a service generates before the main chain goes on with it.</summary>
/// <param name="Seconds">As the provider makes them.</param>
/// <param name="Handle">The provider's, of the order; null: not ordered yet.</param>
public sealed record GeneratedWork(string Prompt, int Seconds, string? Handle = null);

/// <summary>What a job of the main chain works on.</summary>
public sealed record ProduceWork(string VideoId, ProduceOptions Options);

/// <summary>A person's view of one piece of long work. The engine's own state is not it: this survives the orchestration.</summary>
public sealed record Job : Document
{
    public JobKind Kind { get; init; }

    /// <summary>Of a job of the main chain.</summary>
    public string? VideoId { get; init; }

    /// <summary>Of a job of the main chain.</summary>
    public ProduceOptions? Options { get; init; }

    /// <summary>Of a job that makes a note.</summary>
    public NoteWork? Note { get; init; }
    /// <summary>Of a job of the main chain that makes the short of a month's item.</summary>
    public PlannedShort? Planned { get; init; }

    /// <summary>When it will probably be over, by what was known at its start.</summary>
    public DateTimeOffset? EstimatedCompletion { get; init; }

    public required JobStatus Status { get; init; }

    public required IReadOnlyList<Station> Stations { get; init; }

    public Failure? Failure { get; init; }

    /// <summary>How often a person has tried it again.</summary>
    public int Run { get; init; }

    [JsonIgnore]
    public string Current => (Stations.FirstOrDefault(s => s.Status is StationStatus.Running or StationStatus.Failed)
        ?? Stations.LastOrDefault(s => s.Status is StationStatus.Done) ?? Stations[0]).Name;

    /// <summary>For the steps of the main chain, which run for no other kind.</summary>
    public ProduceWork Produce() => VideoId is not null && Options is not null
        ? new ProduceWork(VideoId, Options)
        : throw new InvalidOperationException($"{Id} is no job of the main chain.");

    [JsonIgnore]
    public bool IsOver => Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;
}
