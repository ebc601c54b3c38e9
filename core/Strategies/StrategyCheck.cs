using Shortloop.Core.Models;

namespace Shortloop.Core.Strategies;

/// <summary>Whether a strategy rests on the evidence: every claim names a fact that exists, every time lies within that fact.</summary>
public static class StrategyCheck
{
    // Models round times; a sample of the timeline is half a second long.
    private const double Tolerance = 0.5;

    public static IReadOnlyList<string> Problems(StrategyContent content, StrategyRequest request)
    {
        var facts = request.Patterns.SelectMany(pattern => pattern.Facts).ToDictionary(fact => fact.Id);
        return
        [
            .. TextRules.Text("summary", content.Summary, 1_000),
            .. Themes(content.Themes, facts, request.Video.DurationSeconds),
            .. TextRules.Hashtags(content.Hashtags),
            .. Schedule(content.Schedule),
            .. Advice(content.Advice, facts, request.Platforms),
        ];
    }

    private static IEnumerable<string> Themes(
        IReadOnlyList<StrategyTheme> themes, Dictionary<string, FactEvidence> facts, double duration)
    {
        if (themes.Count is < 1 or > 10) yield return $"There are {themes.Count} themes; give 1 to 10.";
        foreach (var (index, theme) in themes.Index())
        {
            var name = $"themes[{index}]";
            foreach (var problem in TextRules.Text($"{name}.title", theme.Title, 200)) yield return problem;
            foreach (var problem in TextRules.Text($"{name}.why", theme.Why, 1_000)) yield return problem;
            if (theme.Evidence.Count == 0) yield return $"{name} has no evidence.";
            foreach (var evidence in theme.Evidence)
            {
                foreach (var problem in TextRules.Text($"{name}.evidence.text", evidence.Text, 500)) yield return problem;
                if (!facts.TryGetValue(evidence.Fact, out var fact)) yield return $"{name} cites the unknown fact '{evidence.Fact}'.";
                else if (evidence.At is { } at && !Covers(fact, at, duration))
                    yield return FormattableString.Invariant($"{name} cites {evidence.Fact} at {at} s, which is outside that fact or the video.");
            }
        }
    }

    private static bool Covers(FactEvidence fact, double at, double duration) =>
        at >= 0
        && at <= duration
        && at >= (fact.At ?? 0) - Tolerance
        && at <= (fact.End ?? fact.At ?? duration) + Tolerance;

    private static IEnumerable<string> Schedule(IReadOnlyList<StrategySlot> schedule)
    {
        if (schedule.Count > 21) yield return $"There are {schedule.Count} slots; at most 21 are allowed.";
        foreach (var slot in schedule)
        {
            if (slot.Hour is < 0 or > 23) yield return $"Hour {slot.Hour} is not within 0 to 23.";
            foreach (var problem in TextRules.Text("schedule.why", slot.Why, 500)) yield return problem;
        }
    }

    private static IEnumerable<string> Advice(
        IReadOnlyList<PlatformAdvice> advice, Dictionary<string, FactEvidence> facts, IReadOnlyList<string> platforms)
    {
        foreach (var missing in platforms.Except(advice.Select(item => item.Platform))) yield return $"There is no advice for {missing}.";
        if (advice.Select(item => item.Platform).Distinct().Count() < advice.Count) yield return "A platform has advice twice.";
        foreach (var item in advice)
        {
            if (!platforms.Contains(item.Platform)) yield return $"There is advice for '{item.Platform}', which was not asked for.";
            foreach (var problem in TextRules.Text($"advice for {item.Platform}", item.Text, 1_000)) yield return problem;
            if (item.Facts.Count == 0) yield return $"The advice for {item.Platform} names no fact.";
            foreach (var fact in item.Facts.Where(fact => !facts.ContainsKey(fact)))
                yield return $"The advice for {item.Platform} cites the unknown fact '{fact}'.";
        }
    }
}
