using System.Globalization;
using System.Text;
using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Sources;
using Shortloop.Core.Study.Writing;

namespace Shortloop.Core.Study.Translation;

/// <summary>A note from another, in another language: each section by itself, then the head; and the text, where a person has changed it.</summary>
public sealed class TranslationAuthor(IDocumentStore store, IBlobStore blobs, SourceShelf shelf, NoteBook book, ModelPipeline models, TimeProvider clock) : INoteAuthor
{
    private const int LongestPiece = 6000;

    private readonly AuditLog _audit = new(store, clock);

    public bool Makes(NoteWork work) => work.FromNoteId is not null;

    public async Task<Prepared> PrepareAsync(Job job, CancellationToken cancellation)
    {
        Note note = await OriginalAsync(job, cancellation);
        return new Prepared(note.Sections.Count, string.Create(CultureInfo.InvariantCulture, $"{note.Sections.Count} parts from {note.Language} into {job.Note!.Language}"));
    }

    public async Task WriteAsync(Job job, int part, CancellationToken cancellation)
    {
        string path = WorkFiles.Part(await FolderAsync(job, cancellation), part);
        if (await blobs.GetFactsAsync(path, cancellation) is not null)
            return;
        Note note = await OriginalAsync(job, cancellation);
        NoteSection section = note.Sections[part];
        var request = new TranslationRequest(note.Language, job.Note!.Language!, TranslatedPart.Of(section));
        ModelAnswer<TranslatedPart> answer = await models.AskAsync<TranslatedPart>(
            TranslationPrompts.Part, request, content => TranslationChecks.Problems(content, request), cancellation);
        await StudyBlobs.WriteAsync(blobs, path, new WrittenPart(answer.Value.Into(section), answer.EvidenceHash, answer.AnswerHash), cancellation);
    }

    public async Task<NoteDraft> ComposeAsync(Job job, CancellationToken cancellation)
    {
        Note note = await OriginalAsync(job, cancellation);
        string folder = await FolderAsync(job, cancellation), language = job.Note!.Language!;
        var parts = new List<WrittenPart>();
        for (int part = 0; part < note.Sections.Count; part++)
            parts.Add(await StudyBlobs.ReadAsync<WrittenPart>(blobs, WorkFiles.Part(folder, part), cancellation) ?? throw SourceShelf.Deleted());
        NoteSection[] sections = [.. parts.Select(part => part.Section)];
        var request = new HeadRequest(note.Language, language, new OverviewContent(note.Title, note.Subject, note.Summary));
        ModelAnswer<OverviewContent> head = await models.AskAsync<OverviewContent>(
            TranslationPrompts.Head, request, content => NoteChecks.Problems(content), cancellation);
        await ModelTrail.EnterAllAsync(
            _audit, job, job.Note.NoteId, TranslationPrompts.Part, head.Model, [.. parts.Select(part => (part.EvidenceHash, part.AnswerHash))], cancellation);
        await ModelTrail.EnterAsync(_audit, job, job.Note.NoteId, TranslationPrompts.Head, head, cancellation);
        // Two languages may call it the same.
        string title = string.Equals(head.Value.Title, note.Title, StringComparison.OrdinalIgnoreCase) ? $"{head.Value.Title} ({language})" : head.Value.Title;
        return new NoteDraft(
            title, head.Value.Subject, language, head.Value.Summary, sections, await BodyAsync(job, note, cancellation), head.Model, Related: []);
    }

    // What nobody has changed is composed anew, with headings of the other language.
    private async Task<string?> BodyAsync(Job job, Note note, CancellationToken cancellation)
    {
        if (note.UpdatedAt == note.CreatedAt)
            return null;
        var body = new StringBuilder();
        foreach (string piece in Pieces(await book.ShowAsync(note, cancellation)))
        {
            var request = new TextRequest(note.Language, job.Note!.Language!, piece);
            ModelAnswer<TranslatedText> answer = await models.AskAsync<TranslatedText>(
                TranslationPrompts.Text, request, content => TranslationChecks.Problems(content, request), cancellation);
            await ModelTrail.EnterAsync(_audit, job, job.Note.NoteId, TranslationPrompts.Text, answer, cancellation);
            body.Append(answer.Value.Text.Trim()).Append("\n\n");
        }

        return body.ToString();
    }

    /// <summary>Cut between paragraphs; one that is longer than a piece is a piece.</summary>
    internal static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        foreach (string paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(paragraph => paragraph.Trim().Length > 0))
        {
            if (piece.Length > 0 && piece.Length + paragraph.Length > LongestPiece)
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(piece.Length > 0 ? "\n\n" : "").Append(paragraph);
        }

        if (piece.Length > 0)
            yield return piece.ToString();
    }

    private async Task<string> FolderAsync(Job job, CancellationToken cancellation) =>
        (await shelf.RequireAsync(job.OrgId, job.Note!.SourceId, cancellation)).WorkPrefix(job.Id);

    private async Task<Note> OriginalAsync(Job job, CancellationToken cancellation) =>
        await store.ReadAsync<Note>(Containers.Notes, job.OrgId, job.Note!.FromNoteId!, cancellation)
        ?? throw new PermanentException("note_gone", "The note was deleted while it was being translated.");
}
