using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Study.Notes;

/// <param name="Title">Null: as it is.</param>
/// <param name="Body">Markdown with links by title; null: as it is.</param>
public sealed record NoteEdit(string? Title, string? Body);

/// <param name="Body">Markdown with links by today's titles.</param>
/// <param name="LinkedFrom">Notes that link to this one.</param>
public sealed record OpenNote(Note Note, string Body, IReadOnlyList<Note> LinkedFrom);

/// <param name="Open">Titles as they were written, that no note has.</param>
public sealed record NoteNeighbours(IReadOnlyList<Note> To, IReadOnlyList<Note> From, IReadOnlyList<string> Open);

/// <summary>
/// An organisation's notes. Bodies are stored with links by id and shown with links by title: a renamed note is linked as before. A deleted one
/// leaves its title as plain text where it was linked. A link to a title that nobody has stays as it was written, and becomes one by id once somebody has it.
/// </summary>
public sealed class NoteBook(IDocumentStore store, TimeProvider clock)
{
    public const int LongestTitle = 150;
    public const int LongestBody = 400_000;

    // Of those who link to a note being deleted; each is written by itself.
    private const int PageSize = 100;

    private static readonly Problem TitleTaken = Problem.InvalidField("title", "Another note has this title. Choose a different one.");

    /// <summary>Keeps a new note under its title, or the first free one of "Title 2", "Title 3" …</summary>
    /// <param name="draft">Its body with links by title. Its id decides: a repeat finds the note that is there.</param>
    public async Task<Note> AddAsync(Note draft, CancellationToken cancellation)
    {
        string wanted = Clean(draft.Title);
        for (int number = 1; ; number++)
        {
            if (await store.ReadAsync<Note>(Containers.Notes, draft.OrgId, draft.Id, cancellation) is { } present)
                return present;
            Note note = await WithLinksByIdAsync(draft with { Title = number == 1 ? wanted : $"{wanted} {number}" }, draft.Body, cancellation);
            WriteStatus status = await store.BatchAsync(
                Containers.Notes, note.OrgId, [new(BatchKind.Create, Claim(note)), new(BatchKind.Create, note)], cancellation);
            if (status != WriteStatus.Written)
                continue;
            await AdoptAsync(note, cancellation);
            return (await store.ReadAsync<Note>(Containers.Notes, note.OrgId, note.Id, cancellation))!;
        }
    }

