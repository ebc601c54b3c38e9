using static Shortloop.Core.Patterns.PatternFinder;

namespace Shortloop.Core.Patterns;

internal static class HookPatterns
{
    public static IEnumerable<PatternContent> Find(VideoFacts facts)
    {
        yield return Timing(facts);
        if (facts.Sound?.FirstSoundAt is { } first) yield return Sound(facts, first);
        if (facts.Hook3.MotionRatio is { } ratio) yield return Structure(facts, ratio);
    }

    private static PatternContent Timing(VideoFacts facts)
    {
        var first = facts.FirstCutAt;
        var value = first ?? facts.DurationSeconds;
        var opening = facts.Shots[0];
        List<PatternEvidence> evidence =
        [
            first is { } at
                ? new(at, null, $"First cut at {Say.Seconds(at)}", at, "s")
                : new(0, facts.DurationSeconds, $"No cut in {Say.Seconds(facts.DurationSeconds)}", 0, "cuts"),
            new(0, facts.Hook3.Seconds, $"First {Say.Seconds(facts.Hook3.Seconds)}: {facts.Hook3.Cuts} cuts, motion {Say.Motion(facts.Hook3.Motion)}", facts.Hook3.Cuts, "cuts"),
            new(0, facts.Hook5.Seconds, $"First {Say.Seconds(facts.Hook5.Seconds)}: {facts.Hook5.Cuts} cuts, motion {Say.Motion(facts.Hook5.Motion)}", facts.Hook5.Cuts, "cuts"),
        ];
        if (facts.Hook3.BlackShare > 0)
            evidence.Add(new(0, facts.Hook3.Seconds, $"{Say.Percent(facts.Hook3.BlackShare)} of the first {Say.Seconds(facts.Hook3.Seconds)} is black", facts.Hook3.BlackShare, "share"));

        var limit = Say.Seconds(Guidelines.HookTiming.High);
        var stronger = facts.Shots.Skip(1).MaxBy(shot => shot.Motion);
        var action = stronger is { } shot && shot.Motion > opening.Motion
            ? $"open with the shot at {Say.Seconds(shot.Start)}, which moves more ({Say.Motion(shot.Motion)} against {Say.Motion(opening.Motion)})"
            : "shorten the first shot or lay a text over it that says what comes";
        return Make(
            Guidelines.HookTiming,
            first is { } cut ? $"First cut at {Say.Seconds(cut)}" : "No cut: one shot",
            value,
            Amount(facts) * facts.CutConfidence,
            evidence,
            new()
            {
                ["firstShotSeconds"] = value,
                ["cutsIn3Seconds"] = facts.Hook3.Cuts,
                ["cutsIn5Seconds"] = facts.Hook5.Cuts,
                ["motionIn3Seconds"] = facts.Hook3.Motion,
                ["blackIn3Seconds"] = facts.Hook3.BlackShare,
            },
            below: null,
            above: first is { } late
                ? $"First cut only at {Say.Seconds(late)}; the guideline for hooks is at most {limit}: {action}."
                : $"No cut in {Say.Seconds(value)}; the guideline for the first is at most {limit}: punch in or cut away by then.");
    }

    private static PatternContent Sound(VideoFacts facts, double first) => Make(
        Guidelines.HookSound,
        $"First sound at {Say.Seconds(first)}",
        first,
        Amount(facts),
        [new(first, null, $"First sound at {Say.Seconds(first)}", first, "s")],
        new() { ["firstSoundAt"] = first },
        below: null,
        above: $"Silent until {Say.Seconds(first)}: cut that part or start music or voice at 0 s.");

    private static PatternContent Structure(VideoFacts facts, double ratio) => Make(
        Guidelines.Structure,
        $"The opening moves {Say.Number(ratio)} times as much as the rest",
        ratio,
        Amount(facts),
        [new(0, facts.Hook3.Seconds, $"Motion {Say.Motion(facts.Hook3.Motion)} in the first {Say.Seconds(facts.Hook3.Seconds)}, {Say.Number(ratio)} times that of the rest", ratio, "ratio")],
        new() { ["motionRatio"] = ratio, ["motionIn3Seconds"] = facts.Hook3.Motion },
        below: $"The first {Say.Seconds(facts.Hook3.Seconds)} are calmer than the rest ({Say.Number(ratio)} times its motion): bring {Liveliest(facts)} to the front.",
        above: $"Most movement is in the first {Say.Seconds(facts.Hook3.Seconds)} ({Say.Number(ratio)} times the rest): spread it, or cut the rest shorter.");

    private static string Liveliest(VideoFacts facts) =>
        facts.Shots.Skip(1).MaxBy(shot => shot.Motion) is { } shot
            ? $"the shot at {Say.Range(shot.Start, shot.End)} (motion {Say.Motion(shot.Motion)})"
            : "a livelier moment";
}
