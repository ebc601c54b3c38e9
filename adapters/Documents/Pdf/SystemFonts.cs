using PdfSharp.Fonts;
using Shortloop.Core;

namespace Shortloop.Adapters.Pdf;

/// <summary>
/// One family for everything, with Latin and Cyrillic letters: DejaVu Sans, which the product's setup installs for captions anyway, or what macOS and
/// Windows have in its place.
/// </summary>
internal sealed class SystemFonts : IFontResolver
{
    internal const string Family = "Text";

    private static readonly (string Plain, string Bold)[] Known =
    [
        // On Azure the package brings them.
        (Path.Combine(AppContext.BaseDirectory, "tools", "DejaVuSans.ttf"), Path.Combine(AppContext.BaseDirectory, "tools", "DejaVuSans-Bold.ttf")),
        ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"),
        ("/usr/share/fonts/dejavu/DejaVuSans.ttf", "/usr/share/fonts/dejavu/DejaVuSans-Bold.ttf"),
        ("/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf", "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans-Bold.ttf"),
        ("/usr/share/fonts/TTF/DejaVuSans.ttf", "/usr/share/fonts/TTF/DejaVuSans-Bold.ttf"),
        ("/System/Library/Fonts/Supplemental/Arial.ttf", "/System/Library/Fonts/Supplemental/Arial Bold.ttf"),
        (@"C:\Windows\Fonts\arial.ttf", @"C:\Windows\Fonts\arialbd.ttf"),
    ];

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? "bold" : "plain");

    public byte[] GetFont(string faceName)
    {
        (string plain, string bold) = Array.Find(Known, pair => File.Exists(pair.Plain) && File.Exists(pair.Bold));
        return plain is null
            ? throw new PermanentException("font_missing", "There is no font to print with. Install DejaVu Sans (Debian, Ubuntu: apt-get install fonts-dejavu-core).")
            : File.ReadAllBytes(faceName == "bold" ? bold : plain);
    }
}
