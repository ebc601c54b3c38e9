using Shortloop.Core.Patterns;

namespace Shortloop.Core.Models;

// What a model is shown of a video. It may rest its answer on nothing else.

/// <param name="DurationSeconds">Every time in an answer lies between 0 and this.</param>
public sealed record VideoEvidence(string Title, double DurationSeconds, int Width, int Height)
{
    public static VideoEvidence Of(string title, VideoFacts facts) =>
        new(title, Math.Round(facts.DurationSeconds, 3), facts.Width, facts.Height);
}

/// <param name="Facts">What an answer may cite, by their ids.</param>
public sealed record PatternFacts(
    string Type, string Title, double Score, double Confidence, string? Recommendation, IReadOnlyList<FactEvidence> Facts)
{
    public static IReadOnlyList<PatternFacts> Of(IEnumerable<PatternContent> patterns) =>
        [.. patterns.Select(pattern => new PatternFacts(
            pattern.Type,
            pattern.Title,
            pattern.Score,
            pattern.Confidence,
            pattern.Recommendation,
            [.. pattern.Evidence.Select((fact, index) => new FactEvidence(
                $"{pattern.Type}.{index + 1}", fact.At, fact.End, fact.Text, fact.Value, fact.Unit))]))];
}

/// <param name="Id">Unique within one request: <c>hook_timing.1</c>.</param>
/// <param name="At">Seconds; null: about the whole video.</param>
/// <param name="End">Seconds; null: an instant.</param>
public sealed record FactEvidence(string Id, double? At, double? End, string Text, double? Value, string? Unit);
