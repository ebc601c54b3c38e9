using System.Text;
using Shortloop.Core.Accounts.Export;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Sources;

namespace Shortloop.Core.Study.Exports;

/// <summary>
/// All notes of an organisation as an archive that opens as an Obsidian vault: a file for each note under its title, and links between them that
/// work there. Written while it is read: it may be larger than what fits into memory. Not compressed, because the framework's compression writes
/// synchronously in places, which a response doesn't allow.
/// </summary>
public sealed class NoteVault(IDocumentStore store, NoteBook book, SourceShelf shelf, TimeProvider clock)
{
    private const int PageSize = 50;

    // Links by the shortest path, as ours are.
    private const string Settings = """{"newLinkFormat":"shortest","useMarkdownLinks":false,"alwaysUpdateLinks":true}""";

    /// <param name="destination">Need not be able to seek.</param>
    public async Task WriteAsync(string orgId, Stream destination, CancellationToken cancellation)
    {
        // Names first, because any note may link to any other.
        var files = new Dictionary<string, (string Title, string File)>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (Note note in AllAsync(orgId, cancellation))
            files[note.Id] = (note.Title, Free(taken, NoteFile.NameOf(note.Title)));

        DateTimeOffset now = clock.GetUtcNow();
        var directory = new Zip.Directory(now);
        await PutAsync(".obsidian/app.json", Settings, cancellation);
        await foreach (Note note in AllAsync(orgId, cancellation))
        {
            // What was written since the names were given has to wait for the next archive.
            if (!files.TryGetValue(note.Id, out (string Title, string File) own))
                continue;
            Source? source = await shelf.FindAsync(orgId, note.SourceId, cancellation);
            await PutAsync(own.File + ".md", NoteFile.Write(note, Body(note, files), source, headed: false), cancellation);
        }

        await destination.WriteAsync(directory.Close(), cancellation);

        async Task PutAsync(string name, string text, CancellationToken stop)
        {
            byte[] content = Encoding.UTF8.GetBytes(text);
            uint crc = Crc32.Append(0, content);
            await destination.WriteAsync(Zip.FileHeader(name, crc, content.Length, now), stop);
            await destination.WriteAsync(content, stop);
            directory.Add(name, crc, content.Length);
        }
    }

    // A file's name may differ from the title: then the title is what is shown.
    private static string Body(Note note, Dictionary<string, (string Title, string File)> files) => NoteLinks.Replace(note.Body, link =>
        !note.Links.Contains(link.Target) ? link.ToString()
        : !files.TryGetValue(link.Target, out (string Title, string File) other) ? link.Alias ?? ""
        : new WikiLink(other.File, link.Alias ?? (other.File == other.Title ? null : other.Title)).ToString());

    private static string Free(HashSet<string> taken, string name)
    {
        string free = name;
        for (int number = 2; !taken.Add(free); number++)
            free = $"{name} {number}";
        return free;
    }

    private async IAsyncEnumerable<Note> AllAsync(string orgId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            // By what no edit changes: none is passed over, none comes twice, and the oldest keeps its name.
            Page<Note> page = await store.QueryAsync<Note>(
                Containers.Notes,
                new DocumentQuery(orgId, [new Condition("sourceId", Comparison.NotEqual, null)], OrderBy: "createdAt", Limit: PageSize, Continuation: next), cancellation);
            foreach (Note note in page.Items)
                yield return note;
            next = page.Next;
        }
        while (next is not null);
    }

    /// <summary>One note as a file, with its title in it.</summary>
    public async Task<Outcome<(Note Note, string Markdown)>> WriteOneAsync(string orgId, string noteId, CancellationToken cancellation) =>
        await store.ReadAsync<Note>(Containers.Notes, orgId, noteId, cancellation) is { } note
            ? (note, NoteFile.Write(note, await book.ShowAsync(note, cancellation), await shelf.FindAsync(orgId, note.SourceId, cancellation), headed: true))
            : Problem.Missing("note");
}
