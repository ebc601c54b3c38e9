using Shortloop.Crash.Serving;
using Shortloop.Crash.Stories;

namespace Shortloop.Crash.Checks;

/// <summary>
/// Counts from the journal which activities ran again. Right is: only what was in flight when the process was killed, so after each run of
/// the process at most as many as may be in flight.
/// </summary>
internal sealed class ActivityCheck(string journal, int maxInFlight)
{
    private readonly Dictionary<string, List<int>> _begins =
        Journal.Begins(journal).GroupBy(begin => begin.Key).ToDictionary(key => key.Key, key => key.Select(begin => begin.Run).ToList());

    private readonly HashSet<string> _ended = [.. Journal.Ends(journal).Select(end => end.Key)];
    private readonly Dictionary<int, int> _againAfter = [];

    public int Runs => _begins.Values.Sum(runs => runs.Count);

    /// <summary>Runs beyond what is right without a kill.</summary>
    public int Twice { get; private set; }

    /// <summary>Of these, what no kill explains.</summary>
    public int OverInFlight { get; private set; }

    /// <summary>The most that ran again after one kill.</summary>
    public int MostAfterOneKill => _againAfter.Values.Append(0).Max();

    /// <param name="runs">By key, how often an activity runs without a kill.</param>
    public void CountTwice(IReadOnlyDictionary<string, int> runs)
    {
        // Where retries leave open which run was the repetition, the kill with the fewest others is taken; those are placed last.
        foreach (var (key, begins) in _begins.OrderBy(begun => runs.GetValueOrDefault(begun.Key)))
        {
            var again = begins.Count - runs.GetValueOrDefault(key, begins.Count);
            if (again > 0) Place(again, begins);
        }

        OverInFlight += _againAfter.Values.Sum(again => Math.Max(0, again - maxInFlight));
    }

    public void CheckAllRan(Expectation expected, Findings findings)
    {
        foreach (var key in expected.Runs.Keys.Except(_ended)) findings.Wrong.Add($"{key}: never ran through, though its story is at its end");
    }

    public void CheckAllKnown(IReadOnlyDictionary<string, int> runs, Findings findings)
    {
        foreach (var key in _begins.Keys.Except(runs.Keys)) findings.Wrong.Add($"{key}: ran, and no story asks for it");
    }

    private void Place(int again, List<int> begins)
    {
        Twice += again;
        var killed = begins.Zip(begins.Skip(1)).Where(pair => pair.First != pair.Second).Select(pair => pair.First)
            .OrderBy(run => _againAfter.GetValueOrDefault(run)).Take(again).ToList();
        foreach (var run in killed) _againAfter[run] = _againAfter.GetValueOrDefault(run) + 1;
        OverInFlight += again - killed.Count;
    }
}
