using PdfSharp.Fonts;

namespace Shortloop.Adapters.Pdf;

/// <summary>Hands the library the machine's fonts, by the names of <see cref="FontFiles"/>.</summary>
internal sealed class SystemFonts : IFontResolver
{
    private const string BoldMark = " bold";

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(familyName + (isBold ? BoldMark : ""));

    public byte[] GetFont(string faceName)
    {
        bool bold = faceName.EndsWith(BoldMark, StringComparison.Ordinal);
        FontFiles files = FontFiles.OfThisMachine;
        return files.Read(files.Named(bold ? faceName[..^BoldMark.Length] : faceName), bold);
    }
}
