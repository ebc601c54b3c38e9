using Microsoft.DurableTask;
using Shortloop.Crash.Stories;

namespace Shortloop.Crash.Serving;

/// <summary>What the served engine can run: stories, inboxes, and the one activity.</summary>
internal static class ServedTasks
{
    private const int FaultEvery = 5;

    public static void Register(DurableTaskRegistry tasks, Journal journal, Fault fault) => tasks
        .AddOrchestratorFunc<StoryInput, List<string>>(Story.Name, (context, input) => new Story(context, fault == Fault.TellTwice ? 2 : 1).RunAsync(input))
        .AddOrchestratorFunc<InboxInput, List<Numbered>>(Inbox.Name, Inbox.RunAsync)
        .AddActivityFunc<WorkInput, string>(Story.Work, (_, work) => WorkAsync(work, journal, fault));

    private static async Task<string> WorkAsync(WorkInput work, Journal journal, Fault fault)
    {
        if (fault == Fault.RunTwice && Words.Hash(work.Key) % FaultEvery == 0) journal.Begin(work.Key);
        var begins = journal.Begin(work.Key);
        // The work itself: what it stands for takes time, so that a kill finds some of it under way.
        await Task.Delay(Words.Milliseconds(work.Key));
        journal.End(work.Key);
        if (begins <= work.Failures) throw new InvalidOperationException("Not yet.");
        return Words.Of(work.Key);
    }
}
