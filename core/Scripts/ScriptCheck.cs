using Shortloop.Core.Models;
using Shortloop.Core.Patterns;

namespace Shortloop.Core.Scripts;

/// <summary>Whether a script can be cut from its source, and adds up.</summary>
public static class ScriptCheck
{
    public const int LongestOverlay = 80;

    private const double ShortestSegment = 0.3;

    // Models round times. What is cut comes from the source ranges alone; see Retimed.
    private const double Tolerance = 0.25;
    private const double SourceTolerance = 0.05;

    public static IReadOnlyList<string> Problems(ScriptContent content, ScriptRequest request) =>
    [
        .. TextRules.Text("title", content.Title, 100),
        .. TextRules.Text("caption", content.Caption, 2_000),
        .. TextRules.Hashtags(content.Hashtags),
        .. content.Segments.Count == 0 ? ["There are no segments."] : Segments(content, request),
    ];

    private static IEnumerable<string> Segments(ScriptContent content, ScriptRequest request)
    {
        var at = 0.0;
        foreach (var (index, segment) in content.Segments.Index())
        {
            var name = $"segments[{index}]";
            foreach (var problem in Texts(name, segment)) yield return problem;
            foreach (var problem in Source(name, segment, request.Video.DurationSeconds)) yield return problem;
            if (!Near(segment.Start, at)) yield return $"{name} starts at {Say.Seconds(segment.Start)}; the one before ends at {Say.Seconds(at)}.";
            if (!Near(segment.End - segment.Start, segment.SourceEnd - segment.SourceStart))
                yield return $"{name} lasts {Say.Seconds(segment.End - segment.Start)} but its source range {Say.Seconds(segment.SourceEnd - segment.SourceStart)}.";
            at = segment.End;
        }

        if (!Near(content.DurationSeconds, at))
            yield return $"durationSeconds is {Say.Seconds(content.DurationSeconds)}; the last segment ends at {Say.Seconds(at)}.";
        var total = content.Segments.Sum(segment => segment.SourceEnd - segment.SourceStart);
        if (total > request.TargetSeconds + Tolerance)
            yield return $"The source ranges add up to {Say.Seconds(total)}; at most {Say.Seconds(request.TargetSeconds)} are wanted.";
        foreach (var problem in Overlaps(content.Segments)) yield return problem;
    }

    private static IEnumerable<string> Texts(string name, ScriptSegment segment)
    {
        foreach (var problem in TextRules.Text($"{name}.visual", segment.Visual, 500)) yield return problem;
        foreach (var problem in TextRules.Text($"{name}.audio", segment.Audio, 500)) yield return problem;
        foreach (var problem in TextRules.Text($"{name}.instruction", segment.Instruction, 1_000)) yield return problem;
        if (segment.Overlay is null) yield break;
        foreach (var problem in TextRules.Text($"{name}.overlay", segment.Overlay, LongestOverlay)) yield return problem;
    }

    private static IEnumerable<string> Source(string name, ScriptSegment segment, double duration)
    {
        if (!(segment.SourceStart >= 0 && segment.SourceEnd <= duration + SourceTolerance))
            yield return $"{name} takes {Say.Range(segment.SourceStart, segment.SourceEnd)} of a source that lasts {Say.Seconds(duration)}.";
        var shortest = Math.Min(ShortestSegment, duration / 2);
        if (!(segment.SourceEnd - segment.SourceStart >= shortest - SourceTolerance))
            yield return $"{name} takes {Say.Seconds(segment.SourceEnd - segment.SourceStart)} of the source; at least {Say.Seconds(shortest)} are needed.";
    }

    private static IEnumerable<string> Overlaps(IReadOnlyList<ScriptSegment> segments)
    {
        var ordered = segments.OrderBy(segment => segment.SourceStart).ToArray();
        return ordered.Zip(ordered.Skip(1))
            .Where(pair => pair.Second.SourceStart < pair.First.SourceEnd - SourceTolerance)
            .Select(pair => $"Two segments share source time: {Say.Range(pair.First.SourceStart, pair.First.SourceEnd)} and {Say.Range(pair.Second.SourceStart, pair.Second.SourceEnd)}.");
    }

    private static bool Near(double one, double other) => Math.Abs(one - other) <= Tolerance;
}
