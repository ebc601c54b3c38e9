using System.Buffers.Binary;

namespace Shortloop.Core.Brand;

/// <param name="Width">Pixels; 0 for fonts and music.</param>
public sealed record SniffedFile(BrandFormat Format, int Width = 0, int Height = 0);

/// <summary>
/// Says what a file is, and how large its picture, from its own bytes. Nothing is decoded: a picture that claims to be huge is turned away before
/// anything unpacks it. Name and declared type are not asked.
/// </summary>
public static class BrandFileSniffer
{
    /// <returns>Null: none of the formats that we take, or cut off before its size is said.</returns>
    public static SniffedFile? Sniff(ReadOnlySpan<byte> file) => file switch
    {
        _ when file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) => Png(file),
        _ when file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => Jpeg(file),
        _ when file.Length >= 30 && file.StartsWith("RIFF"u8) && file.Slice(8, 4).SequenceEqual("WEBP"u8) => Webp(file),
        _ when IsFont(file, [0x00, 0x01, 0x00, 0x00]) || IsFont(file, "true"u8) => new SniffedFile(BrandFormat.Ttf),
        _ when IsFont(file, "OTTO"u8) => new SniffedFile(BrandFormat.Otf),
        // W3C WOFF 2.0: signature, flavour, and the length of the whole file.
        _ when file.Length >= 48 && file.StartsWith("wOF2"u8) && BinaryPrimitives.ReadUInt32BigEndian(file[8..]) == file.Length =>
            new SniffedFile(BrandFormat.Woff2),
        _ when SoundSniffer.Sniff(file) is { } sound => new SniffedFile(sound),
        _ => null,
    };

    /// <summary>What browsers are told that it is.</summary>
    public static string ContentTypeOf(BrandFormat format) => format switch
    {
        BrandFormat.Png => "image/png",
        BrandFormat.Jpeg => "image/jpeg",
        BrandFormat.Webp => "image/webp",
        BrandFormat.Ttf => "font/ttf",
        BrandFormat.Otf => "font/otf",
        BrandFormat.Mp3 => "audio/mpeg",
        BrandFormat.M4a => "audio/mp4",
        BrandFormat.Wav => "audio/wav",
        BrandFormat.Ogg => "audio/ogg",
        _ => "font/woff2",
    };

    // PNG (W3C), 11.2.1: IHDR is the first chunk.
    private static SniffedFile? Png(ReadOnlySpan<byte> file) =>
        file.Length >= 33 && file.Slice(12, 4).SequenceEqual("IHDR"u8)
            ? Sized(BrandFormat.Png, BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]))
            : null;

    // ITU-T T.81, B.1.1.4: segments until the frame header, which every kind of JPEG has before its picture.
    private static SniffedFile? Jpeg(ReadOnlySpan<byte> file)
    {
        for (int at = 2; at + 9 < file.Length && file[at] == 0xFF;)
        {
            byte marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return Sized(BrandFormat.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            if (marker is 0xD9 or 0xDA)
                return null;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }

        return null;
    }

    // RFC 9649: a lossy, a lossless or an extended file, each with its size in its first chunk.
    private static SniffedFile? Webp(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> kind = file.Slice(12, 4);
        if (kind.SequenceEqual("VP8 "u8) && file[23] == 0x9D && file[24] == 0x01 && file[25] == 0x2A)
            return Sized(
                BrandFormat.Webp, BinaryPrimitives.ReadUInt16LittleEndian(file[26..]) & 0x3FFFu, BinaryPrimitives.ReadUInt16LittleEndian(file[28..]) & 0x3FFFu);
        if (kind.SequenceEqual("VP8L"u8) && file[20] == 0x2F)
        {
            uint bits = BinaryPrimitives.ReadUInt32LittleEndian(file[21..]);
            return Sized(BrandFormat.Webp, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
        }

        return kind.SequenceEqual("VP8X"u8)
            ? Sized(BrandFormat.Webp, Little24(file[24..]) + 1, Little24(file[27..]) + 1)
            : null;
    }

    private static uint Little24(ReadOnlySpan<byte> bytes) => bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16);

    private static SniffedFile? Sized(BrandFormat format, uint width, uint height) =>
        width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new SniffedFile(format, (int)width, (int)height) : null;

    // OpenType, "Table directory": so many tables, all of which have to lie within the file.
    private static bool IsFont(ReadOnlySpan<byte> file, ReadOnlySpan<byte> version)
    {
        if (file.Length < 12 || !file.StartsWith(version))
            return false;
        int tables = BinaryPrimitives.ReadUInt16BigEndian(file[4..]);
        if (tables is 0 or > 256 || file.Length < 12 + (16 * tables))
            return false;
        for (int i = 0; i < tables; i++)
        {
            ReadOnlySpan<byte> entry = file.Slice(12 + (16 * i), 16);
            if (BinaryPrimitives.ReadUInt32BigEndian(entry[8..]) + (long)BinaryPrimitives.ReadUInt32BigEndian(entry[12..]) > file.Length)
                return false;
        }

        return true;
    }
}
