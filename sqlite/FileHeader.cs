using System.Buffers.Binary;

namespace Shortloop.Sqlite;

/// <summary>
/// The first 100 bytes of a database, read without SQLite, which would change a file or make others beside it before it says no.
/// https://www.sqlite.org/fileformat2.html#the_database_header
/// </summary>
/// <param name="UserVersion">The schema's number as of the last checkpoint.</param>
/// <param name="Bytes">How long the file must at least be; 0: not known.</param>
internal sealed record FileHeader(int UserVersion, int ApplicationId, long Bytes)
{
    private const int Length = 100;

    /// <returns>Null: there is no file, or an empty one.</returns>
    /// <exception cref="SqliteFileException">It is not a database, or not all of one.</exception>
    public static FileHeader? Read(string path)
    {
        if (new FileInfo(path) is not { Exists: true, Length: > 0 } file) return null;
        Span<byte> bytes = stackalloc byte[Length];
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            if (stream.ReadAtLeast(bytes, Length, throwOnEndOfStream: false) < Length || !bytes.StartsWith("SQLite format 3\0"u8))
                throw new SqliteFileException(
                    SqliteFault.Foreign, $"{path} is not a SQLite database; nothing was changed in it. Move it away, or choose another data folder.");
        }
        var header = Parse(bytes);
        // With a log beside it, the file may rightly be behind what its header says.
        if (!HasLog(path) && file.Length < header.Bytes)
            throw new SqliteFileException(
                SqliteFault.Damaged,
                $"{path} is damaged: it has {file.Length} bytes of at least {header.Bytes}; nothing was changed in it. Move it away and restore a backup.");
        return header;
    }

    /// <summary>Commits that are not in the file itself yet; also what a killed process leaves.</summary>
    public static bool HasLog(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    private static FileHeader Parse(ReadOnlySpan<byte> bytes)
    {
        int pageSize = BinaryPrimitives.ReadUInt16BigEndian(bytes[16..]);
        long pages = BinaryPrimitives.ReadUInt32BigEndian(bytes[28..]);
        // The number of pages counts only if the last writer knew of it.
        var valid = bytes[24..28].SequenceEqual(bytes[92..96]);
        return new FileHeader(
            BinaryPrimitives.ReadInt32BigEndian(bytes[60..]),
            BinaryPrimitives.ReadInt32BigEndian(bytes[68..]),
            valid ? pages * (pageSize == 1 ? 65536 : pageSize) : 0);
    }
}
