using System.Buffers.Binary;
using System.Text;

namespace Shortloop.Sandbox.TikTok;

/// <summary>
/// What TikTok would refuse after the upload. MP4 and MOV are read (boxes down to the track headers), WebM only by its first bytes.
/// </summary>
internal sealed record VideoCheck(string? FailReason, int DurationSeconds, int Width, int Height)
{
    private const int MinSide = 360;
    private const int MaxSide = 4096;

    private static readonly VideoCheck BadFormat = new("file_format_check_failed", 0, 0, 0);

    public static VideoCheck Of(string path, Creator creator)
    {
        using var file = File.OpenRead(path);
        var head = new byte[12];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return BadFormat;
        if (BinaryPrimitives.ReadUInt32BigEndian(head) == 0x1A45DFA3)
            return new(null, 0, 0, 0);
        if (Encoding.ASCII.GetString(head, 4, 4) != "ftyp")
            return BadFormat;

        var facts = new Mp4Facts();
        if (!facts.Read(file, 0, file.Length) || facts.Seconds is not { } seconds || facts.Width == 0)
            return BadFormat;
        var reason = seconds > creator.MaxSeconds ? "duration_check_failed"
            : Math.Min(facts.Width, facts.Height) < MinSide || Math.Max(facts.Width, facts.Height) > MaxSide ? "picture_size_check_failed"
            : null;
        return new(reason, (int)Math.Round(seconds), facts.Width, facts.Height);
    }
}

/// <summary>Duration and picture size from an MP4's <c>mvhd</c> and <c>tkhd</c> boxes (ISO/IEC 14496-12).</summary>
internal sealed class Mp4Facts
{
    public double? Seconds { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>False when a box does not fit into what holds it: the file is cut or not an MP4.</summary>
    public bool Read(Stream file, long from, long to)
    {
        var header = new byte[16];
        var at = from;
        while (at < to)
        {
            file.Position = at;
            if (to - at < 8 || file.ReadAtLeast(header.AsSpan(0, 8), 8, throwOnEndOfStream: false) < 8)
                return false;
            long size = BinaryPrimitives.ReadUInt32BigEndian(header);
            var type = Encoding.ASCII.GetString(header, 4, 4);
            var body = at + 8;
            if (size == 1)
            {
                if (file.ReadAtLeast(header.AsSpan(8, 8), 8, throwOnEndOfStream: false) < 8)
                    return false;
                size = BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(8));
                body += 8;
            }

            size = size == 0 ? to - at : size;
            if (size < body - at || at + size > to || !Take(file, type, body, at + size))
                return false;
            at += size;
        }

        return true;
    }

    private bool Take(Stream file, string type, long body, long end)
    {
        switch (type)
        {
            case "moov" or "trak":
                return Read(file, body, end);
            case "mvhd":
                var movie = Bytes(file, body, end, 32);
                var (scale, length) = movie[0] == 1
                    ? (BinaryPrimitives.ReadUInt32BigEndian(movie.AsSpan(20)), BinaryPrimitives.ReadUInt64BigEndian(movie.AsSpan(24)))
                    : (BinaryPrimitives.ReadUInt32BigEndian(movie.AsSpan(12)), BinaryPrimitives.ReadUInt32BigEndian(movie.AsSpan(16)));
                Seconds = scale == 0 ? null : (double)length / scale;
                return true;
            case "tkhd":
                // Width and height are the last eight bytes, 16.16 fixed point.
                var sides = Bytes(file, end - 8, end, 8);
                Width = Math.Max(Width, BinaryPrimitives.ReadUInt16BigEndian(sides));
                Height = Math.Max(Height, BinaryPrimitives.ReadUInt16BigEndian(sides.AsSpan(4)));
                return true;
            default:
                return true;
        }
    }

    private static byte[] Bytes(Stream file, long from, long end, int count)
    {
        var bytes = new byte[count];
        file.Position = from;
        file.ReadAtLeast(bytes.AsSpan(0, (int)Math.Min(count, end - from)), 1, throwOnEndOfStream: false);
        return bytes;
    }
}
