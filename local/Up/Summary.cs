using System.Globalization;
using Shortloop.Functions.Publishing;
using Shortloop.Functions.Videos;
using Spectre.Console;

namespace Shortloop.Local.Up;

/// <summary>What came out, for a person at a terminal.</summary>
internal static class Summary
{
    private const int ShownPatterns = 5;

    public static void Print(RunResult result, LocalSettings settings)
    {
        AnsiConsole.WriteLine();
        if (result.Job.Failure is { } failure)
            Line($"[red]Stopped at {result.Job.Station}: {failure.Message}[/]");
        Patterns(result);
        Script(result);
        Renders(result);
        Posts(result);
        Line($"[grey]Page[/]      {new Uri(settings.Address, $"videos/{result.Video.Id}")}");
        Line($"[grey]Behind it[/] {new Uri(settings.Address, "_host")}");
        Line($"[grey]Seconds[/]   {string.Join("  ", result.Seconds.Select(s => Text($"{s.Key} {s.Value:0.0}")))}");
    }

    private static void Patterns(RunResult result)
    {
        if (result.Patterns.Count == 0)
            return;
        Table table = Table("Pattern", "Score", "Evidence");
        foreach (PatternView pattern in result.Patterns.Take(ShownPatterns))
            table.AddRow(
                Markup.Escape(pattern.Title), Text($"{pattern.Score:0}"),
                Markup.Escape(string.Join("; ", pattern.Evidence.Take(2).Select(e => e.At is { } at ? Text($"{at:0.0} s: {e.Text}") : e.Text))));
        AnsiConsole.Write(table);
        if (result.Patterns.Count > ShownPatterns)
            Line($"[grey]… and {result.Patterns.Count - ShownPatterns} more on the page.[/]");
    }

    private static void Script(RunResult result)
    {
        if (result.Script is not { Content: var script } by)
            return;
        Line($"\n[bold]{script.Title}[/]  [grey]script by {by.Model}, {script.DurationSeconds:0.0} s[/]");
        Table table = Table("Time", "What is seen", "Overlay");
        foreach (var segment in script.Segments)
            table.AddRow(Text($"{segment.Start:0.0}–{segment.End:0.0}"), Markup.Escape(segment.Visual), Markup.Escape(segment.Overlay ?? ""));
        AnsiConsole.Write(table);
    }

    private static void Renders(RunResult result)
    {
        foreach (RunRender render in result.Renders)
            Line(
                $"[grey]Rendered[/]  {render.Platform}: {render.Width}×{render.Height}, {render.Duration:0.0} s, {render.Size / 1024.0 / 1024.0:0.0} MB, {(render.Loudness is { } lufs ? Text($"{lufs:0.0} LUFS") : "silent")}\n          {render.Path}");
    }

    private static void Posts(RunResult result)
    {
        foreach (PostView post in result.Posts)
        {
            Line($"[grey]Posted[/]    {post.Platform} as {post.AccountName}: {post.Status} {post.Link?.AbsoluteUri ?? post.Failure?.Message ?? ""}");
            if (post.Metrics.Count > 0 && post.Metrics[^1] is { } m)
                Line($"[grey]Metrics[/]   {Number(m.Views)} views, {Number(m.Likes)} likes, {Number(m.Comments)} comments, {Number(m.Shares)} shares ({m.AgeLabel})");
        }
    }

    private static Table Table(params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (string column in columns)
            table.AddColumn(new TableColumn(column));
        return table;
    }

    private static void Line(FormattableString text) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, text);

    private static string Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "unknown";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
