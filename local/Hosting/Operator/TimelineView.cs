namespace Shortloop.Local.Hosting.Operator;

/// <summary>The timeline as a table, one row a bar; the bars are drawn with SVG, whose positions need no inline style.</summary>
internal static class TimelineView
{
    private const int MostRows = 400;
    private const double Narrowest = 4;

    /// <param name="end">Where open bars reach to: now, or the end of the orchestration.</param>
    /// <param name="finished">Nothing that is still open will be answered.</param>
    public static Html Draw(Timeline timeline, DateTime end, bool finished, string address, bool bySteps)
    {
        if (timeline.Bars.Count == 0) return $"""<p class="none">It has not run yet.</p>""";
        var bars = timeline.Bars.OrderBy(bar => bar.From).ToList();
        var scale = bySteps ? TimelineScale.ByStep(bars, end) : TimelineScale.ByTime(bars, end);
        return $"""
            <p class="scales">Drawn {Choice("by time", address, !bySteps)} · {Choice("by step", address + "&scale=steps", bySteps)}</p>
            {(bars.Count > MostRows ? $"""<p class="none">The last {MostRows} of {bars.Count} rows.</p>""" : Html.Empty)}
            <table class="timeline">
              <thead><tr><th>What</th><th>When</th><th class="num">Took</th><th>From {Parts.Time(bars[0].From)} on</th></tr></thead>
              <tbody>{bars.TakeLast(MostRows).Select(bar => Row(bar, scale, end, finished))}</tbody>
            </table>
            """;
    }

    private static Html Choice(string label, string address, bool chosen) =>
        chosen ? $"<strong>{label}</strong>" : (Html)$"""<a href="{address}">{label}</a>""";

    private static Html Row(Bar bar, TimelineScale scale, DateTime end, bool finished)
    {
        var (state, took) = bar.State switch
        {
            BarState.Point => ("point", ""),
            BarState.Open when finished => ("left", "not waited for"),
            BarState.Open => ("open", Parts.Duration(end - bar.From) + " so far"),
            BarState.Failed => ("failed", Parts.Duration(bar.To!.Value - bar.From)),
            _ => ("done", Parts.Duration(bar.To!.Value - bar.From)),
        };
        return $"""
            <tr class="{state}">
              <th scope="row"><span class="kind">{bar.Kind}</span> {Name(bar)}{Note(bar)}</th>
              <td data-label="When">{Parts.Time(bar.From)}</td>
              <td class="num" data-label="Took">{took}</td>
              <td class="lane">{Lane(bar, scale, end)}</td>
            </tr>
            """;
    }

    private static Html Name(Bar bar) => bar.Child is { } child
        ? $"""<a href="{InstancePage.Address(child)}">{bar.Name}</a>"""
        : (Html)$"{bar.Name}";

    private static Html Note(Bar bar) => bar.Note is { } note ? $"""<span class="note">{note}</span>""" : Html.Empty;

    private static Html Lane(Bar bar, TimelineScale scale, DateTime end)
    {
        double from = scale.At(bar.From), to = scale.At(bar.To ?? end);
        double width = Math.Max(to - from, Narrowest);
        return $"""
            <svg viewBox="0 0 {TimelineScale.Width} 16" preserveAspectRatio="none" aria-hidden="true">
              <rect x="{Math.Min(from, TimelineScale.Width - width):0.#}" y="2" width="{width:0.#}" height="12" class="{bar.Kind}"></rect>
            </svg>
            """;
    }
}
