using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Study.Sources;

[JsonConverter(typeof(SnakeCaseEnum<SourceStatus>))]
public enum SourceStatus
{
    /// <summary>Its words are here, and no note yet.</summary>
    Ready,

    /// <summary>A note is being written from it.</summary>
    Writing,

    /// <summary>There is a note.</summary>
    Noted,

    /// <summary>The last note could not be written.</summary>
    Failed,
}

/// <summary>What notes are made from: the words of a video, or of a file. Partition: the organisation. The words themselves are a blob.</summary>
public sealed record Source : Document
{
    public const string OfFile = "file";

    /// <summary>Lower case: <c>youtube</c>; <c>file</c> for an upload.</summary>
    public required string Platform { get; init; }

    /// <summary>The platform's own id of the video.</summary>
    public string? VideoId { get; init; }

    /// <summary>Where it can be watched.</summary>
    public Uri? Link { get; init; }

    /// <summary>As it was uploaded, or as the platform's captions came.</summary>
    public required string FileName { get; init; }

    public required string Title { get; init; }

    public string? Channel { get; init; }

    /// <summary>Null: a text without times.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Of what is said: BCP 47, its first part.</summary>
    public required string Language { get; init; }

    /// <summary>False: nothing in a note of it can point to a second.</summary>
    public required bool Timed { get; init; }

    public required SourceStatus Status { get; init; }

    /// <summary>The last that wrote, or writes, a note from it.</summary>
    public string? JobId { get; init; }

    public int CreditsUsed { get; init; }

    /// <summary>Jobs whose credits are counted in <see cref="CreditsUsed"/>, so that none is counted twice.</summary>
    public IReadOnlyList<string> PaidBy { get; init; } = [];

    [JsonIgnore]
    public string BlobPrefix => $"{OrgId}/sources/{Id}/";

    /// <summary>The captions, byte for byte.</summary>
    [JsonIgnore]
    public string CaptionsPath => $"{BlobPrefix}captions{Ending}";

    /// <summary>A <see cref="StoredTranscript"/>.</summary>
    [JsonIgnore]
    public string TranscriptPath => BlobPrefix + "transcript.json";

    /// <summary>What a job has done so far; nobody needs it afterwards.</summary>
    public string WorkPrefix(string jobId) => $"{BlobPrefix}work/{jobId}/";

    private string Ending => Path.GetExtension(FileName).ToLowerInvariant() is ".vtt" or ".srt" ? Path.GetExtension(FileName).ToLowerInvariant() : ".txt";
}
