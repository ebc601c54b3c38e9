namespace Shortloop.Core.Brand;

/// <summary>What a brand kit takes.</summary>
public static class BrandRules
{
    public const long MaxFileBytes = 10 * 1024 * 1024;

    /// <summary>On each side; at four bytes a pixel, about what a phone still unpacks.</summary>
    public const int MaxPixels = 6000;

    public const int MaxTone = 4000;

    public const int MaxLicence = 500;

    /// <summary>Of one type, in one organisation.</summary>
    public const int MaxOfType = 100;

    public static readonly IReadOnlyList<BrandType> FileTypes = [BrandType.Logo, BrandType.Image, BrandType.Watermark, BrandType.Font, BrandType.Music];

    public static Problem? CheckName(string? name) => name?.Trim() is { Length: > 0 and <= 100 } && !name.Any(char.IsControl)
        ? null
        : Problem.InvalidField("name", "A name has 1 to 100 characters, without control characters.");

    /// <returns>In lower case with all its digits; null: not a colour.</returns>
    public static string? NormaliseColour(string? text)
    {
        if (text?.Trim() is not ['#', .. var digits] || !digits.All(char.IsAsciiHexDigit))
            return null;
        return digits.Length switch
        {
            3 => "#" + string.Concat(digits.Select(digit => new string(char.ToLowerInvariant(digit), 2))),
            6 or 8 => "#" + digits.ToLowerInvariant(),
            _ => null,
        };
    }

    /// <returns>Null: nothing that says it.</returns>
    public static string? ReadLicence(string? text) =>
        text?.Trim() is { Length: > 0 and <= MaxLicence } licence && !licence.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? licence : null;

    /// <summary>Whether what the bytes are is what the type takes.</summary>
    public static Problem? CheckFile(BrandType type, SniffedFile? found)
    {
        bool font = found?.Format is BrandFormat.Ttf or BrandFormat.Otf or BrandFormat.Woff2;
        if (type == BrandType.Font)
            return font ? null : new Problem(
                ProblemKind.UnsupportedMedia, "unsupported_font", "This is not a whole TTF, OTF or WOFF2 font, whatever its name says. Upload it in one of these formats.");
        bool sound = found?.Format is BrandFormat.Mp3 or BrandFormat.M4a or BrandFormat.Wav or BrandFormat.Ogg;
        if (type == BrandType.Music)
            return sound ? null : new Problem(
                ProblemKind.UnsupportedMedia, "unsupported_music", "This is not MP3, M4A, WAV or Ogg sound, whatever its name says. Export it in one of these formats.");
        if (found is null || font || sound)
            return new Problem(
                ProblemKind.UnsupportedMedia, "unsupported_picture",
                "This is not a PNG, JPEG or WebP picture, whatever its name says. SVG is not taken, since it can carry scripts: export it as PNG.");
        return found.Width > MaxPixels || found.Height > MaxPixels
            ? new Problem(ProblemKind.TooLarge, "picture_too_large", $"The picture has {found.Width} × {found.Height} pixels; at most {MaxPixels} on a side are taken. Make it smaller.")
            : null;
    }
}
