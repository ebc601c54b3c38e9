using Shortloop.Core.Ports;

namespace Shortloop.Core.Study.Notes;

/// <summary>
/// Makes notes findable by what they are about. The vector is of what was said and not of what a person writes later, so that an edit changes
/// nothing here; words are looked for in the note itself, as it is now (<see cref="Note.Words"/>), and so there is no text of it here.
/// </summary>
public sealed class NoteIndex(IEmbedder embedder, IVectorIndex vectors)
{
    public const string Kind = "note";

    public async Task AddAsync(Note note, CancellationToken cancellation)
    {
        float[] vector = (await embedder.EmbedAsync([Text(note.Subject, note.Summary, note.Sections)], cancellation))[0];
        await vectors.UpsertAsync(new VectorEntry(note.OrgId, Kind, note.Id, embedder.Model, vector, Text: ""), cancellation);
    }

    public Task RemoveAsync(string orgId, string noteId, CancellationToken cancellation) => vectors.DeleteAsync(orgId, Kind, noteId, cancellation);

    /// <returns>Best first.</returns>
    public async Task<IReadOnlyList<VectorHit>> SearchAsync(string orgId, string question, int top, CancellationToken cancellation)
    {
        float[] vector = (await embedder.EmbedAsync([question], cancellation))[0];
        return await vectors.SearchAsync(orgId, Kind, embedder.Model, vector, top, cancellation);
    }

    public static string Text(string subject, string summary, IReadOnlyList<NoteSection> sections) =>
        $"{subject}. {summary} {string.Join(". ", sections.Select(section => $"{section.Title}: {string.Join(", ", section.Terms.Select(term => term.Term))}"))}";
}
