using Microsoft.Data.Sqlite;

namespace Shortloop.Sqlite.Tests;

public sealed class ShortSleepsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sqlite-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Create_OnUnix_GivesConnectionsTheLayerWithShortSleeps()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the library's own sleep is short; the layer is made on Unix only.");
        using var connection = New().Create();

        Assert.Equal(ShortSleeps.Name, ShortSleeps.DefaultLayer);
    }

    /// <summary>Connections that wait for each other's locks on the log: the layer's sleep is called, and everybody gets through with the right rows.</summary>
    [Fact]
    public async Task Read_BesideAWriterAndManyReaders_SeesWholeTransactions()
    {
        var file = New();
        using var writer = file.Create();
        var readers = Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            using var reader = file.Open();
            for (var i = 0; i < 300; i++)
            {
                // Two rows a transaction: never one alone.
                Assert.Equal(0, reader.Number("SELECT count(*) % 2 FROM thing"));
            }
        })).ToArray();
        for (var i = 0; i < 600; i++) writer.ExecuteAll("BEGIN IMMEDIATE; INSERT INTO thing DEFAULT VALUES; INSERT INTO thing DEFAULT VALUES; COMMIT");

        await Task.WhenAll(readers);
        Assert.Equal(1200, writer.Number("SELECT count(*) FROM thing"));
    }

    private SqliteFile New() => new(
        Path.Combine(folder, "things.db"),
        new SqliteSchema("things", 0x74657374, [new SchemaScript(1, "001-things.sql", "CREATE TABLE thing (id INTEGER PRIMARY KEY);")]), "NORMAL");
}
