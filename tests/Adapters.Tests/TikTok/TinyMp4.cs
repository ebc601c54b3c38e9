using System.Buffers.Binary;
using System.Text;

namespace Shortloop.Adapters.Tests.TikTok;

/// <summary>The smallest MP4 with a readable duration and picture size, filled up to any length.</summary>
internal static class TinyMp4
{
    public static byte[] Make(int size = 4096, int seconds = 12, int width = 1080, int height = 1920)
    {
        var movie = new byte[100];
        BinaryPrimitives.WriteUInt32BigEndian(movie.AsSpan(12), 1000);
        BinaryPrimitives.WriteUInt32BigEndian(movie.AsSpan(16), (uint)seconds * 1000);
        var track = new byte[84];
        BinaryPrimitives.WriteUInt32BigEndian(track.AsSpan(76), (uint)width << 16);
        BinaryPrimitives.WriteUInt32BigEndian(track.AsSpan(80), (uint)height << 16);
        byte[] head =
        [
            .. Box("ftyp", [.. "isom"u8, 0, 0, 2, 0, .. "isom"u8]),
            .. Box("moov", [.. Box("mvhd", movie), .. Box("trak", Box("tkhd", track))]),
        ];
        byte[] file = [.. head, .. Box("mdat", new byte[size - head.Length - 8])];
        new Random(41).NextBytes(file.AsSpan(head.Length + 8));
        return file;
    }

    private static byte[] Box(string type, byte[] body)
    {
        var box = new byte[8 + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(box, (uint)box.Length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        body.CopyTo(box, 8);
        return box;
    }
}
