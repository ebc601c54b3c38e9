namespace Shortloop.Core.Patterns;

/// <summary>From facts to patterns with evidence. The same facts give the same patterns.</summary>
public static class PatternFinder
{
    /// <returns>In a fixed order; what could not be measured (loudness without sound, say) has no pattern.</returns>
    public static IReadOnlyList<PatternContent> Find(VideoFacts facts) =>
        [.. HookPatterns.Find(facts), .. RhythmPatterns.Find(facts), .. SoundPatterns.Find(facts), .. PicturePatterns.Find(facts)];

    /// <summary>More seconds, more to rest on: half at 3 s, 0.95 at a minute.</summary>
    internal static double Amount(VideoFacts facts) => facts.DurationSeconds / (facts.DurationSeconds + 3);

    /// <param name="below">Recommendation where the value lies under the range; likewise <paramref name="above"/>.</param>
    internal static PatternContent Make(
        Guideline guideline,
        string title,
        double value,
        double confidence,
        IReadOnlyList<PatternEvidence> evidence,
        Dictionary<string, double> data,
        string? below,
        string? above)
    {
        var typicality = guideline.Closeness(value);
        var reference = new PatternReference(
            guideline.Measure, guideline.Unit, guideline.Low, guideline.High, Guidelines.Source, Count: 0);
        return new PatternContent(
            guideline.Type,
            title,
            Score: typicality,
            typicality,
            Effect: null,
            EffectCount: 0,
            Math.Round(Math.Clamp(confidence, 0, 1), 3),
            value,
            reference,
            evidence,
            data,
            value < guideline.Low ? below : value > guideline.High ? above : null);
    }
}
