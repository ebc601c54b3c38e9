using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Pdf;

/// <summary>Markdown to PDF: headings, paragraphs, lists in lists, links, bold. Raw HTML is shown as the text it is; pictures by their description.</summary>
public sealed class PdfPrinter : IMarkdownPrinter
{
    private const double Size = 10.5;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();
    private static readonly Lock Once = new();

    public PdfPrinter()
    {
        // The library has one for the whole process.
        lock (Once)
            GlobalFontSettings.FontResolver ??= new SystemFonts();
    }

    public byte[] Print(string title, string note, string markdown)
    {
        using var paper = new Paper(title);
        paper.Write([new Run(title, Bold: true, Link: null)], 20);
        if (note.Length > 0)
            paper.Write([new Run(note, Bold: false, Link: null)], 8.5, colour: XColors.Gray);
        paper.Space(10);
        foreach (Block block in Markdown.Parse(markdown, Pipeline))
            Write(paper, block, 0);
        return paper.Finish();
    }

    private static void Write(Paper paper, Block block, int depth)
    {
        switch (block)
        {
            case HeadingBlock heading:
                paper.Space(8);
                paper.Write(Runs(heading.Inline, bold: true), heading.Level switch { 1 => 16, 2 => 13.5, _ => 11.5 });
                paper.Space(2);
                break;
            case ListBlock list:
                int number = int.TryParse(list.OrderedStart, out int start) ? start : 1;
                foreach (ListItemBlock item in list.OfType<ListItemBlock>())
                    Write(paper, item, depth + 1, list.IsOrdered ? $"{number++}." : "•");
                paper.Space(depth == 0 ? 4 : 0);
                break;
            case ParagraphBlock paragraph:
                paper.Write(Runs(paragraph.Inline, bold: false), Size, depth * 14);
                paper.Space(4);
                break;
            case CodeBlock code:
                foreach (string line in code.Lines.ToString().Split('\n'))
                    paper.Write([new Run(line, false, null)], Size - 1, (depth + 1) * 14);
                paper.Space(4);
                break;
            case ThematicBreakBlock:
                paper.Space(10);
                break;
            case ContainerBlock container:
                foreach (Block inside in container)
                    Write(paper, inside, container is QuoteBlock ? depth + 1 : depth);
                break;
        }
    }

    private static void Write(Paper paper, ListItemBlock item, int depth, string mark)
    {
        bool first = true;
        foreach (Block inside in item)
        {
            if (inside is ParagraphBlock paragraph)
                paper.Write(Runs(paragraph.Inline, bold: false), Size, depth * 14, first ? mark : null);
            else
                Write(paper, inside, depth);
            first = false;
        }
    }

    private static IEnumerable<Run> Runs(ContainerInline? inline, bool bold, string? link = null)
    {
        foreach (Inline part in inline ?? [])
        {
            switch (part)
            {
                case LiteralInline literal:
                    yield return new Run(literal.Content.ToString(), bold, link);
                    break;
                case CodeInline code:
                    yield return new Run(code.Content, bold, link);
                    break;
                case LineBreakInline:
                    yield return new Run(" ", bold, link);
                    break;
                case AutolinkInline auto:
                    yield return new Run(auto.Url, bold, auto.Url);
                    break;
                case HtmlEntityInline entity:
                    yield return new Run(entity.Transcoded.ToString(), bold, link);
                    break;
                case LinkInline target:
                    foreach (Run run in Runs(target, bold, target.IsImage ? link : target.Url))
                        yield return run;
                    break;
                case EmphasisInline emphasis:
                    foreach (Run run in Runs(emphasis, bold || emphasis.DelimiterCount >= 2, link))
                        yield return run;
                    break;
                case ContainerInline container:
                    foreach (Run run in Runs(container, bold, link))
                        yield return run;
                    break;
            }
        }
    }
}