    public async Task<Outcome<OpenNote>> OpenAsync(Principal caller, string noteId, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Note>(Containers.Notes, caller.OrgId, noteId, cancellation) is not { } note)
            return Problem.Missing("note");
        return new OpenNote(note, await ShowAsync(note, cancellation), await LinkedFromAsync(note.OrgId, noteId, cancellation));
    }

    /// <summary>The last changed first.</summary>
    public Task<Page<Note>> ListAsync(string orgId, string? after, int limit, CancellationToken cancellation) => store.QueryAsync<Note>(
        Containers.Notes,
        // The claims of titles have no source.
        new DocumentQuery(orgId, [new Condition("sourceId", Comparison.NotEqual, null)], OrderBy: "updatedAt", Descending: true, Limit: limit, Continuation: after), cancellation);

    /// <summary>What a note links to, what links to it (the first hundred), and titles it links to that no note has.</summary>
    public async Task<Outcome<NoteNeighbours>> LinksAsync(Principal caller, string noteId, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Note>(Containers.Notes, caller.OrgId, noteId, cancellation) is not { } note)
            return Problem.Missing("note");
        var to = new List<Note>();
        foreach (string id in note.Links.Where(id => id != noteId))
            if (await store.ReadAsync<Note>(Containers.Notes, caller.OrgId, id, cancellation) is { } other)
                to.Add(other);
        return new NoteNeighbours(
            to, await LinkedFromAsync(caller.OrgId, noteId, cancellation),
            [.. NoteLinks.Find(note.Body).Select(link => link.Target).Where(target => !note.Links.Contains(target)).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    public async Task<Outcome<Note>> EditAsync(Principal caller, string noteId, NoteEdit edit, string? etag, CancellationToken cancellation)
    {
        if (Check(edit) is { } problem)
            return problem;
        if (await store.ReadAsync<Note>(Containers.Notes, caller.OrgId, noteId, cancellation) is not { } note)
            return Problem.Missing("note");
        Note changed = note with { Title = edit.Title?.Trim() ?? note.Title, UpdatedAt = clock.GetUtcNow(), ETag = etag ?? note.ETag };
        changed = edit.Body is { } body
            ? await WithLinksByIdAsync(changed, body, cancellation)
            : changed with { Words = NoteSearch.WordsOf(changed) };
        if (changed.Title != note.Title)
            await AdoptAsync(note, cancellation);
        bool renamed = NoteTitle.IdOf(changed.Title) != NoteTitle.IdOf(note.Title);
        WriteStatus status = await store.BatchAsync(
            Containers.Notes, caller.OrgId,
            renamed ? [new(BatchKind.Replace, changed), new(BatchKind.Delete, Claim(note)), new(BatchKind.Create, Claim(changed))] : [new(BatchKind.Replace, changed)],
            cancellation);
        return status switch
        {
            WriteStatus.Written => (await store.ReadAsync<Note>(Containers.Notes, caller.OrgId, noteId, cancellation))!,
            WriteStatus.Exists => TitleTaken,
            _ => Problem.ChangedMeanwhile,
        };
    }

    /// <summary>First the links to it become text, then it goes: cut off between the two, it is there and deleting it again ends it.</summary>
    /// <returns>Null: done.</returns>
    public async Task<Problem?> DeleteAsync(Principal caller, string noteId, string? etag, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Note>(Containers.Notes, caller.OrgId, noteId, cancellation) is not { } note)
            return Problem.Missing("note");
        if (etag is not null && etag != note.ETag)
            return Problem.ChangedMeanwhile;
        await AdoptAsync(note, cancellation);
        while (await LinkedFromAsync(note.OrgId, noteId, cancellation) is { Count: > 0 } linking)
            foreach (Note other in linking.Where(other => other.Id != noteId))
                await UnlinkAsync(other, note, cancellation);
        // Changed meanwhile by somebody else: it is still wanted gone, unless the caller named the version.
        Note current = await store.ReadAsync<Note>(Containers.Notes, caller.OrgId, noteId, cancellation) ?? note;
        WriteStatus status = await store.BatchAsync(
            Containers.Notes, caller.OrgId, [new(BatchKind.Delete, current), new(BatchKind.Delete, Claim(current))], cancellation);
        return status is WriteStatus.Written or WriteStatus.Absent ? null : Problem.ChangedMeanwhile;
    }

    /// <summary>The body as people write it: links by title.</summary>
    public async Task<string> ShowAsync(Note note, CancellationToken cancellation)
    {
        Dictionary<string, string> titles = [];
        foreach (string id in note.Links)
        {
            string? title = id == note.Id ? note.Title : (await store.ReadAsync<Note>(Containers.Notes, note.OrgId, id, cancellation))?.Title;
            if (title is not null)
                titles[id] = title;
        }

        return NoteLinks.Replace(note.Body, link =>
            titles.TryGetValue(link.Target, out string? title) ? (link with { Target = title }).ToString()
            // Its note went in the very moment when this link was made.
            : note.Links.Contains(link.Target) ? link.Alias ?? ""
            : link.ToString());
    }

    private async Task<Note> WithLinksByIdAsync(Note note, string body, CancellationToken cancellation)
    {
        Dictionary<string, string> ids = new(StringComparer.OrdinalIgnoreCase);
        foreach (string target in NoteLinks.Find(body).Select(link => link.Target).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            string? id = string.Equals(target, note.Title, StringComparison.OrdinalIgnoreCase) ? note.Id
                : (await store.ReadAsync<NoteTitle>(Containers.Notes, note.OrgId, NoteTitle.IdOf(target), cancellation))?.NoteId;
            if (id is not null)
                ids[target] = id;
        }

        string stored = NoteLinks.Replace(body, link => ids.TryGetValue(link.Target, out string? id) ? (link with { Target = id }).ToString() : link.ToString());
        return note with
        {
            Words = NoteSearch.WordsOf(note with { Body = stored }),
            Body = stored,
            Links = [.. ids.Values.Distinct()],
            OpenLinks = [.. NoteLinks.Find(stored).Select(link => link.Target.ToLowerInvariant()).Except(ids.Values).Distinct()],
        };
    }

    private async Task<IReadOnlyList<Note>> LinkedFromAsync(string orgId, string noteId, CancellationToken cancellation) =>
        (await store.QueryAsync<Note>(
            Containers.Notes, new DocumentQuery(orgId, [new Condition("links", Comparison.Contains, noteId)], Limit: PageSize), cancellation)).Items
        .Where(other => other.Id != noteId).ToArray();

    private async Task UnlinkAsync(Note other, Note gone, CancellationToken cancellation)
    {
        string body = NoteLinks.Replace(other.Body, link => link.Target == gone.Id ? link.Alias ?? gone.Title : link.ToString());
        // Somebody else was faster: it is on the next page again.
        await store.ReplaceAsync(Containers.Notes, other with { Body = body, Links = [.. other.Links.Where(id => id != gone.Id)] }, cancellation);
    }

    // Links by title that were written before the note was there become links by id, before its title changes or it goes.
    private async Task AdoptAsync(Note note, CancellationToken cancellation)
    {
        var query = new DocumentQuery(note.OrgId, [new Condition("openLinks", Comparison.Contains, note.Title.ToLowerInvariant())], Limit: PageSize);
        while ((await store.QueryAsync<Note>(Containers.Notes, query, cancellation)).Items is { Count: > 0 } waiting)
        {
            foreach (Note other in waiting)
                await store.ReplaceAsync(Containers.Notes, await WithLinksByIdAsync(other, await ShowAsync(other, cancellation), cancellation), cancellation);
        }
    }

    private NoteTitle Claim(Note note) => new()
    {
        Id = NoteTitle.IdOf(note.Title),
        Partition = note.OrgId,
        OrgId = note.OrgId,
        CreatedBy = note.CreatedBy,
        CreatedAt = clock.GetUtcNow(),
        NoteId = note.Id,
    };

    private static Problem? Check(NoteEdit edit)
    {
        if (edit.Title is { } title && (title.Trim().Length is 0 or > LongestTitle || title.Any(char.IsControl) || title.AsSpan().IndexOfAny(NoteLinks.NotInTitles) >= 0))
            return Problem.InvalidField("title", $"A title has 1 to {LongestTitle} characters, and none of {string.Join(' ', NoteLinks.NotInTitles.ToCharArray())}.");
        return edit.Body is { Length: > LongestBody }
            ? Problem.InvalidField("body", $"A note has at most {LongestBody} characters. Split it in two.")
            : null;
    }

    private static string Clean(string title)
    {
        string clean = string.Concat(title.Where(c => !char.IsControl(c) && !NoteLinks.NotInTitles.Contains(c, StringComparison.Ordinal))).Trim();
        return clean.Length == 0 ? "Note" : clean.Length > LongestTitle - 10 ? clean[..(LongestTitle - 10)].TrimEnd() : clean;
    }
}
