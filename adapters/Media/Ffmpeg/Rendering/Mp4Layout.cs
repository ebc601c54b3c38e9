using System.Buffers.Binary;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>Looks at the order of an MP4's top boxes (ISO/IEC 14496-12).</summary>
internal static class Mp4Layout
{
    /// <summary>Whether a player can begin before it has the whole file: <c>moov</c> stands before <c>mdat</c>.</summary>
    public static bool IsFastStart(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[16];
        while (file.ReadAtLeast(header, 8, throwOnEndOfStream: false) is var read and >= 8)
        {
            if (header[4..8].SequenceEqual("moov"u8)) return true;
            if (header[4..8].SequenceEqual("mdat"u8)) return false;
            long size = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (size == 1 && read == 16) size = BinaryPrimitives.ReadInt64BigEndian(header[8..]);
            if (size < 8) return false;
            file.Position += size - read;
        }

        return false;
    }
}
