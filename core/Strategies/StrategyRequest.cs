using Shortloop.Core.Models;
using Shortloop.Core.Patterns;

namespace Shortloop.Core.Strategies;

/// <summary>What the model is shown.</summary>
public sealed record StrategyRequest(
    VideoEvidence Video, IReadOnlyList<string> Platforms, string? Goal, string? Niche, IReadOnlyList<PatternFacts> Patterns)
{
    public static StrategyRequest Of(StrategyBrief brief, VideoFacts facts, IReadOnlyList<PatternContent> patterns) =>
        new(VideoEvidence.Of(brief.Title, facts), brief.Platforms, brief.Goal, brief.Niche, PatternFacts.Of(patterns));
}
