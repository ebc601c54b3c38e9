using System.Text.Json;
using Shortloop.Crash.Stories;
using Shortloop.Engine;

namespace Shortloop.Crash.Checks;

/// <summary>No step was applied twice: each decision's number is there once, each answer once, each event once.</summary>
internal static class HistoryCheck
{
    private static readonly string[] Decisions = ["activityScheduled", "childScheduled", "timerCreated", "eventSent"];

    private static readonly Dictionary<string, string> DecisionOf = new()
    {
        ["activityCompleted"] = "activityScheduled",
        ["activityFailed"] = "activityScheduled",
        ["childCompleted"] = "childScheduled",
        ["childFailed"] = "childScheduled",
        ["timerFired"] = "timerCreated",
    };

    public static void Check(string id, IReadOnlyList<HistoryEntry> history, Findings findings)
    {
        var decided = history.Where(entry => Decisions.Contains(entry.Kind)).Select(entry => (entry.Kind, Task: TaskOf(entry))).ToList();
        var answered = history.Where(entry => DecisionOf.ContainsKey(entry.Kind)).Select(entry => (Kind: DecisionOf[entry.Kind], Task: TaskOf(entry))).ToList();
        Twice(decided.Select(decision => $"decision {decision.Task}"));
        Twice(answered.Select(answer => $"answer to {answer.Kind} {answer.Task}"));
        Twice(history.Where(entry => entry.Kind == "eventRaised" && PayloadOf(entry) is not null).Select(entry => $"event {PayloadOf(entry)}"));
        Twice(history.Where(entry => entry.Kind is "executionStarted" or "executionCompleted").Select(entry => entry.Kind));

        foreach (var answer in answered.Except(decided)) findings.Wrong.Add($"{id}: answer to {answer.Kind} {answer.Task}, which was never decided");
        if (!history.Select(entry => entry.Sequence).SequenceEqual(Enumerable.Range(0, history.Count)))
            findings.Wrong.Add($"{id}: history is not numbered in one row");

        void Twice(IEnumerable<string> names)
        {
            foreach (var name in names.GroupBy(name => name).Where(same => same.Count() > 1))
                findings.StepsTwice.Add($"{id}: {name.Key} is in its history {name.Count()} times");
        }
    }

    /// <summary>A story that came to its own end has decided neither more nor less than it says.</summary>
    public static void CheckCounts(Expectation expected, IReadOnlyList<HistoryEntry> history, Findings findings)
    {
        var counts = expected.LastGeneration;
        Between("activityScheduled", counts.LeastActivities, counts.MostActivities);
        Between("childScheduled", counts.Children, counts.Children);
        Between("eventSent", counts.Sent, counts.Sent);

        void Between(string kind, int least, int most)
        {
            var there = history.Count(entry => entry.Kind == kind);
            if (there > most) findings.StepsTwice.Add($"{expected.Id}: {there} {kind} in its history, at most {most} are right");
            if (there < least) findings.Wrong.Add($"{expected.Id}: {there} {kind} in its history, at least {least} are right");
        }
    }

    // What is 0 is not written.
    private static int TaskOf(HistoryEntry entry) => Property(entry, "task") is { } task ? task.GetInt32() : 0;

    private static string? PayloadOf(HistoryEntry entry) => Property(entry, "payload")?.ToString();

    private static JsonElement? Property(HistoryEntry entry, string name)
    {
        using var json = JsonDocument.Parse(entry.Json);
        return json.RootElement.TryGetProperty(name, out var value) ? value.Clone() : null;
    }
}
