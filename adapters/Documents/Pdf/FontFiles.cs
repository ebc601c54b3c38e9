using System.Collections.Concurrent;
using System.Text;
using Shortloop.Core;

namespace Shortloop.Adapters.Pdf;

/// <param name="Name">Of the family, as <see cref="SystemFonts"/> is asked for it.</param>
internal sealed record FontFamily(string Name, string Plain, string Bold);

/// <summary>
/// Fonts that this machine has, the first for text: DejaVu Sans, which the product's setup installs for captions anyway, or what systems have in its place.
/// Behind it stand fonts with signs and emoji, for what it lacks. Only outlines are of use here: coloured emoji fonts hold pictures.
/// </summary>
internal sealed class FontFiles
{
    private static readonly (string Plain, string Bold)[] Texts =
    [
        ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"),
        ("/usr/share/fonts/dejavu/DejaVuSans.ttf", "/usr/share/fonts/dejavu/DejaVuSans-Bold.ttf"),
        ("/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf", "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans-Bold.ttf"),
        ("/usr/share/fonts/TTF/DejaVuSans.ttf", "/usr/share/fonts/TTF/DejaVuSans-Bold.ttf"),
        ("/System/Library/Fonts/Supplemental/Arial.ttf", "/System/Library/Fonts/Supplemental/Arial Bold.ttf"),
        ("/Library/Fonts/Arial.ttf", "/Library/Fonts/Arial Bold.ttf"),
        (@"C:\Windows\Fonts\arial.ttf", @"C:\Windows\Fonts\arialbd.ttf"),
        ("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf", "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf"),
        ("/usr/share/fonts/liberation-sans-fonts/LiberationSans-Regular.ttf", "/usr/share/fonts/liberation-sans-fonts/LiberationSans-Bold.ttf"),
        ("/usr/share/fonts/liberation-sans/LiberationSans-Regular.ttf", "/usr/share/fonts/liberation-sans/LiberationSans-Bold.ttf"),
        ("/usr/share/fonts/liberation/LiberationSans-Regular.ttf", "/usr/share/fonts/liberation/LiberationSans-Bold.ttf"),
        ("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf"),
        ("/usr/share/fonts/noto/NotoSans-Regular.ttf", "/usr/share/fonts/noto/NotoSans-Bold.ttf"),
    ];

    private static readonly string[] Signs =
    [
        "/usr/share/fonts/truetype/ancient-scripts/Symbola_hint.ttf",
        "/usr/share/fonts/TTF/Symbola.ttf",
        "/System/Library/Fonts/Apple Symbols.ttf",
        "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
        @"C:\Windows\Fonts\seguisym.ttf",
        @"C:\Windows\Fonts\seguiemj.ttf",
    ];

    private readonly IReadOnlyList<FontFamily> _families;
    private readonly Func<string, byte[]> _read;
    private readonly ConcurrentDictionary<string, HashSet<int>> _covered = new();

    public FontFiles(Func<string, bool> exists, Func<string, byte[]> read)
    {
        _read = read;
        // All that are there: where one lacks a letter, another may have it.
        _families =
        [
            .. Texts.Where(pair => exists(pair.Plain) && exists(pair.Bold)).Concat(Signs.Where(exists).Select(sign => (Plain: sign, Bold: sign)))
                .Select((pair, index) => new FontFamily($"font{index}", pair.Plain, pair.Bold)),
        ];
    }

    public static FontFiles OfThisMachine { get; } = new(File.Exists, File.ReadAllBytes);

    /// <summary>For text.</summary>
    /// <exception cref="PermanentException"><c>font_missing</c></exception>
    public FontFamily Text => _families.FirstOrDefault(family => Texts.Any(pair => pair.Plain == family.Plain))
        ?? throw new PermanentException(
            "font_missing", "There is no font to print with. Install DejaVu Sans (Debian, Ubuntu: apt-get install fonts-dejavu-core), or Liberation Sans, Noto Sans or Arial.");

    public FontFamily Named(string name) => _families.First(family => family.Name == name);

    public byte[] Read(FontFamily family, bool bold) => _read(bold ? family.Bold : family.Plain);

    /// <returns>The first that can show it; null: none.</returns>
    public FontFamily? For(Rune letter, bool bold) =>
        Has(Text, letter, bold) ? Text : _families.FirstOrDefault(family => Has(family, letter, bold));

    private bool Has(FontFamily family, Rune letter, bool bold)
    {
        string file = bold ? family.Bold : family.Plain;
        return _covered.GetOrAdd(file, path => FontCoverage.Of(_read(path))).Contains(letter.Value);
    }
}
