using Shortloop.Core.Models;
using Shortloop.Core.Patterns;
using Shortloop.Core.Strategies;

namespace Shortloop.Adapters.Builtin;

internal static class StrategyAuthor
{
    private const int MostThemes = 6;

    /// <summary>
    /// Half a second of video does not give strong opinions; and what every render puts right by itself needs the creator least.
    /// </summary>
    private static double Urgency(PatternFacts pattern) => (100 - pattern.Score) * pattern.Confidence * (RenderFixes(pattern) ? 0.1 : 1);

    private static bool RenderFixes(PatternFacts pattern) =>
        pattern.Type == Guidelines.Framing.Type || pattern.Type == Guidelines.Loudness.Type;

    public static StrategyContent Write(StrategyRequest request)
    {
        PatternFacts[] weak = [.. request.Patterns.Where(pattern => pattern.Recommendation is not null).OrderByDescending(Urgency)];
        PatternFacts[] strong = [.. request.Patterns.Where(pattern => pattern.Recommendation is null).OrderByDescending(pattern => pattern.Confidence)];
        return new StrategyContent(
            Summary(request, weak, strong),
            [.. Themes(weak, strong)],
            Words.Hashtags(request.Video.Title, request.Niche, request.Goal),
            Schedule(),
            [.. request.Platforms.Distinct().Select(platform => PlatformTips.For(platform, request, weak))]);
    }

    private static string Summary(StrategyRequest request, PatternFacts[] weak, PatternFacts[] strong)
    {
        var inRange = $"{strong.Length} of {strong.Length + weak.Length} measures lie within the built-in guideline ranges";
        var keep = strong.Length > 0 ? $" (best: {Lower(strong[0].Title)})" : "";
        var change = weak.Length > 0 ? $" Change first: {weak[0].Recommendation}" : " Nothing needs to change before posting; test the opening text.";
        var goal = request.Goal is { Length: > 0 } wanted ? $" Goal: {Words.Cut(wanted, 120)}." : "";
        return Words.Cut($"{inRange}{keep}.{change}{goal}", 900);
    }

    private static IEnumerable<StrategyTheme> Themes(PatternFacts[] weak, PatternFacts[] strong)
    {
        foreach (var pattern in weak.Take(MostThemes - 1))
            yield return new StrategyTheme($"Change: {Lower(pattern.Title)}", pattern.Recommendation!, Evidence(pattern));
        foreach (var pattern in strong.Take(weak.Length == 0 ? 2 : 1))
            yield return new StrategyTheme(
                $"Keep: {Lower(pattern.Title)}",
                $"{pattern.Title} lies within the guideline range; keep it as it is in the next videos and change one other thing at a time, so that the effect can be seen.",
                Evidence(pattern));
    }

    private static StrategyEvidence[] Evidence(PatternFacts pattern) =>
        [.. pattern.Facts.Select(fact => new StrategyEvidence(fact.Id, fact.At, fact.Text))];

    /// <summary>Three times that differ in weekday and part of the day, because a first test should spread.</summary>
    private static StrategySlot[] Schedule()
    {
        const string Why = "No posting history yet: a guess that spreads over the week, to be tested against the others.";
        return [new(DayOfWeek.Tuesday, 18, Why), new(DayOfWeek.Thursday, 12, Why), new(DayOfWeek.Saturday, 10, Why)];
    }

    private static string Lower(string title) =>
        title.Length > 1 && char.IsUpper(title[0]) && char.IsLower(title[1]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;
}
