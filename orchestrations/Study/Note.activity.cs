using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Study.Writing;

namespace Shortloop.Orchestrations.Study;

// Running it twice keeps the same credit, and finds the transcript that was cut before.
public sealed class PrepareNoteActivity(NoteSteps steps)
{
    [Function(nameof(PrepareNoteActivity))]
    public Task<int> RunAsync([ActivityTrigger] NoteInput input, CancellationToken cancellation) => steps.PrepareAsync(input, cancellation);
}

/// <param name="Part">From 0.</param>
public sealed record NotePartInput(NoteInput Note, int Part, int Parts);

// Running it twice finds the part that was kept; one that was lost before it was kept is asked for again.
public sealed class WriteNotePartActivity(NoteSteps steps)
{
    [Function(nameof(WriteNotePartActivity))]
    public Task RunAsync([ActivityTrigger] NotePartInput input, CancellationToken cancellation) => ThrottlePatience.RunAsync(async () =>
    {
        await steps.WriteAsync(input.Note, input.Part, input.Parts, cancellation);
        return true;
    }, cancellation);
}

// Running it twice finds the draft that was kept.
public sealed class ComposeNoteActivity(NoteSteps steps)
{
    [Function(nameof(ComposeNoteActivity))]
    public Task RunAsync([ActivityTrigger] NoteInput input, CancellationToken cancellation) => ThrottlePatience.RunAsync(async () =>
    {
        await steps.ComposeAsync(input, cancellation);
        return true;
    }, cancellation);
}

// Running it twice writes the same draft with what is related now.
public sealed class RelateNoteActivity(NoteSteps steps)
{
    [Function(nameof(RelateNoteActivity))]
    public Task RunAsync([ActivityTrigger] NoteInput input, CancellationToken cancellation) => steps.RelateAsync(input, cancellation);
}

// Running it twice finds the note by its id, which follows from the job, and the credit taken.
public sealed class FinishNoteActivity(NoteSteps steps)
{
    [Function(nameof(FinishNoteActivity))]
    public Task RunAsync([ActivityTrigger] NoteInput input, CancellationToken cancellation) => steps.FinishAsync(input, cancellation);
}

public sealed record FailNoteInput(NoteInput Note, string Message);

// Running it twice: the first failure of a job is the one that stays, and a credit is given back once.
public sealed class FailNoteActivity(StationRunner stations, CloseNote close)
{
    [Function(nameof(FailNoteActivity))]
    public async Task RunAsync([ActivityTrigger] FailNoteInput input, CancellationToken cancellation)
    {
        NoteInput note = input.Note;
        await stations.FailAsync(note.OrgId, note.JobId, null, new Failure("note_failed", input.Message), cancellation);
        await close.ExecuteAsync(note.OrgId, note.JobId, note.Run, cancellation);
    }
}
