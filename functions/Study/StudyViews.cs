using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Sources;

namespace Shortloop.Functions.Study;

/// <param name="Platform"><c>youtube</c>; <c>file</c> for an upload.</param>
/// <param name="Link">Where it can be watched; null for an upload.</param>
/// <param name="DurationSeconds">Null: a text without times.</param>
/// <param name="Language">Of what is said: BCP 47, its first part.</param>
/// <param name="Timed">False: nothing in a note of it can point to a second.</param>
/// <param name="JobId">The last that wrote, or writes, a note from it.</param>
/// <param name="CreditsUsed">For all notes that were written from it.</param>
public sealed record SourceView(
    string Id, string Platform, string? VideoId, Uri? Link, string FileName, string Title, string? Channel, double? DurationSeconds, string Language, bool Timed,
    SourceStatus Status, string? JobId, int CreditsUsed, DateTimeOffset CreatedAt)
{
    public static SourceView Of(Source source) => new(
        source.Id, source.Platform, source.VideoId, source.Link, source.FileName, source.Title, source.Channel, source.DurationSeconds, source.Language, source.Timed,
        source.Status, source.JobId, source.CreditsUsed, source.CreatedAt);
}

/// <summary>A note in a list.</summary>
public sealed record NoteSummaryView(
    string Id, string Title, string Subject, string Language, string Summary, string SourceId, string Model, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static NoteSummaryView Of(Note note) => new(
        note.Id, note.Title, note.Subject, note.Language, note.Summary, note.SourceId, note.Model, note.CreatedAt, note.UpdatedAt);
}

public sealed record NoteReference(string Id, string Title)
{
    public static NoteReference Of(Note note) => new(note.Id, note.Title);
}

/// <param name="Body">Markdown with links to other notes by their titles: <c>[[Title]]</c>.</param>
/// <param name="Sections">As they were written from the talk: points, key terms and questions with answers, each with the second where it is said.</param>
/// <param name="Source">Null: it was deleted.</param>
/// <param name="Model">Who wrote it, so that nobody takes the built-in analyst for a language model.</param>
/// <param name="LinkedFrom">Notes that link to this one, the first hundred.</param>
public sealed record NoteView(
    string Id, string Title, string Subject, string Language, string Summary, string Body, IReadOnlyList<NoteSection> Sections, string SourceId, SourceView? Source,
    string Model, IReadOnlyList<NoteReference> LinkedFrom, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static NoteView Of(OpenNote open, Source? source) => new(
        open.Note.Id, open.Note.Title, open.Note.Subject, open.Note.Language, open.Note.Summary, open.Body, open.Note.Sections, open.Note.SourceId,
        source is null ? null : SourceView.Of(source), open.Note.Model, [.. open.LinkedFrom.Select(NoteReference.Of)], open.Note.CreatedAt, open.Note.UpdatedAt);
}

/// <param name="To">Notes that it links to.</param>
/// <param name="From">Notes that link to it.</param>
/// <param name="Open">Titles it links to that no note has.</param>
public sealed record NoteLinksView(IReadOnlyList<NoteReference> To, IReadOnlyList<NoteReference> From, IReadOnlyList<string> Open);

/// <param name="Title">Left out: as it is.</param>
/// <param name="Body">Markdown; left out: as it is.</param>
public sealed record NoteBody(string? Title, string? Body);

/// <param name="Language">en, de, es or ru.</param>
public sealed record TranslateBody(string Language);
