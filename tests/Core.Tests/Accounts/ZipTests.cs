using System.IO.Compression;
using Shortloop.Core.Accounts.Export;

namespace Shortloop.Core.Tests.Accounts;

public sealed class ZipTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 25, 10, 20, 30, TimeSpan.Zero);

    [Fact]
    public void Crc32_InPieces_IsTheStandardsCheckValue() => Assert.Equal(0xCBF43926, Crc32.Append(Crc32.Append(0, "1234"u8), "56789"u8));

    /// <summary>The file has a hole, so it takes no space.</summary>
    [Fact]
    public void Archive_BeyondFourGigabytes_IsReadByOthers()
    {
        const long Length = 5_000_000_000;
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream file = File.Create(path))
            {
                var directory = new Zip.Directory(At);
                file.Write(Zip.FileHeader("large.bin", 0, Length, At));
                directory.Add("large.bin", 0, Length);
                file.Seek(Length, SeekOrigin.Current);
                file.Write(Zip.FileHeader("después.txt", Crc32.Append(0, "behind"u8), 6, At));
                file.Write("behind"u8);
                directory.Add("después.txt", Crc32.Append(0, "behind"u8), 6);
                file.Write(directory.Close().Span);
            }

            using ZipArchive archive = ZipFile.OpenRead(path);
            Assert.Equal([("large.bin", Length), ("después.txt", 6)], archive.Entries.Select(e => (e.FullName, e.Length)));
            using var reader = new StreamReader(archive.Entries[1].Open());
            Assert.Equal("behind", reader.ReadToEnd());
            Assert.Equal(At.DateTime, archive.Entries[1].LastWriteTime.DateTime);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Archive_MoreThanSixtyFiveThousandFiles_IsReadByOthers()
    {
        var directory = new Zip.Directory(At);
        using var bytes = new MemoryStream();
        for (int n = 0; n < 70_000; n++)
        {
            bytes.Write(Zip.FileHeader($"{n}", 0, 0, At));
            directory.Add($"{n}", 0, 0);
        }

        bytes.Write(directory.Close().Span);
        using var archive = new ZipArchive(bytes);
        Assert.Equal(70_000, archive.Entries.Count);
    }
}
