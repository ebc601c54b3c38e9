using System.Text.Json;
using Shortloop.Crash.Harness;
using Shortloop.Crash.Serving;
using Shortloop.Crash.Stories;

namespace Shortloop.Crash.Checks;

/// <summary>What was confirmed was heard, nothing twice, and nothing nobody said.</summary>
internal static class InboxCheck
{
    /// <param name="completed">The stories that came to their own end: all they had to tell was told.</param>
    public static void Check(BatchRun batch, State state, IReadOnlySet<string> completed, Findings findings)
    {
        var id = batch.Plan.Inbox.Id;
        if (state.Status != "Completed")
        {
            findings.Wrong.Add($"{id}: is {state.Status}; {state.Output}");
            return;
        }

        var heard = JsonSerializer.Deserialize<List<Numbered>>(state.Output!)!;
        var told = batch.Plan.Stories.SelectMany(story => story.Tells, (story, tell) => (Number: new Numbered(tell.Number, 0), Sure: completed.Contains(story.Id)));
        var may = batch.Raised.Select(raised => (Number: raised.Key, Sure: raised.Value)).Concat(told).ToDictionary(number => number.Number, number => number.Sure);

        foreach (var number in may.Where(number => number.Value).Select(number => number.Key).Except(heard)) findings.Lost.Add($"{id}: never heard {number}");
        foreach (var number in heard.Except(may.Keys)) findings.Wrong.Add($"{id}: heard {number}, which nobody said");
        foreach (var same in heard.GroupBy(number => number).Where(same => same.Count() > 1))
            findings.StepsTwice.Add($"{id}: heard {same.Key} {same.Count()} times");
    }
}
