using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Sources;

namespace Shortloop.Core.Study.Exports;

/// <summary>A note as a PDF. Links to other notes are text there; links into the source work.</summary>
public sealed class PrintNote(NoteBook book, SourceShelf shelf, IMarkdownPrinter printer)
{
    public async Task<Outcome<(Note Note, byte[] Pdf)>> ExecuteAsync(Principal caller, string noteId, CancellationToken cancellation)
    {
        if (!(await book.OpenAsync(caller, noteId, cancellation)).Succeeded(out OpenNote? open, out Problem? problem))
            return problem;
        Source? source = await shelf.FindAsync(caller.OrgId, open.Note.SourceId, cancellation);
        string origin = string.Join(" · ", new[] { open.Note.Subject, source?.Channel, source?.Link?.AbsoluteUri ?? source?.FileName }.OfType<string>());
        return (open.Note, printer.Print(open.Note.Title, origin, NoteLinks.Replace(open.Body, link => link.Alias ?? link.Target)));
    }
}
