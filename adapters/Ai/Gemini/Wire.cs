using System.Text.Json;

namespace Shortloop.Adapters.Gemini;

internal static class Wire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <returns>Null: not readable.</returns>
    public static T? Read<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="UsageMetadata">Missing: the service doesn't say.</param>
internal sealed record GenerateAnswer(WireCandidate[]? Candidates, WireUsage? UsageMetadata, string? ModelVersion);

internal sealed record WireUsage(long PromptTokenCount, long CandidatesTokenCount, long ThoughtsTokenCount);

internal sealed record WireCandidate(WireContent? Content, string? FinishReason);

internal sealed record WireContent(WirePart[]? Parts);

internal sealed record WirePart(string? Text, bool Thought);

/// <summary>What the model is asked for.</summary>
internal sealed record Transcript(string? Language, TranscriptLine[]? Lines);

/// <param name="Start">Seconds.</param>
internal sealed record TranscriptLine(double Start, double End, string? Text);

internal sealed record ErrorAnswer(WireError? Error);

internal sealed record WireError(int Code, string? Message, string? Status, WireDetail[]? Details);

internal sealed record WireDetail(string? RetryDelay, string? Reason, WireViolation[]? Violations);

internal sealed record WireViolation(string? QuotaId);

internal sealed record EmbedAnswer(string? Title, [property: System.Text.Json.Serialization.JsonPropertyName("author_name")] string? AuthorName);

/// <summary>Of a film that is being made.</summary>
internal sealed record WireOperation(string? Name, bool Done, WireError? Error, WireVideoAnswer? Response);

internal sealed record WireVideoAnswer(WireVideos? GenerateVideoResponse);

internal sealed record WireVideos(WireSample[]? GeneratedSamples, string[]? RaiMediaFilteredReasons);

internal sealed record WireSample(WireFilm? Video);

internal sealed record WireFilm(string? Uri);
