using Microsoft.Data.Sqlite;
using Shortloop.Engine.Tests.Stored;

namespace Shortloop.Sqlite.Tests;

public sealed class SqliteFileTests : IDisposable
{
    private const int Mark = 0x74657374;

    private static readonly SchemaScript First = new(1, "001-things.sql", "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO thing VALUES (1, 'one');");
    private static readonly SchemaScript Second = new(2, "002-colours.sql", "ALTER TABLE thing ADD COLUMN colour TEXT; UPDATE thing SET colour = 'blue';");
    private static readonly SchemaScript Broken = new(2, "002-broken.sql", "ALTER TABLE thing ADD COLUMN colour TEXT; SELECT 1; INSERT INTO nowhere VALUES (1);");

    private readonly string folder = Directory.CreateTempSubdirectory("sqlite-").FullName;
    private readonly List<string> copies = [];

    private string FilePath => Path.Combine(folder, "made", "things.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Create_NoFile_RunsEveryScriptInOrder()
    {
        Create(First, Second);
        Assert.Equal((2, Mark, 1), (Number("PRAGMA user_version"), Number("PRAGMA application_id"), Number("SELECT count(*) FROM thing WHERE colour = 'blue'")));
        Assert.Empty(copies);
    }

    [Fact]
    public void Create_EmptyFile_IsAFirstStart()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllBytes(FilePath, []);
        Create(First);
        Assert.Equal(1, Number("PRAGMA user_version"));
    }

    [Fact]
    public void Create_OlderFile_IsCopiedAndBroughtForward()
    {
        Create(First);
        Create(First, Second);
        Assert.Equal((2, 1), (Number("PRAGMA user_version"), Number("SELECT count(*) FROM thing WHERE colour = 'blue'")));
        Assert.Equal([$"{FilePath}.v1.bak"], copies);
        Assert.Equal(1, StoredFile.Number(copies[0], "PRAGMA user_version"));
        Assert.Equal(1, StoredFile.Number(copies[0], "SELECT count(*) FROM thing"));
        Assert.Equal(2, StoredFile.Number(copies[0], "SELECT count(*) FROM pragma_table_info('thing')"));
    }

    [Fact]
    public void Create_OlderFileLeftByAKilledProcess_IsCopiedWithItsLog()
    {
        Create(First);
        using (var writing = Open())
        {
            writing.ExecuteAll("INSERT INTO thing VALUES (2, 'two')");
            CopyAsAKillLeavesIt("killed.db");
        }
        var killed = new SqliteFile(Path.Combine(folder, "killed.db"), new SqliteSchema("a thing", Mark, [First, Second])) { Copied = copies.Add };
        killed.Create().Dispose();
        Assert.Equal(2, StoredFile.Number(copies[0], "SELECT count(*) FROM thing"));
    }

    [Fact]
    public void Create_ScriptFails_LeavesTheFileAsItWas()
    {
        Create(First);
        var before = StoredFile.Dump(FilePath);
        var error = Assert.Throws<SqliteFileException>(() => Create(First, Broken));
        Assert.Contains("002-broken.sql", error.Message, StringComparison.Ordinal);
        Assert.Contains("no such table: nowhere", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, StoredFile.Dump(FilePath));
        Create(First, Second);
        Assert.Equal(2, Number("PRAGMA user_version"));
    }

    [Fact]
    public void Create_NoSpaceForTheCopy_LeavesTheFileAsItWas()
    {
        Create(First);
        // A folder of that name: the copy can't be put there.
        Directory.CreateDirectory($"{FilePath}.v1.bak.new");
        Assert.ThrowsAny<Exception>(() => Create(First, Second));
        Assert.Equal(1, Number("PRAGMA user_version"));
    }

