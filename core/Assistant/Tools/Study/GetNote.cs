using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Study.Notes;

namespace Shortloop.Core.Assistant.Tools.Study;

public sealed record GetNoteInput([Description("The note's id, as list_notes gives it.")] string NoteId);

/// <param name="Body">Markdown, cut off where it is long.</param>
public sealed record NoteDetails(NoteItem Note, string Body, IReadOnlyList<string> LinkedFrom);

public sealed class GetNote(NoteBook book) : AssistantTool<GetNoteInput>
{
    private const int LongestBody = 8_000;

    public override string Name => "get_note";

    public override string Title => "Read a study note";

    public override string Description => "One study note with its text in Markdown and the titles of notes that link to it.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, GetNoteInput input, CancellationToken cancellation)
    {
        if (!(await book.OpenAsync(caller, input.NoteId, cancellation)).Succeeded(out OpenNote? open, out Problem? problem))
            return problem;
        NoteItem item = NoteItem.Of(open.Note);
        string body = open.Body.Length <= LongestBody ? open.Body : open.Body[..LongestBody] + "…";
        return new ToolAnswer(new NoteDetails(item, body, [.. open.LinkedFrom.Select(note => note.Title)]), new Card("note", "Study note", [item.Row]));
    }
}
