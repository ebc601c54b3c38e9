using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;
using PdfSharp.Pdf.Content;
using PdfSharp.Pdf.Content.Objects;
using PdfSharp.Pdf.IO;

namespace Shortloop.Adapters.Tests.Documents;

/// <summary>
/// What somebody copies out of a PDF: the glyphs that its pages show, by the ToUnicode map of each font. A glyph 0 is what readers show as an empty box.
/// </summary>
internal static partial class PdfText
{
    public static (string Text, int Boxes) Of(byte[] pdf)
    {
        using var stream = new MemoryStream(pdf);
        using PdfDocument document = PdfReader.Open(stream, PdfDocumentOpenMode.Import);
        var text = new StringBuilder();
        int boxes = 0;
        foreach (PdfPage page in document.Pages)
        {
            PdfDictionary fonts = page.Resources.Elements.GetDictionary("/Font")!;
            Dictionary<int, string> map = [];
            foreach (COperator order in ContentReader.ReadContent(page).OfType<COperator>())
            {
                if (order.Name == "Tf")
                    map = MapOf(fonts.Elements.GetDictionary(((CName)order.Operands[0]).Name)!);
                if (order.Name is not ("Tj" or "TJ"))
                    continue;
                foreach (int glyph in order.Operands.SelectMany(Strings).SelectMany(Codes))
                {
                    boxes += glyph == 0 ? 1 : 0;
                    text.Append(map.GetValueOrDefault(glyph, "\uFFFD"));
                }

                text.Append(' ');
            }
        }

        return (text.ToString(), boxes);
    }

    private static IEnumerable<string> Strings(CObject operand) => operand switch
    {
        CString one => [one.Value],
        CSequence many => many.SelectMany(Strings),
        _ => [],
    };

    // Identity-H: two bytes a glyph. The reader gives bytes as characters, or has put pairs together already.
    private static IEnumerable<int> Codes(string shown)
    {
        if (shown.Any(c => c > 0xFF))
            return shown.Select(c => (int)c);
        return Enumerable.Range(0, shown.Length / 2).Select(at => (shown[at * 2] << 8) | shown[(at * 2) + 1]);
    }

    private static Dictionary<int, string> MapOf(PdfDictionary font)
    {
        PdfDictionary stream = font.Elements.GetDictionary("/ToUnicode") ?? throw new InvalidDataException("A font without a ToUnicode map: its text can't be copied.");
        string map = Encoding.Latin1.GetString(stream.Stream!.UnfilteredValue);
        var found = new Dictionary<int, string>();
        foreach (Match range in Range.Matches(map))
            found[int.Parse(range.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)] =
                Encoding.BigEndianUnicode.GetString(Convert.FromHexString(range.Groups[3].ValueSpan));
        return found;
    }

    // <0024><0024><0041>, as the library writes them: one glyph a range.
    [GeneratedRegex(@"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")]
    private static partial Regex Range { get; }
}
