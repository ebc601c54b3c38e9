using Shortloop.Core.Patterns;

namespace Shortloop.Functions.Videos;

/// <summary>A pattern with what it rests on. <c>Effect</c> is null until outcomes have taught it.</summary>
public sealed record PatternView(
    string Id,
    string VideoId,
    string Type,
    string Title,
    double Score,
    double Typicality,
    double? Effect,
    int EffectCount,
    double Confidence,
    double Value,
    PatternReference Reference,
    IReadOnlyList<PatternEvidence> Evidence,
    IReadOnlyDictionary<string, double> Data,
    string? Recommendation)
{
    public static PatternView Of(Pattern pattern)
    {
        PatternContent c = pattern.Content;
        return new(
            pattern.Id, pattern.VideoId, c.Type, c.Title, c.Score, c.Typicality, c.Effect, c.EffectCount, c.Confidence, c.Value,
            c.Reference, c.Evidence, c.Data, c.Recommendation);
    }
}
