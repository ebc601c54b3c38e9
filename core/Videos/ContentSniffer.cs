namespace Shortloop.Core.Videos;

/// <summary>Says what a file is from its first bytes. The name and the declared type are not asked.</summary>
public static class ContentSniffer
{
    /// <summary>How many bytes are looked at.</summary>
    public const int HeadBytes = 64;

    /// <returns>Null: not a video container that we take.</returns>
    public static MediaFormat? Sniff(ReadOnlySpan<byte> head) => head switch
    {
        // ISO/IEC 14496-12: size, then the box type. Old QuickTime files may begin with another box than ftyp.
        _ when head.Length >= 12 && IsIsoBox(head.Slice(4, 4)) => MediaFormat.Mp4,
        // RFC 8794: EBML header id, of Matroska and WebM alike.
        _ when head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) => MediaFormat.Matroska,
        _ when head.Length >= 12 && head.StartsWith("RIFF"u8) && head.Slice(8, 4).SequenceEqual("AVI "u8) => MediaFormat.Avi,
        _ => null,
    };

    private static bool IsIsoBox(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("ftyp"u8) || type.SequenceEqual("moov"u8) || type.SequenceEqual("mdat"u8)
        || type.SequenceEqual("wide"u8) || type.SequenceEqual("free"u8) || type.SequenceEqual("skip"u8);
}
