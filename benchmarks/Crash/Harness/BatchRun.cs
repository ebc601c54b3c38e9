using System.Collections.Concurrent;
using System.Text.Json;
using Shortloop.Crash.Serving;
using Shortloop.Crash.Stories;

namespace Shortloop.Crash.Harness;

/// <summary>Plays the caller's part of a batch to its end, over as many kills as come.</summary>
internal sealed class BatchRun(BatchPlan plan, Caller caller)
{
    private readonly ConcurrentDictionary<Numbered, bool> _raised = new();

    public BatchPlan Plan => plan;

    /// <summary>Each attempt to raise a number at the inbox; true if it was confirmed.</summary>
    public IReadOnlyDictionary<Numbered, bool> Raised => _raised;

    /// <summary>Starts that were confirmed and not there when asked for; nothing more was ordered of them.</summary>
    public ConcurrentBag<string> NotThere { get; } = [];

    /// <summary>Ends when all of the batch has, or patience has run out.</summary>
    public async Task RunAsync()
    {
        try
        {
            if (!await StartAsync(plan.Inbox.Id, Inbox.Name, new InboxInput(plan.Inbox.RenewEvery, []))) return;
            await Task.WhenAll([FillAsync(plan.Inbox), .. plan.Stories.Select(PlayAsync)]);
            await caller.OrderAsync(attempt => Raising(plan.Inbox.Id, Inbox.Close, new Numbered(0, attempt)));
            await caller.OrderAsync(OrderKind.Await, plan.Inbox.Id);
        }
        catch (OperationCanceledException)
        {
            // What is not finished by now is found lost when all is checked.
        }
    }

    private async Task<bool> StartAsync(string id, string name, object input)
    {
        await caller.OrderAsync(OrderKind.Start, id, name, input);
        if ((await caller.OrderAsync(OrderKind.Look, id)).State is not null) return true;
        NotThere.Add(id);
        return false;
    }

    private async Task FillAsync(InboxPlan inbox)
    {
        foreach (var (at, number) in inbox.Numbers.Index())
        {
            if (inbox.Suspended && at == 1) await caller.OrderAsync(OrderKind.Suspend, inbox.Id);
            await RaiseNumberAsync(inbox.Id, number);
        }

        if (inbox.Suspended) await caller.OrderAsync(OrderKind.Resume, inbox.Id);
    }

    private async Task RaiseNumberAsync(string inbox, int number)
    {
        var raising = new Numbered(number, 0);
        await caller.OrderAsync(attempt =>
        {
            raising = new Numbered(number, attempt);
            _raised[raising] = false;
            return Raising(inbox, Inbox.Number, raising);
        });
        _raised[raising] = true;
    }

    private async Task PlayAsync(StoryPlan story)
    {
        if (!await StartAsync(story.Id, Story.Name, new StoryInput(story.Steps, 0, []))) return;
        foreach (var move in story.Moves) await MoveAsync(story.Id, move);
        await caller.OrderAsync(OrderKind.Await, story.Id);
    }

    private Task MoveAsync(string id, Move move) => move switch
    {
        Raise raise => caller.OrderAsync(attempt => Raising(id, Story.EventName(raise.At), new Numbered(raise.Number, attempt))),
        Suspend => caller.OrderAsync(OrderKind.Suspend, id),
        Resume => caller.OrderAsync(OrderKind.Resume, id),
        Terminate => caller.OrderAsync(OrderKind.Terminate, id, payload: Terminate.Output),
        _ => throw new InvalidOperationException($"Unknown move {move}."),
    };

    private static Order Raising(string id, string name, Numbered payload) =>
        new(OrderKind.Raise, id, name, JsonSerializer.SerializeToElement(payload));
}
