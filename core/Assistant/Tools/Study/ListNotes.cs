using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Notes;

namespace Shortloop.Core.Assistant.Tools.Study;

public sealed record ListNotesInput(
    [Description("What the notes are to be about, in a few words; left out: the last changed.")] string? Query = null,
    [Description("How many at most, 1 to 50; 10 if left out.")] int? Limit = null);

public sealed record NoteItem(string Id, string Title, string Subject, string Language, string Summary, DateTimeOffset UpdatedAt)
{
    public static NoteItem Of(Note note) => new(note.Id, note.Title, note.Subject, note.Language, note.Summary, note.UpdatedAt);

    internal CardRow Row => new(Title, Summary, Path: $"/study/{Id}");
}

public sealed class ListNotes(NoteBook book, NoteSearch search) : AssistantTool<ListNotesInput>
{
    public override string Name => "list_notes";

    public override string Title => "Look for study notes";

    public override string Description => "Study notes: title, subject and summary. With a query those that are about it, else the last changed first. get_note has the whole text.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, ListNotesInput input, CancellationToken cancellation)
    {
        int limit = Limits.Of(input.Limit);
        IReadOnlyList<Note>? found;
        if (string.IsNullOrWhiteSpace(input.Query))
            found = (await book.ListAsync(caller.OrgId, null, limit, cancellation)).Items;
        else if (!(await search.ExecuteAsync(caller, input.Query, cancellation)).Succeeded(out found, out Problem? problem))
            return problem;
        NoteItem[] items = [.. found.Take(limit).Select(NoteItem.Of)];
        return new ToolAnswer(Listed.Of(items, found.Count > items.Length), Card.Of("notes", "Study notes", items, item => item.Row, "There is no such note."));
    }
}