    [Fact]
    public void Create_NewerSchema_IsRefusedUntouched()
    {
        Create(First, Second);
        var refused = RefusedUntouched(First);
        Assert.Equal(SqliteFault.Newer, refused.Fault);
        Assert.Contains("schema version 2, this one knows up to 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_NewerSchemaStillInTheLog_IsRefusedUntouched()
    {
        Create(First);
        string killed;
        using (var writing = Open())
        {
            writing.ExecuteAll("PRAGMA user_version = 2");
            killed = CopyAsAKillLeavesIt("killed.db");
        }
        var (before, log) = (File.ReadAllBytes(killed), File.ReadAllBytes(killed + "-wal"));
        var refused = Assert.Throws<SqliteFileException>(() => new SqliteFile(killed, new SqliteSchema("a thing", Mark, [First])).Create());
        Assert.Equal(SqliteFault.Newer, refused.Fault);
        Assert.Equal(before, File.ReadAllBytes(killed));
        Assert.Equal(log, File.ReadAllBytes(killed + "-wal"));
    }

    [Theory]
    [InlineData("PRAGMA application_id = 1; PRAGMA user_version = 1; CREATE TABLE other (x)")]
    [InlineData("CREATE TABLE other (x)")]
    public void Create_AnotherProgramsFile_IsRefusedUntouched(string making)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        StoredFile.Execute(FilePath, making);
        var refused = RefusedUntouched(First);
        Assert.Equal(SqliteFault.Foreign, refused.Fault);
        Assert.Contains("is not a thing; nothing was changed in it", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(20_000)]
    public void Create_NoDatabase_IsRefusedUntouched(int length)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, new string('x', length));
        Assert.Equal(SqliteFault.Foreign, RefusedUntouched(First).Fault);
    }

    [Fact]
    public void Create_CutOff_IsRefusedUntouched()
    {
        Create(First);
        using (var file = new FileStream(FilePath, FileMode.Open)) file.SetLength(file.Length - 1000);
        var refused = RefusedUntouched(First);
        Assert.Equal(SqliteFault.Damaged, refused.Fault);
        Assert.Contains("restore a backup", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_HeaderDamaged_IsRefusedUntouched()
    {
        Create(First);
        using (var file = new FileStream(FilePath, FileMode.Open))
        {
            // The first page's tree, which is the table of tables.
            file.Position = 100;
            file.Write(Enumerable.Repeat((byte)0xEE, 60).ToArray());
        }
        Assert.Equal(SqliteFault.Damaged, RefusedUntouched(First, Second).Fault);
    }

    [Fact]
    public void Create_PathIsAFolderOrLiesUnderAFile_CannotBeOpened()
    {
        Directory.CreateDirectory(FilePath);
        Assert.Equal(SqliteFault.CannotOpen, Assert.Throws<SqliteFileException>(() => Create(First)).Fault);
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");
        var below = new SqliteFile(Path.Combine(file, "things.db"), new SqliteSchema("a thing", Mark, [First]));
        Assert.Equal(SqliteFault.CannotOpen, Assert.Throws<SqliteFileException>(() => below.Create()).Fault);
    }

    [Fact]
    public void ExecuteAll_FailsAfterAStatementWithARow_Throws()
    {
        Create(First);
        using var connection = Open();
        Assert.Contains("no such table: nowhere", Assert.Throws<SqliteException>(() => connection.ExecuteAll("PRAGMA journal_mode; INSERT INTO nowhere VALUES (1)")).Message, StringComparison.Ordinal);
    }

    private void Create(params SchemaScript[] scripts) => NewFile(scripts).Create().Dispose();

    private SqliteFile NewFile(SchemaScript[] scripts) => new(FilePath, new SqliteSchema("a thing", Mark, scripts)) { Copied = copies.Add };

    private SqliteConnection Open() => NewFile([First]).Open();

    private int Number(string sql) => (int)StoredFile.Number(FilePath, sql);

    private string CopyAsAKillLeavesIt(string name)
    {
        var copy = Path.Combine(folder, name);
        foreach (var ending in (string[])["", "-wal"]) File.Copy(FilePath + ending, copy + ending);
        return copy;
    }

    private SqliteFileException RefusedUntouched(params SchemaScript[] scripts)
    {
        var before = File.ReadAllBytes(FilePath);
        var refused = Assert.Throws<SqliteFileException>(() => Create(scripts));
        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(Path.GetDirectoryName(FilePath)!));
        Assert.StartsWith(FilePath, refused.Message, StringComparison.Ordinal);
        return refused;
    }
}
