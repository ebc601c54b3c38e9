using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Sources;
using Shortloop.Core.Study.Writing;

namespace Shortloop.Core.Study.Translation;

/// <summary>Orders a note in another language; it becomes a note of its own, linked to the one it comes from. Costs no credit, and needs a language model.</summary>
public sealed class StartTranslation(IDocumentStore store, SourceShelf shelf, ITextModel model, StartNote start, TimeProvider clock)
{
    private static readonly string[] Languages = ["en", "de", "es", "ru"];

    private static readonly Problem BadLanguage = Problem.InvalidField("language", $"A note is translated into one of: {string.Join(", ", Languages)}.");

    private static readonly Problem Already = Problem.InvalidField("language", "The note is in this language already.");

    private static readonly Problem NeedsModel = new(
        ProblemKind.Conflict, "needs_model", "Translating needs a language model; the built-in analyst can't do it. Have one set up (SHORTLOOP_MODEL), then ask again.");

    private static readonly Problem SourceDeleted = new(
        ProblemKind.Conflict, "note_source_deleted", "What this note was made from was deleted, so it can't be translated any more.");

    /// <returns>The job; the caller starts its story.</returns>
    public async Task<Outcome<Job>> ExecuteAsync(Principal caller, string noteId, string language, CancellationToken cancellation)
    {
        if (!Languages.Contains(language))
            return BadLanguage;
        if (await store.ReadAsync<Note>(Containers.Notes, caller.OrgId, noteId, cancellation) is not { } note)
            return Problem.Missing("note");
        if (note.Language == language)
            return Already;
        if (!model.Writes(TranslationPrompts.Part.Purpose))
            return NeedsModel;
        if (await shelf.FindAsync(caller.OrgId, note.SourceId, cancellation) is null)
            return SourceDeleted;
        string jobId = Ids.New("job", clock);
        return await start.BeginAsync(
            caller, jobId, new NoteWork(note.SourceId, Ids.Derived("nte", caller.OrgId, jobId), note.Id, language), cancellation);
    }
}
