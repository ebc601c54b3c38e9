using Microsoft.Data.Sqlite;
using Shortloop.Engine.Tests.Stored;

namespace Shortloop.Sqlite.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("snapshot-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Somebody writes a number into the first file and then the same into the second, without a pause.</summary>
    [Fact]
    public async Task TakeTogether_FilesWrittenMeanwhile_ShowOneInstant()
    {
        using SqliteConnection first = Create("first"), second = Create("second");
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            for (var n = 1; !stop.IsCancellationRequested; n++)
            {
                first.ExecuteAll($"INSERT INTO number VALUES ({n})");
                second.ExecuteAll($"INSERT INTO number VALUES ({n})");
            }
        });
        List<int> seen = [];
        for (var round = 0; round < 5; round++)
        {
            Snapshot.TakeTogether([(FileOf("first"), FileOf("a")), (FileOf("second"), FileOf("b"))], _ => { });
            var (a, b) = (Highest("a"), Highest("b"));
            Assert.InRange(a - b, 0, 1);
            seen.Add(a);
            // A writer that met the snapshot waits for a second before it tries again.
            Assert.True(SpinWait.SpinUntil(() => Highest("second") > b, TimeSpan.FromSeconds(30)), "Nothing was written meanwhile.");
        }
        await stop.CancelAsync();
        await writing;
        Assert.Equal(seen.Order(), seen);
    }

    private SqliteConnection Create(string name) => new SqliteFile(
        FileOf(name), new SqliteSchema("numbers", 0, [new SchemaScript(1, "001-numbers.sql", "CREATE TABLE number (n INTEGER PRIMARY KEY)")]), "NORMAL").Create();

    private int Highest(string name) => (int)StoredFile.Number(FileOf(name), "SELECT ifnull(max(n), 0) FROM number");

    private string FileOf(string name) => Path.Combine(folder, name + ".db");
}
