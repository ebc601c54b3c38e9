using System.Globalization;
using System.Text.Json;
using Shortloop.Engine;

namespace Shortloop.Local.Hosting.Operator;

internal enum BarState
{
    Point,
    Open,
    Done,
    Failed,
}

/// <summary>One row of the timeline.</summary>
/// <param name="Kind">activity, timer, child, pause, event, start, end; or the entry's own kind where that isn't known here.</param>
/// <param name="To">Null: not answered.</param>
/// <param name="Child">The instance that it started.</param>
/// <param name="Note">Why it failed.</param>
internal sealed record Bar(string Kind, string Name, DateTime From, DateTime? To, BarState State, string? Child = null, string? Note = null);

/// <summary>
/// A history as bars from scheduled to answered. Entries say their kind, and mostly nothing of the time: they belong to the step that
/// the last <c>stepStarted</c> opened. What isn't known here is a point under its own name, so that a new kind of entry breaks nothing.
/// </summary>
internal sealed class Timeline
{
    private readonly List<Bar> _bars = [];
    private readonly Dictionary<int, int> _open = [];
    private int? _pause;

    private Timeline()
    {
    }

    public IReadOnlyList<Bar> Bars => _bars;

    /// <summary>The instance that waits for this one.</summary>
    public (string Id, string Name)? Parent { get; private set; }

    /// <summary>The last instant of which anything is known.</summary>
    public DateTime End { get; private set; }

    public static Timeline Of(IEnumerable<HistoryEntry> history)
    {
        var timeline = new Timeline();
        foreach (var entry in history)
        {
            using var json = JsonDocument.Parse(entry.Json);
            timeline.Add(entry.Kind, json.RootElement);
        }

        return timeline;
    }

    private void Add(string kind, JsonElement entry)
    {
        if (Instant(entry, "at") is { } at) End = at;
        switch (kind)
        {
            case "stepStarted": break;
            case "executionStarted": Started(entry); break;
            case "activityScheduled": Open(entry, "activity", Text(entry, "name")); break;
            case "childScheduled": Open(entry, "child", Text(entry, "name"), Text(entry, "instanceId")); break;
            case "timerCreated": Open(entry, "timer", Instant(entry, "fireAt") is { } due ? $"until {due:yyyy-MM-dd HH:mm:ss} UTC" : null); break;
            case "activityCompleted" or "childCompleted" or "timerFired": Close(entry, BarState.Done); break;
            case "activityFailed" or "childFailed": Close(entry, BarState.Failed); break;
            case "eventRaised": Point("event", Text(entry, "name")); break;
            case "eventSent": Point("event", $"{Text(entry, "name")} sent to {Text(entry, "instanceId")}"); break;
            case "executionSuspended": Pause(Text(entry, "reason")); break;
            case "executionResumed": Resume(); break;
            case "executionTerminated": Point("end", "asked to terminate"); break;
            case "executionCompleted": Point("end", "ended"); break;
            default: Point(kind, Text(entry, "name")); break;
        }
    }

    private void Started(JsonElement entry)
    {
        if (entry.TryGetProperty("parent", out var parent) && Text(parent, "instanceId") is { } id) Parent = (id, Text(parent, "name") ?? id);
        Point("start", Text(entry, "name"));
    }

    private void Open(JsonElement entry, string kind, string? name, string? child = null)
    {
        _open[Task(entry)] = _bars.Count;
        _bars.Add(new(kind, name ?? "", End, null, BarState.Open, child));
    }

    private void Close(JsonElement entry, BarState state)
    {
        if (_open.Remove(Task(entry), out int bar)) _bars[bar] = _bars[bar] with { To = End, State = state, Note = Failure(entry) };
    }

    private void Point(string kind, string? name) => _bars.Add(new(kind, name ?? "", End, End, BarState.Point));

    private void Pause(string? reason)
    {
        if (_pause is not null) return;
        _pause = _bars.Count;
        _bars.Add(new("pause", reason ?? "suspended", End, null, BarState.Open));
    }

    private void Resume()
    {
        if (_pause is not { } bar) return;
        _bars[bar] = _bars[bar] with { To = End, State = BarState.Done };
        _pause = null;
    }

    /// <summary>The first task has the number 0, which isn't written.</summary>
    private static int Task(JsonElement entry) =>
        entry.TryGetProperty("task", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int task) ? task : 0;

    private static string? Failure(JsonElement entry) => entry.TryGetProperty("failure", out var failure) ? Text(failure, "errorMessage") : null;

    private static string? Text(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static DateTime? Instant(JsonElement entry, string name) => DateTime.TryParse(
        Text(entry, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
