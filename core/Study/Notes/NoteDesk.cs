using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;

namespace Shortloop.Core.Study.Notes;

/// <summary>What a person does with a note: in the book, in the index, and told to whoever looks at it.</summary>
public sealed class NoteDesk(NoteBook book, NoteIndex index, EventLog events)
{
    public async Task<Outcome<Note>> EditAsync(Principal caller, string noteId, NoteEdit edit, string? etag, CancellationToken cancellation)
    {
        Outcome<Note> outcome = await book.EditAsync(caller, noteId, edit, etag, cancellation);
        if (outcome.Succeeded(out _, out _))
            await TellAsync(caller, noteId, cancellation);
        return outcome;
    }

    /// <returns>Null: done.</returns>
    public async Task<Problem?> DeleteAsync(Principal caller, string noteId, string? etag, CancellationToken cancellation)
    {
        if (await book.DeleteAsync(caller, noteId, etag, cancellation) is { } problem)
            return problem;
        // A vector that stays behind is passed over: its note is looked up before it is shown.
        await index.RemoveAsync(caller.OrgId, noteId, cancellation);
        await TellAsync(caller, noteId, cancellation);
        return null;
    }

    private Task TellAsync(Principal caller, string noteId, CancellationToken cancellation) =>
        events.AppendAsync(caller.OrgId, caller.UserId, "note", noteId, null, cancellation);
}
