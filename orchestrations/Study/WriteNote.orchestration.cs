using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Study;

/// <summary>A note from a transcript, or from a note in another language: read it, write its parts side by side, put them together, link them, keep it.</summary>
public static class WriteNote
{
    /// <summary>Parts that are written at once: a model's patience is shared with everybody else's work.</summary>
    private const int Lanes = 4;

    [Function(Stories.WriteNote)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, NoteInput input)
    {
        try
        {
            int parts = await context.CallActivityAsync<int>(nameof(PrepareNoteActivity), input, Policies.Inside);
            await Task.WhenAll(Enumerable.Range(0, Math.Min(Lanes, parts)).Select(lane => WriteLaneAsync(context, input, lane, parts)));
            await context.CallActivityAsync(nameof(ComposeNoteActivity), input, Policies.Outside);
            await context.CallActivityAsync(nameof(RelateNoteActivity), input, Policies.Outside);
            await context.CallActivityAsync(nameof(FinishNoteActivity), input, Policies.Outside);
        }
        catch (TaskFailedException error)
        {
            // Permanent failures were told by the step itself; this tells of transient ones that did not pass, and gives the credit back.
            await context.CallActivityAsync(nameof(FailNoteActivity), new FailNoteInput(input, Failures.Say(error.FailureDetails)), Policies.Stubborn);
        }
    }

    private static async Task WriteLaneAsync(TaskOrchestrationContext context, NoteInput input, int lane, int parts)
    {
        for (int part = lane; part < parts; part += Lanes)
            await context.CallActivityAsync(nameof(WriteNotePartActivity), new NotePartInput(input, part, parts), Policies.Outside);
    }
}
