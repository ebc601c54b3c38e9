namespace Shortloop.Core.Ports;

/// <summary>Markdown as pages: headings, paragraphs, lists, links. A machine without a font is a <see cref="PermanentException"/> <c>font_missing</c>.</summary>
public interface IMarkdownPrinter
{
    /// <param name="title">Stands above it, and in the file's properties.</param>
    /// <param name="note">A line below the title: where it comes from. Empty: none.</param>
    /// <returns>A PDF.</returns>
    byte[] Print(string title, string note, string markdown);
}
