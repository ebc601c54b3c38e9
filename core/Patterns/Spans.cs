using Shortloop.Core.Videos;

namespace Shortloop.Core.Patterns;

/// <summary>Arithmetic of time spans. Results are in order, do not overlap and are longer than nothing.</summary>
public static class Spans
{
    public static IReadOnlyList<TimeSpanSeconds> Union(IEnumerable<TimeSpanSeconds> spans, double from, double to)
    {
        var result = new List<TimeSpanSeconds>();
        foreach (var span in spans.OrderBy(span => span.Start))
        {
            var (start, end) = (Math.Max(from, span.Start), Math.Min(to, span.End));
            if (!(end > start)) continue;
            if (result.Count > 0 && start <= result[^1].End) result[^1] = result[^1] with { End = Math.Max(end, result[^1].End) };
            else result.Add(new TimeSpanSeconds(start, end));
        }

        return result;
    }

    public static IReadOnlyList<TimeSpanSeconds> Intersect(IReadOnlyList<TimeSpanSeconds> one, IReadOnlyList<TimeSpanSeconds> other) =>
        [.. from a in one
            from b in other
            let start = Math.Max(a.Start, b.Start)
            let end = Math.Min(a.End, b.End)
            where end > start
            orderby start
            select new TimeSpanSeconds(start, end)];

    /// <summary>What of <paramref name="from"/> to <paramref name="to"/> lies in none of the spans.</summary>
    public static IReadOnlyList<TimeSpanSeconds> Complement(IReadOnlyList<TimeSpanSeconds> spans, double from, double to)
    {
        var result = new List<TimeSpanSeconds>();
        var at = from;
        foreach (var span in Union(spans, from, to))
        {
            if (span.Start > at) result.Add(new TimeSpanSeconds(at, span.Start));
            at = span.End;
        }

        if (to > at) result.Add(new TimeSpanSeconds(at, to));
        return result;
    }

    public static double Length(IReadOnlyList<TimeSpanSeconds> spans) => spans.Sum(span => span.End - span.Start);

    /// <returns>0 to 1; 0 for a window without length.</returns>
    public static double Share(IReadOnlyList<TimeSpanSeconds> spans, double from, double to) =>
        to > from ? Length(Union(spans, from, to)) / (to - from) : 0;
}
