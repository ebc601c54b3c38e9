using System.Buffers.Binary;
using System.Text;

namespace Shortloop.Core.Tests.Brand;

/// <summary>Small files of each kind, as far as anybody looks at them.</summary>
internal static class SampleFiles
{
    public static byte[] Png(int width, int height) =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Big(13), .. "IHDR"u8, .. Big((uint)width), .. Big((uint)height), 8, 6, 0, 0, 0, .. Big(0),
        .. Big(0), .. "IEND"u8, .. Big(0xAE426082),
    ];

    /// <summary>With a comment before the frame, as cameras write more than one of.</summary>
    public static byte[] Jpeg(int width, int height, byte frame = 0xC0) =>
    [
        0xFF, 0xD8, 0xFF, 0xFE, 0, 6, .. "note"u8, 0xFF, 0xFF, frame, 0, 17, 8, .. Big16(height), .. Big16(width), 3, .. new byte[9], 0xFF, 0xDA, 0, 2, 0xFF, 0xD9,
    ];

    public static byte[] WebpLossy(int width, int height) =>
        Webp("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)]);

    public static byte[] WebpLossless(int width, int height) =>
        Webp("VP8L", [0x2F, .. Little((uint)(width - 1) | ((uint)(height - 1) << 14)), 0, 0, 0, 0, 0]);

    public static byte[] WebpExtended(int width, int height) =>
        Webp("VP8X", [0x10, 0, 0, 0, .. Little((uint)(width - 1))[..3], .. Little((uint)(height - 1))[..3]]);

    /// <param name="version">The first four bytes: of TrueType outlines or of PostScript ones.</param>
    public static byte[] Font(byte[] version, uint tableAt = 28, uint tableLength = 4) =>
        [.. version, .. Big16(1), 0, 0, 0, 0, 0, 0, .. "glyf"u8, .. Big(0), .. Big(tableAt), .. Big(tableLength), 1, 2, 3, 4];

    public static byte[] Ttf => Font([0, 1, 0, 0]);

    public static byte[] Otf => Font("OTTO"u8.ToArray());

    public static byte[] Woff2 => [.. "wOF2"u8, 0, 1, 0, 0, .. Big(64), .. new byte[52]];

    public static byte[] Wav => [.. "RIFF"u8, .. Little(36), .. "WAVEfmt "u8, .. new byte[28]];

    public static byte[] Svg => Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");

    private static byte[] Webp(string kind, byte[] chunk) =>
        [.. "RIFF"u8, .. Little((uint)(12 + chunk.Length)), .. "WEBP"u8, .. Encoding.ASCII.GetBytes(kind), .. Little((uint)chunk.Length), .. chunk];

    private static byte[] Big(uint number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Big16(int number) => [(byte)(number >> 8), (byte)number];

    private static byte[] Little(uint number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return bytes;
    }
}
