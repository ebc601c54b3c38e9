using System.Text.Json;
using Shortloop.Crash.Harness;
using Shortloop.Crash.Serving;
using Shortloop.Crash.Stories;

namespace Shortloop.Crash.Checks;

/// <summary>A story is there, at its end, with what the model says; and so are its children.</summary>
internal sealed class StoryCheck(Caller caller, Findings findings)
{
    // By now all have ended but the children of what was terminated last.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <returns>Whether it came to its own end, so that all it had to do must have been done.</returns>
    public async Task<bool> CheckAsync(StoryPlan story)
    {
        var expected = Model.Of(story.Id, story.Steps);
        if (await StateAsync(story.Id) is not { } state) return false;
        if (state.Status == "Terminated" && story.MayBeTerminated)
        {
            Check(state.Output == JsonSerializer.Serialize(Terminate.Output), $"{story.Id}: terminated with {state.Output}");
            await CheckCutShortAsync(expected);
            return false;
        }

        Check(!story.Endless, $"{story.Id}: is {state.Status} and can't have ended");
        return await CheckEndedAsync(expected, state);
    }

    private async Task<bool> CheckEndedAsync(Expectation expected, State state)
    {
        var history = await HistoryAsync(expected.Id);
        HistoryCheck.CheckCounts(expected, history, findings);
        Check(state.Status == expected.Status, $"{expected.Id}: is {state.Status}, should be {expected.Status}; {state.Output}");
        if (state.Status == "Completed")
        {
            var said = JsonSerializer.Deserialize<List<string>>(state.Output ?? "[]")!;
            Check(expected.Allows(said), $"{expected.Id}: came to {string.Join(" | ", said)}, should be {string.Join(" | ", expected.Said.Select(place => string.Join(" or ", place)))}");
        }

        if (expected.CustomStatus is { } status)
            Check(state.CustomStatus == JsonSerializer.Serialize(status), $"{expected.Id}: custom status is {state.CustomStatus}, should be {status}");
        foreach (var child in expected.Children)
            if (await StateAsync(child.Id) is { } childState) await CheckEndedAsync(child, childState);
        return state.Status == expected.Status;
    }

    // Its children were terminated, too, or had ended before, or were never started.
    private async Task CheckCutShortAsync(Expectation expected)
    {
        await HistoryAsync(expected.Id);
        foreach (var child in expected.Children)
        {
            if ((await caller.OrderAsync(OrderKind.Look, child.Id)).State is null) continue;
            await StateAsync(child.Id);
            await CheckCutShortAsync(child);
        }
    }

    /// <returns>How it ended; null if it is lost, which is then noted.</returns>
    public async Task<State?> StateAsync(string id)
    {
        try
        {
            if ((await caller.OrderAsync(OrderKind.Look, id)).State is not null)
                return (await caller.OrderAsync(OrderKind.Await, id).WaitAsync(Grace)).State;
            findings.Lost.Add($"{id}: is not there");
        }
        catch (TimeoutException)
        {
            findings.Lost.Add($"{id}: never ended");
        }

        return null;
    }

    public async Task<IReadOnlyList<Engine.HistoryEntry>> HistoryAsync(string id)
    {
        var history = (await caller.OrderAsync(OrderKind.History, id)).History!;
        HistoryCheck.Check(id, history, findings);
        return history;
    }

    private void Check(bool holds, string otherwise)
    {
        if (!holds) findings.Wrong.Add(otherwise);
    }
}
