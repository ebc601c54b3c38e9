using Shortloop.Core.Patterns;
using Shortloop.Core.Scripts;

namespace Shortloop.Adapters.Builtin;

internal static class ScriptAuthor
{
    public static ScriptContent Write(ScriptRequest request)
    {
        var ranges = PieceChooser.Choose(request);
        var title = Words.Title(request.Video.Title);
        var segments = new List<ScriptSegment>();
        var at = 0.0;
        foreach (var (index, range) in ranges.Index())
        {
            var end = Times.Round(at + range.Length);
            segments.Add(new ScriptSegment(
                at,
                end,
                Visual(range),
                Audio(range),
                Overlay(request, title, index, ranges),
                Instruction(request, index, ranges),
                range.Start,
                range.End));
            at = end;
        }

        var hashtags = Words.Hashtags(request.Video.Title, request.Niche, request.Goal);
        return new ScriptContent(
            title.Length > 0 ? title : Words.Cut(Subject(request), 100), Caption(request, title), hashtags, segments, at);
    }

    private static string Visual(ChosenRange range)
    {
        var motion = range.Pieces.Average(piece => piece.Motion);
        var light = range.Pieces.Average(piece => piece.Brightness) switch { < 0.3 => "dark", <= 0.7 => "medium bright", _ => "very bright" };
        var moving = motion switch { < 0.01 => "calm", <= 0.04 => "moving", _ => "lively" };
        var shots = range.Pieces.Count > 1 ? $"{range.Pieces.Count} pieces" : "one piece";
        return $"Source {Say.Range(range.Start, range.End)}: {shots}, {moving} (motion {Say.Motion(motion)}), {light}";
    }

    private static string Audio(ChosenRange range) =>
        range.Pieces.Max(piece => piece.Loudness) is { } level
            ? $"Original sound, up to {Say.Level(level)}"
            : "Nothing is heard here: lay music or a voice under it";

    private static string? Overlay(ScriptRequest request, string title, int index, IReadOnlyList<ChosenRange> ranges)
    {
        if (index == 0) return Words.Cut(title.Length > 0 ? title : Subject(request), ScriptCheck.LongestOverlay);
        return index == ranges.Count - 1 ? Words.Cut(CallToAction(request), ScriptCheck.LongestOverlay) : null;
    }

    private static string Subject(ScriptRequest request) => request.Niche is { Length: > 0 } niche ? $"Today: {niche.Trim()}" : "Watch this";

    private static string CallToAction(ScriptRequest request)
    {
        var goal = request.Goal?.ToLowerInvariant() ?? "";
        bool Says(params string[] words) => words.Any(goal.Contains);
        return Says("sell", "sale", "shop", "customer", "lead") ? "Link in the profile"
            : Says("comment", "community", "engage") ? "What do you think? Tell us below"
            : Says("teach", "learn", "educat", "save") ? "Save this for later"
            : Says("share", "reach", "viral") ? "Send it to someone who needs this"
            : request.Niche is { Length: > 0 } niche ? $"Follow for more {niche.Trim()}"
            : "Follow for more";
    }

    private static string Instruction(ScriptRequest request, int index, IReadOnlyList<ChosenRange> ranges)
    {
        var range = ranges[index];
        if (range.Why.Length > 0) return range.Why;
        var dropped = index > 0 ? request.Material.Dropped.Where(part => Between(part, ranges[index - 1], range)).ToArray() : [];
        if (dropped.Length > 0)
            return $"Cut out {string.Join(", ", dropped.Take(3).Select(part => $"{Say.Range(part.Start, part.End)} ({part.Why})"))} before it.";
        if (index == 0 && range.Start > 0) return $"Start at {Say.Seconds(range.Start)}: {WhyLater(request, range)}.";
        if (range.Length >= Guidelines.Pacing.High + 1 && range.Pieces.Count == 1)
            return $"One take of {Say.Seconds(range.Length)}: punch in by 10 % at {Say.Seconds(range.Start + (range.Length / 2))} to renew the picture.";
        if (index == 0) return "Start as the source does.";
        return Math.Abs(range.Start - ranges[index - 1].End) < 0.002 ? "Play on without a break." : Jump(request, ranges[index - 1], range);
    }

    private static string Jump(ScriptRequest request, ChosenRange before, ChosenRange after)
    {
        var skipped = request.Material.Pieces.Where(piece => piece.Start >= before.End - 0.01 && piece.End <= after.Start + 0.01).ToArray();
        return skipped.Length > 0
            ? $"Hard cut from {Say.Seconds(before.End)} to {Say.Seconds(after.Start)}: the {skipped.Length} pieces between are weaker (strength up to {Say.Number(skipped.Max(piece => piece.Strength))}, here {Say.Number(after.Pieces.Max(piece => piece.Strength))})."
            : $"Hard cut to {Say.Seconds(after.Start)}.";
    }

    private static string WhyLater(ScriptRequest request, ChosenRange range) =>
        request.Material.Dropped.FirstOrDefault(part => part.Start < range.Start) is { } part
            ? $"{Say.Range(part.Start, part.End)} is {part.Why}"
            : "what comes before is weaker";

    private static bool Between(DroppedPart part, ChosenRange before, ChosenRange after) =>
        part.Start >= before.End - 0.01 && part.End <= after.Start + 0.01;

    private static string Caption(ScriptRequest request, string title)
    {
        var subject = title.Length > 0 ? title : Subject(request);
        return Words.Cut($"{subject}. {CallToAction(request)}.", 2_000);
    }
}
