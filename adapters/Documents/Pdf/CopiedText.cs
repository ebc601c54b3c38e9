using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace Shortloop.Adapters.Pdf;

/// <summary>
/// Fonts in a PDF say which letter each glyph is, in UTF-16 (ISO 32000-1, 9.10.3). The library writes letters beyond U+FFFF, such as emoji, as bare code
/// points of five digits, which no reader understands: what is copied would be something else. It has no way in before it writes, so it is mended afterwards.
/// </summary>
internal static partial class CopiedText
{
    private const string Map = "/ToUnicode";

    public static byte[] Mend(byte[] pdf)
    {
        using var stream = new MemoryStream(pdf);
        using PdfDocument document = PdfReader.Open(stream, PdfDocumentOpenMode.Modify);
        foreach (PdfDictionary map in document.Internals.GetAllObjects().OfType<PdfDictionary>().Select(font => font.Elements.GetDictionary(Map)).OfType<PdfDictionary>())
        {
            string text = Encoding.Latin1.GetString(map.Stream.UnfilteredValue);
            map.Elements.Remove("/Filter");
            map.Stream.Value = Encoding.Latin1.GetBytes(BareCode.Replace(text, Utf16));
        }

        using var mended = new MemoryStream();
        document.Save(mended);
        return mended.ToArray();
    }

    private static string Utf16(Match code) =>
        $"<{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(int.Parse(code.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture))))}>";

    [GeneratedRegex("<([0-9A-Fa-f]{5,6})>")]
    private static partial Regex BareCode { get; }
}
