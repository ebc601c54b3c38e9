using static Shortloop.Core.Patterns.PatternFinder;

namespace Shortloop.Core.Patterns;

internal static class RhythmPatterns
{
    public static IEnumerable<PatternContent> Find(VideoFacts facts)
    {
        yield return Frequency(facts);
        // One shot has a length, but no rhythm.
        if (facts.Shots.Count > 1) yield return Pacing(facts);
        yield return Length(facts);
    }

    private static PatternContent Frequency(VideoFacts facts)
    {
        var cuts = facts.Shots.Count - 1;
        var longest = Longest(facts);
        return Make(
            Guidelines.CutFrequency,
            $"{Say.Number(facts.CutsPer10Seconds)} cuts per 10 s",
            facts.CutsPer10Seconds,
            Amount(facts) * facts.CutConfidence,
            [
                new(null, null, $"{cuts} cuts in {Say.Seconds(facts.DurationSeconds)}", facts.CutsPer10Seconds, "cuts per 10 s"),
                new(longest.Start, longest.End, $"Longest shot: {Say.Seconds(longest.Length)}", longest.Length, "s"),
            ],
            new() { ["cuts"] = cuts, ["cutsPerMinute"] = facts.CutsPer10Seconds * 6 },
            below: $"{Say.Number(facts.CutsPer10Seconds)} cuts per 10 s, the guideline is {Span(Guidelines.CutFrequency)}: break up {Say.Range(longest.Start, longest.End)}, the {(cuts > 0 ? "longest" : "only")} shot.",
            above: $"{Say.Number(facts.CutsPer10Seconds)} cuts per 10 s, the guideline is {Span(Guidelines.CutFrequency)}: let the important shots stand longer.");
    }

    private static PatternContent Pacing(VideoFacts facts)
    {
        var lengths = facts.ShotLengths;
        var longest = Longest(facts);
        return Make(
            Guidelines.Pacing,
            $"Median shot {Say.Seconds(lengths.Median)}",
            lengths.Median,
            Amount(facts) * facts.CutConfidence,
            [
                new(null, null, $"Half of the shots are shorter than {Say.Seconds(lengths.Median)}; 80 % lie between {Say.Seconds(lengths.P10)} and {Say.Seconds(lengths.P90)}", lengths.Median, "s"),
                new(longest.Start, longest.End, $"Longest shot: {Say.Seconds(longest.Length)}", longest.Length, "s"),
            ],
            new()
            {
                ["medianSeconds"] = lengths.Median,
                ["p10Seconds"] = lengths.P10,
                ["p90Seconds"] = lengths.P90,
                ["variation"] = lengths.Variation,
            },
            below: $"The median shot lasts {Say.Seconds(lengths.Median)}, the guideline is {Span(Guidelines.Pacing)} s: hold the shots that carry meaning.",
            above: $"The median shot lasts {Say.Seconds(lengths.Median)}, the guideline is {Span(Guidelines.Pacing)} s: trim {Say.Range(longest.Start, longest.End)} first.");
    }

    private static PatternContent Length(VideoFacts facts) => Make(
        Guidelines.Length,
        $"{Say.Seconds(facts.DurationSeconds)} long",
        facts.DurationSeconds,
        1,
        [new(0, facts.DurationSeconds, $"The video lasts {Say.Seconds(facts.DurationSeconds)}", facts.DurationSeconds, "s")],
        new() { ["durationSeconds"] = facts.DurationSeconds },
        below: $"{Say.Seconds(facts.DurationSeconds)} is short (guideline {Span(Guidelines.Length)} s): make the end lead back to the beginning so that it loops.",
        above: $"{Say.Seconds(facts.DurationSeconds)} is long (guideline {Span(Guidelines.Length)} s): keep the strongest {Say.Number(Guidelines.Length.High)} s, post the rest as parts.");

    private static Shot Longest(VideoFacts facts) => facts.Shots.MaxBy(shot => shot.Length)!;

    private static string Span(Guideline guideline) => $"{Say.Number(guideline.Low)} to {Say.Number(guideline.High)}";
}
