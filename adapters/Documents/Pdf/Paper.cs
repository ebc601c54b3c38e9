using System.Globalization;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Shortloop.Adapters.Pdf;

/// <param name="Link">Where it leads; null: nowhere.</param>
internal sealed record Run(string Text, bool Bold, string? Link);

/// <summary>A4 pages that are filled from top to bottom, word by word.</summary>
internal sealed class Paper : IDisposable
{
    private const double Width = 595, Height = 842, Margin = 57;
    private const double Leading = 1.4;

    /// <summary>Every letter, and each can be copied out again.</summary>
    private static readonly XPdfFontOptions Encoding = new(PdfFontEncoding.Unicode);

    private readonly PdfDocument _document;
    private readonly Dictionary<(string Family, double Size, bool Bold), XFont> _fonts = [];
    private readonly FontFiles _files = FontFiles.OfThisMachine;
    private PdfPage _page;
    private XGraphics _graphics;
    private double _y = Margin;
    private bool _beyond;

    public Paper(string title)
    {
        _document = new PdfDocument();
        _document.Info.Title = title;
        _document.Info.Creator = "Shortloop";
        (_page, _graphics) = NewPage();
    }

    /// <summary>Points.</summary>
    public void Space(double height) => _y += height;

    /// <param name="indent">Points from the left margin.</param>
    /// <param name="mark">Stands before the first line, such as a bullet.</param>
    public void Write(IEnumerable<Run> runs, double size, double indent = 0, string? mark = null, XColor? colour = null)
    {
        double left = Margin + indent, right = Width - Margin, x = left;
        var brush = new XSolidBrush(colour ?? XColors.Black);
        double line = size * Leading;
        Require(line);
        if (mark is not null)
            _graphics.DrawString(mark, FontOf(size, bold: false), brush, new XPoint(left - 12, _y + size));
        bool blankBefore = false;
        foreach (Run run in runs)
        {
            double blank = _graphics.MeasureString(" ", FontOf(size, run.Bold)).Width;
            foreach ((string word, bool spaced) in Words(run.Text.Normalize(NormalizationForm.FormC)))
            {
                double gap = (spaced || blankBefore) && x > left ? blank : 0;
                blankBefore = false;
                foreach ((string piece, XFont font) in Letters.ByFont(word, run.Bold, _files)
                    .Select(part => (part.Text, Font: FontOf(size, run.Bold, part.Font)))
                    .SelectMany(part => Fitting(part.Text, part.Font, right - left).Select(piece => (piece, part.Font))))
                {
                    double width = _graphics.MeasureString(piece, font).Width;
                    if (x + gap + width > right && x > left)
                    {
                        _y += line;
                        Require(line);
                        (x, gap) = (left, 0);
                    }

                    Draw(piece, run, font, brush, x + gap, width);
                    x += gap + width;
                    gap = 0;
                }
            }

            blankBefore = run.Text.Length > 0 ? char.IsWhiteSpace(run.Text[^1]) : blankBefore;
        }

        _y += line;
    }

    public byte[] Finish()
    {
        _graphics.Dispose();
        for (int number = 0; number < _document.PageCount; number++)
        {
            using XGraphics foot = XGraphics.FromPdfPage(_document.Pages[number]);
            foot.DrawString(
                (number + 1).ToString(CultureInfo.InvariantCulture), FontOf(8, bold: false), XBrushes.Gray, new XPoint(Width / 2, Height - (Margin / 2)), XStringFormats.Center);
        }

        using var bytes = new MemoryStream();
        _document.Save(bytes);
        return _beyond ? CopiedText.Mend(bytes.ToArray()) : bytes.ToArray();
    }

    public void Dispose()
    {
        _graphics.Dispose();
        _document.Dispose();
    }

    private void Draw(string text, Run run, XFont font, XBrush brush, double x, double width)
    {
        _beyond |= text.Any(char.IsSurrogate);
        _graphics.DrawString(text, font, run.Link is null ? brush : XBrushes.RoyalBlue, new XPoint(x, _y + font.Size));
        if (run.Link is not null && Uri.TryCreate(run.Link, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" or "mailto")
            _page.AddWebLink(new PdfRectangle(new XRect(x, Height - _y - (font.Size * 1.2), width, font.Size * 1.2)), run.Link);
    }

    private void Require(double height)
    {
        if (_y + height <= Height - Margin)
            return;
        _graphics.Dispose();
        (_page, _graphics) = NewPage();
        _y = Margin;
    }

    private (PdfPage Page, XGraphics Graphics) NewPage()
    {
        PdfPage page = _document.AddPage();
        (page.Width, page.Height) = (XUnit.FromPoint(Width), XUnit.FromPoint(Height));
        return (page, XGraphics.FromPdfPage(page));
    }

    private XFont FontOf(double size, bool bold, FontFamily? family = null)
    {
        string name = (family ?? _files.Text).Name;
        if (!_fonts.TryGetValue((name, size, bold), out XFont? font))
            _fonts[(name, size, bold)] = font = new XFont(name, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular, Encoding);
        return font;
    }

    // Whether a blank stood before each.
    private static IEnumerable<(string Word, bool Spaced)> Words(string text)
    {
        int from = 0;
        bool spaced = false;
        for (int at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && !char.IsWhiteSpace(text[at]))
                continue;
            if (at > from)
                yield return (text[from..at], spaced);
            from = at + 1;
            spaced = true;
        }
    }

    // A word that is longer than a line, such as an address, is cut where it has to be.
    private IEnumerable<string> Fitting(string word, XFont font, double width)
    {
        while (word.Length > 1 && _graphics.MeasureString(word, font).Width > width)
        {
            int length = word.Length - 1;
            while (length > 1 && _graphics.MeasureString(word[..length], font).Width > width)
                length -= Math.Max(1, length / 10);
            length += length < word.Length && char.IsLowSurrogate(word[length]) ? 1 : 0;
            yield return word[..length];
            word = word[length..];
        }

        yield return word;
    }
}
