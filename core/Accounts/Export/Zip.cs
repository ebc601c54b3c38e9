using System.Buffers;
using System.Text;

namespace Shortloop.Core.Accounts.Export;

/// <summary>
/// The few parts of ZIP (APPNOTE 6.3) that an archive needs whose files are stored as they are. A file's header is made when its length is known
/// and set before its blocks by the list of blocks, so that nothing has to be read twice. Beyond 4 GB: ZIP64.
/// </summary>
public static class Zip
{
    private const ushort Utf8Names = 0x0800;
    private const ushort Zip64Tag = 0x0001;
    private const uint Far = uint.MaxValue;

    public static byte[] FileHeader(string name, uint crc, long length, DateTimeOffset at)
    {
        bool large = length >= Far;
        using var bytes = new MemoryStream();
        using var header = new BinaryWriter(bytes);
        header.Write(0x04034b50u);
        WriteCommon(header, large ? (ushort)45 : (ushort)20, at, crc, large ? Far : (uint)length);
        byte[] encoded = Encoding.UTF8.GetBytes(name);
        header.Write((ushort)encoded.Length);
        header.Write((ushort)(large ? 20 : 0));
        header.Write(encoded);
        if (large)
            WriteExtra(header, length, length);
        header.Flush();
        return bytes.ToArray();
    }

    private static void WriteCommon(BinaryWriter writer, ushort version, DateTimeOffset at, uint crc, uint length)
    {
        writer.Write(version);
        writer.Write(Utf8Names);
        writer.Write((ushort)0);
        DateTime time = at.UtcDateTime;
        writer.Write((ushort)((time.Hour << 11) | (time.Minute << 5) | (time.Second / 2)));
        writer.Write((ushort)(((time.Year - 1980) << 9) | (time.Month << 5) | time.Day));
        writer.Write(crc);
        writer.Write(length);
        writer.Write(length);
    }

    private static void WriteExtra(BinaryWriter writer, params long[] values)
    {
        writer.Write(Zip64Tag);
        writer.Write((ushort)(values.Length * 8));
        foreach (long value in values)
            writer.Write(value);
    }

    /// <summary>What stands behind the files: where each of them begins.</summary>
    public sealed class Directory(DateTimeOffset at)
    {
        private readonly ArrayBufferWriter<byte> _bytes = new();
        private long _files;
        private long _offset;

        /// <summary>In the order of the archive; a file's header is the one that <see cref="FileHeader"/> makes.</summary>
        public void Add(string name, uint crc, long length)
        {
            bool large = length >= Far, far = _offset >= Far;
            using var bytes = new MemoryStream();
            using var entry = new BinaryWriter(bytes);
            entry.Write(0x02014b50u);
            entry.Write((ushort)45);
            WriteCommon(entry, large || far ? (ushort)45 : (ushort)20, at, crc, large ? Far : (uint)length);
            byte[] encoded = Encoding.UTF8.GetBytes(name);
            long[] extra = [.. large ? (long[])[length, length] : [], .. far ? (long[])[_offset] : []];
            entry.Write((ushort)encoded.Length);
            entry.Write((ushort)(extra.Length == 0 ? 0 : 4 + (extra.Length * 8)));
            entry.Write((ushort)0);
            entry.Write((ushort)0);
            entry.Write((ushort)0);
            entry.Write(0u);
            entry.Write(far ? Far : (uint)_offset);
            entry.Write(encoded);
            if (extra.Length > 0)
                WriteExtra(entry, extra);
            entry.Flush();
            _bytes.Write(bytes.ToArray());
            _offset += FileHeader(name, crc, length, at).Length + length;
            _files++;
        }

        public ReadOnlyMemory<byte> Close()
        {
            long size = _bytes.WrittenCount;
            bool large = _files >= ushort.MaxValue || _offset >= Far || size >= Far;
            using var bytes = new MemoryStream();
            using var end = new BinaryWriter(bytes);
            if (large)
                WriteZip64End(end, size);
            end.Write(0x06054b50u);
            end.Write(0u);
            end.Write(large ? ushort.MaxValue : (ushort)_files);
            end.Write(large ? ushort.MaxValue : (ushort)_files);
            end.Write(large ? Far : (uint)size);
            end.Write(large ? Far : (uint)_offset);
            end.Write((ushort)0);
            end.Flush();
            _bytes.Write(bytes.ToArray());
            return _bytes.WrittenMemory;
        }

        private void WriteZip64End(BinaryWriter end, long size)
        {
            end.Write(0x06064b50u);
            end.Write(44L);
            end.Write((ushort)45);
            end.Write((ushort)45);
            end.Write(0u);
            end.Write(0u);
            end.Write(_files);
            end.Write(_files);
            end.Write(size);
            end.Write(_offset);
            end.Write(0x07064b50u);
            end.Write(0u);
            end.Write(_offset + size);
            end.Write(1u);
        }
    }
}
