using Microsoft.Data.Sqlite;
using Shortloop.Adapters.Sqlite;
using Shortloop.Adapters.Tests.Contracts;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Sqlite;

namespace Shortloop.Adapters.Tests.Sqlite;

/// <summary>What is this store's own: its file, and what can be wrong with it.</summary>
public sealed class SqliteDocumentStoreFileTests : IDisposable
{
    private static readonly Container Notes = new("contract");
    private readonly TempFolder folder = new();
    private readonly FakeClock clock = new();

    private string File => folder.File("data.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Open_FolderMissingThenAgain_KeepsWhatWasWritten()
    {
        var path = Path.Combine(folder.Path, "made", "on", "demand", "data.db");
        using (var first = Open(path))
            await first.CreateAsync(Notes, NewNote("a"), default);
        using var second = Open(path);
        Assert.NotNull(await second.ReadAsync<Note>(Notes, "org1", "a", default));
    }

    [Fact]
    public async Task Kill_AfterAWrite_NothingIsLost()
    {
        using var store = Open();
        await store.CreateAsync(Notes, NewNote("a"), default);
        var copy = Directory.CreateDirectory(folder.File("copy")).FullName;
        foreach (var part in Directory.GetFiles(folder.Path))
            System.IO.File.Copy(part, Path.Combine(copy, Path.GetFileName(part)));
        using var revived = Open(Path.Combine(copy, "data.db"));
        Assert.NotNull(await revived.ReadAsync<Note>(Notes, "org1", "a", default));
    }

    [Fact]
    public void Open_NewerSchema_IsRefusedAndLeftAlone()
    {
        Open().Dispose();
        Execute("PRAGMA user_version = 99");
        Assert.Equal("store_newer", OpeningFails());
        Assert.Equal("store_newer", OpeningFails());
    }

    [Fact]
    public void Open_NotADatabase_IsDamaged()
    {
        System.IO.File.WriteAllText(File, new string('x', 10_000));
        Assert.Equal("store_damaged", OpeningFails());
    }

    [Fact]
    public void Open_PathIsAFolderOrLiesUnderAFile_IsUnavailable()
    {
        Assert.Equal("store_unavailable", OpeningFails(folder.Path));
        System.IO.File.WriteAllText(folder.File("file"), "");
        Assert.Equal("store_unavailable", OpeningFails(Path.Combine(folder.File("file"), "data.db")));
    }

    [Fact]
    public async Task Write_AnotherProcessWritesTooLong_IsThrottledAndReadsGoOn()
    {
        using var store = Open();
        await store.CreateAsync(Notes, NewNote("a"), default);
        using var other = Connect();
        using var transaction = other.BeginTransaction(deferred: false);
        var error = await Assert.ThrowsAsync<TransientException>(() => store.CreateAsync(Notes, NewNote("b"), default));
        Assert.Equal("store_throttled", error.Code);
        Assert.NotNull(await store.ReadAsync<Note>(Notes, "org1", "a", default));
        transaction.Rollback();
        Assert.Equal(WriteStatus.Written, (await store.CreateAsync(Notes, NewNote("b"), default)).Status);
    }

    [Theory]
    [InlineData("PRAGMA query_only = 1", "store_read_only")]
    public void Translate_ReadOnly_SaysWhatToDo(string pragma, string code)
    {
        Open().Dispose();
        using var connection = Connect();
        var error = Assert.Throws<SqliteException>(() =>
            Execute(connection, $"{pragma}; CREATE TABLE more (x); INSERT INTO more VALUES (randomblob(1000000))"));
        Assert.Equal(code, StoreErrors.Translate(SqliteFaults.Explain(error, File)).Code);
    }

    [Fact]
    public async Task Sweep_AfterItsInterval_RemovesExpiredRowsFromTheFile()
    {
        using var store = Open();
        await store.CreateAsync(Notes, NewNote("short") with { TtlSeconds = 1 }, default);
        await store.CreateAsync(Notes, NewNote("long") with { TtlSeconds = 3600 }, default);
        clock.Advance(TimeSpan.FromSeconds(59));
        await store.UpsertAsync(Notes, NewNote("x"), default);
        Assert.Equal(3, Rows());
        clock.Advance(TimeSpan.FromSeconds(1));
        await store.UpsertAsync(Notes, NewNote("x"), default);
        Assert.Equal(2, Rows());
    }

    private SqliteDocumentStore Open(string? path = null) =>
        new(new SqliteDocumentStoreOptions(path ?? File) { BusyTimeout = TimeSpan.FromSeconds(1) }, clock);

    private string OpeningFails(string? path = null) => Assert.Throws<PermanentException>(() => Open(path)).Code;

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Execute(string sql)
    {
        using var connection = Connect();
        Execute(connection, sql);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private long Rows()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM documents";
        return (long)command.ExecuteScalar()!;
    }

    private static Note NewNote(string id) => new()
    {
        Id = id,
        Partition = "org1",
        OrgId = "org1",
        CreatedBy = "user1",
        CreatedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
    };
}
