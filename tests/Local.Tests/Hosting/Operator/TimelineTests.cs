using System.Globalization;
using System.Text.Json;
using Shortloop.Engine;
using Shortloop.Local.Hosting.Operator;

namespace Shortloop.Local.Tests.Hosting.Operator;

public sealed class TimelineTests
{
    [Fact]
    public void Of_ScheduledAndAnswered_IsABarBetweenTheSteps()
    {
        var bars = Bars(
            Step(0), """{"kind":"executionStarted","name":"Story"}""", """{"kind":"activityScheduled","name":"First"}""",
            """{"kind":"activityScheduled","task":1,"name":"Second"}""", Step(2), """{"kind":"activityFailed","task":1,"failure":{"errorMessage":"no"}}""",
            Step(5), """{"kind":"activityCompleted","result":"1"}""");
        Assert.Equal(
            [
                new("start", "Story", At(0), At(0), BarState.Point),
                new("activity", "First", At(0), At(5), BarState.Done),
                new("activity", "Second", At(0), At(2), BarState.Failed, Note: "no"),
            ], bars);
    }

    [Fact]
    public void Of_TimersChildrenPausesAndEvents_HasARowEach()
    {
        var bars = Bars(
            Step(0), """{"kind":"timerCreated","fireAt":"2026-03-01T12:00:09Z"}""", """{"kind":"childScheduled","task":1,"name":"Child","instanceId":"c/1"}""",
            Step(1), """{"kind":"executionSuspended","reason":"lunch"}""", """{"kind":"eventRaised","name":"Ping"}""", Step(4), """{"kind":"executionResumed"}""",
            Step(9), """{"kind":"timerFired"}""");
        Assert.Equal(
            [
                new("timer", "until 2026-03-01 12:00:09 UTC", At(0), At(9), BarState.Done),
                new("child", "Child", At(0), null, BarState.Open, "c/1"),
                new("pause", "lunch", At(1), At(4), BarState.Done),
                new("event", "Ping", At(1), At(1), BarState.Point),
            ], bars);
    }

    [Fact]
    public void Of_EntriesUnknownOrChanged_ShowsWhatItCan()
    {
        var bars = Bars(
            Step(0), """{"kind":"entityCalled","name":"Counter","at":"2026-03-01T12:00:03Z"}""", """{"kind":"activityCompleted","task":77}""",
            """{"kind":"activityScheduled","task":"two"}""", """{"kind":"executionStarted","parent":5}""");
        Assert.Equal(
            [
                new("entityCalled", "Counter", At(3), At(3), BarState.Point),
                new("activity", "", At(3), null, BarState.Open),
                new("start", "", At(3), At(3), BarState.Point),
            ], bars);
    }

    [Fact]
    public void ByTime_LongWait_SqueezesAndByStep_DoesNot()
    {
        Bar[] bars = [new("activity", "a", At(0), At(1), BarState.Done), new("timer", "t", At(1), At(10), BarState.Done)];
        Assert.Equal(100, TimelineScale.ByTime(bars, At(10)).At(At(1)));
        Assert.Equal(500, TimelineScale.ByStep(bars, At(10)).At(At(1)));
        Assert.Equal(TimelineScale.Width, TimelineScale.ByStep(bars, At(10)).At(At(10)));
    }

    private static IReadOnlyList<Bar> Bars(params string[] entries) => Timeline.Of(entries.Select(
        (json, at) => new HistoryEntry(at, JsonDocument.Parse(json).RootElement.GetProperty("kind").GetString()!, json))).Bars;

    private static string Step(int second) => $$"""{"kind":"stepStarted","at":"{{At(second).ToString("O", CultureInfo.InvariantCulture)}}"}""";

    private static DateTime At(int second) => new(2026, 3, 1, 12, 0, second, DateTimeKind.Utc);
}
