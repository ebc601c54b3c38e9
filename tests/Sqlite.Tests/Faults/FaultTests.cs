using Microsoft.Data.Sqlite;
using Shortloop.Engine.Tests.Stored;

namespace Shortloop.Sqlite.Tests.Faults;

/// <summary>What can happen to each of the product's files, and that nothing confirmed is lost by it.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("faults-").FullName;

    public static TheoryData<string> Kinds => Stores.Kinds;

    private string FilePath => Path.Combine(folder, "store.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Write_AnotherProcessHoldsTheFile_FailsClearlyAndGoesOnAfterwards(string kind)
    {
        await using var store = await Stores.OpenAsync(kind, FilePath);
        await store.WriteAsync("before");
        using (var other = Connect())
        {
            using var held = other.BeginTransaction(deferred: false);
            AssertNamesFile(await Stores.FailureAsync(() => store.WriteAsync("meanwhile")), "is being written by another process. Try again shortly");
        }
        await store.WriteAsync("afterwards");
        Assert.Equal(["afterwards", "before"], (await store.ReadAsync()).Order());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Open_NewerSchema_IsRefusedUntouched(string kind)
    {
        await FillAsync(kind);
        StoredFile.Execute(FilePath, "PRAGMA user_version = 99");
        AssertNamesFile(await RefusedUntouchedAsync(kind), "was written by a newer version");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Open_NoDatabase_IsRefusedUntouched(string kind)
    {
        await File.WriteAllTextAsync(FilePath, new string('x', 20_000));
        AssertNamesFile(await RefusedUntouchedAsync(kind), "is not a SQLite database");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Open_CutOff_IsRefusedUntouched(string kind)
    {
        await FillAsync(kind);
        using (var file = new FileStream(FilePath, FileMode.Open)) file.SetLength(file.Length / 2);
        AssertNamesFile(await RefusedUntouchedAsync(kind), "restore a backup");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Use_DamagedPage_SaysSoAndDoesNotSpreadIt(string kind)
    {
        await FillAsync(kind);
        var page = StoredFile.Number(FilePath, $"SELECT rootpage FROM sqlite_master WHERE name = '{Stores.Table(kind)}'");
        var size = StoredFile.Number(FilePath, "PRAGMA page_size");
        using (var file = new FileStream(FilePath, FileMode.Open))
        {
            file.Position = (page - 1) * size;
            file.Write(Enumerable.Repeat((byte)0xEE, 64).ToArray());
        }
        AssertNamesFile(await Stores.FailureAsync(async () =>
        {
            await using var store = await Stores.OpenAsync(kind, FilePath);
            await store.ReadAsync();
        }), "is damaged. Move it away and restore a backup");
        var written = await File.ReadAllBytesAsync(FilePath);
        Assert.All(written.AsSpan((int)((page - 1) * size), 64).ToArray(), value => Assert.Equal(0xEE, value));
    }

    private async Task FillAsync(string kind)
    {
        await using var store = await Stores.OpenAsync(kind, FilePath);
        for (var n = 0; n < 20; n++) await store.WriteAsync($"n{n:00}");
    }

    private async Task<Exception> RefusedUntouchedAsync(string kind)
    {
        var before = await File.ReadAllBytesAsync(FilePath);
        var refused = await Stores.FailureAsync(async () => await Stores.OpenAsync(kind, FilePath));
        Assert.Equal(before, await File.ReadAllBytesAsync(FilePath));
        return refused;
    }

    private void AssertNamesFile(Exception error, string advice)
    {
        Assert.StartsWith(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        return connection;
    }
}
