using static Shortloop.Core.Patterns.PatternFinder;

namespace Shortloop.Core.Patterns;

internal static class PicturePatterns
{
    public static IEnumerable<PatternContent> Find(VideoFacts facts) =>
        [Framing(facts), Motion(facts), Brightness(facts), Stillness(facts)];

    private static PatternContent Framing(VideoFacts facts)
    {
        var ratio = facts.Height > 0 ? (double)facts.Width / facts.Height : 0;
        var size = $"{facts.Width}×{facts.Height}";
        return Make(
            Guidelines.Framing,
            $"{size}, {Shape(ratio)}",
            ratio,
            1,
            [new(null, null, $"The picture is {size}", ratio, "ratio")],
            new() { ["width"] = facts.Width, ["height"] = facts.Height },
            below: $"{size} is narrower than 9:16: it gets bars at the sides.",
            above: $"{size} is {Shape(ratio)}: for a 9:16 feed crop to the middle, or fill with a blurred copy where the sides matter (renders do either).");
    }

    private static string Shape(double ratio) => ratio switch { < 0.95 => "upright", <= 1.05 => "square", _ => "landscape" };

    private static PatternContent Motion(VideoFacts facts)
    {
        var liveliest = facts.Shots.MaxBy(shot => shot.Motion)!;
        var calmest = facts.Shots.MinBy(shot => shot.Motion)!;
        var mean = facts.Picture.Motion;
        return Make(
            Guidelines.Motion,
            $"Motion {Say.Motion(mean)}",
            mean,
            Amount(facts),
            [
                new(null, null, $"Mean motion {Say.Motion(mean)}", mean, "share"),
                new(liveliest.Start, liveliest.End, $"Liveliest shot: motion {Say.Motion(liveliest.Motion)}", liveliest.Motion, "share"),
            ],
            new() { ["motion"] = mean, ["motionP90"] = facts.Picture.MotionP90 },
            below: $"Little moves (mean {Say.Motion(mean)}, least at {Say.Range(calmest.Start, calmest.End)}): add a slow zoom, cut-aways or moving text there.",
            above: $"Much moves (mean {Say.Motion(mean)}, most at {Say.Range(liveliest.Start, liveliest.End)}): keep texts short and on calm ground.");
    }

    private static PatternContent Brightness(VideoFacts facts)
    {
        var mean = facts.Picture.Brightness;
        var darkest = facts.Shots.MinBy(shot => shot.Brightness)!;
        return Make(
            Guidelines.Brightness,
            $"Brightness {Say.Percent(mean)}",
            mean,
            Amount(facts),
            [
                new(null, null, $"Mean brightness {Say.Percent(mean)}", mean, "share"),
                new(darkest.Start, darkest.End, $"Darkest shot: {Say.Percent(darkest.Brightness)}", darkest.Brightness, "share"),
            ],
            new() { ["brightness"] = mean },
            below: $"The picture is dark ({Say.Percent(mean)} on average, darkest at {Say.Range(darkest.Start, darkest.End)}): lighten it, and pick a thumbnail from a bright moment.",
            above: $"The picture is very bright ({Say.Percent(mean)} on average): give texts a dark outline.");
    }

    private static PatternContent Stillness(VideoFacts facts)
    {
        var (black, frozen) = (facts.Picture.BlackShare, facts.Picture.FrozenShare);
        var share = Math.Max(black, frozen);
        var text = $"{Say.Percent(black)} black, {Say.Percent(frozen)} frozen";
        return Make(
            Guidelines.Stillness,
            text,
            share,
            Amount(facts),
            [new(null, null, $"{text} of {Say.Seconds(facts.DurationSeconds)}", share, "share")],
            new() { ["blackShare"] = black, ["frozenShare"] = frozen },
            below: null,
            above: $"{text}: cut these parts, or lay text or pictures over them.");
    }
}
