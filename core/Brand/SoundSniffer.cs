using System.Buffers.Binary;

namespace Shortloop.Core.Brand;

/// <summary>Says of sound what it is, from its first bytes. Nothing is decoded; what is damaged further on is found by whoever decodes it.</summary>
internal static class SoundSniffer
{
    /// <returns>Null: none of the formats that we take.</returns>
    public static BrandFormat? Sniff(ReadOnlySpan<byte> file) => file switch
    {
        _ when file.Length >= 44 && file.StartsWith("RIFF"u8) && file.Slice(8, 4).SequenceEqual("WAVE"u8) => BrandFormat.Wav,
        _ when IsOgg(file) => BrandFormat.Ogg,
        _ when IsM4a(file) => BrandFormat.M4a,
        _ when IsMp3(file) => BrandFormat.Mp3,
        _ => null,
    };

    // RFC 3533: a first page, whose packet begins with the codec's own header.
    private static bool IsOgg(ReadOnlySpan<byte> file)
    {
        if (file.Length < 64 || !file.StartsWith("OggS"u8) || file[4] != 0)
            return false;
        ReadOnlySpan<byte> packet = file[Math.Min(27 + file[26], file.Length)..];
        return packet.StartsWith("\u0001vorbis"u8) || packet.StartsWith("OpusHead"u8);
    }

    // ISO/IEC 14496-12: the file type comes first. Brands of sound, and those that encoders write for want of better.
    private static bool IsM4a(ReadOnlySpan<byte> file)
    {
        if (file.Length < 16 || !file.Slice(4, 4).SequenceEqual("ftyp"u8))
            return false;
        ReadOnlySpan<byte> brand = file.Slice(8, 4);
        return brand.SequenceEqual("M4A "u8) || brand.SequenceEqual("M4B "u8) || brand.SequenceEqual("mp42"u8) || brand.SequenceEqual("isom"u8)
            || brand.SequenceEqual("iso5"u8) || brand.SequenceEqual("iso6"u8);
    }

    // ISO/IEC 11172-3: a frame's header, at once or behind an ID3v2 tag, whose length has seven bits a byte.
    private static bool IsMp3(ReadOnlySpan<byte> file)
    {
        if (file.Length >= 10 && file.StartsWith("ID3"u8))
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[6..]);
            if ((length & 0x80808080) != 0)
                return false;
            int at = 10 + (int)((length & 0x7F) | ((length & 0x7F00) >> 1) | ((length & 0x7F0000) >> 2) | ((length & 0x7F000000) >> 3));
            return at < file.Length && IsFrame(file[at..]);
        }

        return IsFrame(file);
    }

    // Synchronised, of a known version, layer III, with a bit rate and a sample rate that exist.
    private static bool IsFrame(ReadOnlySpan<byte> file) =>
        file.Length >= 4 && file[0] == 0xFF && (file[1] & 0xE6) == 0xE2 && (file[1] & 0x18) != 0x08
        && (file[2] & 0xF0) is not (0xF0 or 0x00) && (file[2] & 0x0C) != 0x0C;
}
