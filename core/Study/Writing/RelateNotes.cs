using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Transcripts;

namespace Shortloop.Core.Study.Writing;

/// <summary>
/// Which of the organisation's notes a new one refers to. Likeness only proposes; related is a note that shares two key terms, or one and the
/// subject, or whose title is said in the new one. The rule is in docs/study.md.
/// </summary>
public sealed class RelateNotes(IDocumentStore store, IEmbedder embedder, IVectorIndex vectors)
{
    private const int Proposed = 30;
    private const int Most = 5;
    private const int ShortestTitle = 5;

    public async Task<IReadOnlyList<RelatedNote>> FindAsync(Job job, NoteDraft draft, CancellationToken cancellation)
    {
        // A translation belongs to what it was made from, and to nothing that has no word in common with it.
        if (job.Note!.FromNoteId is { } original)
            return [new RelatedNote(original, [])];
        float[] vector = (await embedder.EmbedAsync([NoteIndex.Text(draft.Subject, draft.Summary, draft.Sections)], cancellation))[0];
        var related = new List<RelatedNote>();
        foreach (VectorHit hit in await vectors.SearchAsync(job.OrgId, NoteIndex.Kind, embedder.Model, vector, Proposed, cancellation))
        {
            if (hit.Id != job.Note.NoteId && await store.ReadAsync<Note>(Containers.Notes, job.OrgId, hit.Id, cancellation) is { } other
                && Judge(draft, other) is { } found)
                related.Add(found);
        }

        return [.. related.OrderByDescending(note => note.Terms.Count).Take(Most)];
    }

    internal static RelatedNote? Judge(NoteDraft draft, Note other)
    {
        Dictionary<string, string> own = Terms(draft.Language, draft.Sections);
        string[] shared = draft.Language != other.Language ? []
            : [.. Terms(other.Language, other.Sections).Where(term => own.ContainsKey(term.Key)).Select(term => own[term.Key]).Order(StringComparer.OrdinalIgnoreCase)];
        bool sameSubject = string.Equals(draft.Subject, other.Subject, StringComparison.OrdinalIgnoreCase);
        return shared.Length >= 2 || (shared.Length == 1 && sameSubject) || IsSaid(other.Title, draft) ? new RelatedNote(other.Id, [.. shared.Take(4)]) : null;
    }

    // "Editors" and "editor" are one term.
    private static Dictionary<string, string> Terms(string code, IReadOnlyList<NoteSection> sections)
    {
        TalkLanguage language = TalkLanguage.ByCode(code);
        var terms = new Dictionary<string, string>();
        foreach (string term in sections.SelectMany(section => section.Terms).Select(term => term.Term))
            if (string.Join(' ', language.Terms(term)) is { Length: > 0 } stem)
                terms.TryAdd(stem, term);
        return terms;
    }

    private static bool IsSaid(string title, NoteDraft draft) =>
        title.Length >= ShortestTitle && draft.Sections.SelectMany(section => section.Points).Select(point => point.Text).Append(draft.Summary).Any(text => HasWords(text, title));

    private static bool HasWords(string text, string words)
    {
        int at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + words.Length == text.Length || !char.IsLetterOrDigit(text[at + words.Length]));
    }
}
