using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Contracts;

public abstract partial class DocumentStoreContract
{
    private Task<WriteStatus> BatchAsync(params BatchOperation[] operations) => Store.BatchAsync(Notes, Org, operations, default);

    [Fact]
    public async Task BatchAsync_EveryKind_WritesAll()
    {
        var replaced = await StoredAsync(NewNote("replaced"));
        var deleted = await StoredAsync(NewNote("deleted"));
        Assert.Equal(WriteStatus.Written, await BatchAsync(
            new(BatchKind.Create, NewNote("created")),
            new(BatchKind.Replace, replaced with { Text = "new" }),
            new(BatchKind.Upsert, NewNote("upserted")),
            new(BatchKind.Delete, deleted)));
        Assert.NotNull(await ReadAsync("created"));
        Assert.NotNull(await ReadAsync("upserted"));
        Assert.Equal("new", (await ReadAsync("replaced"))!.Text);
        Assert.Null(await ReadAsync("deleted"));
    }

    [Fact]
    public async Task BatchAsync_OneIdTaken_ReturnsExistsAndWritesNothing()
    {
        await StoredAsync(NewNote("taken"));
        Assert.Equal(WriteStatus.Exists, await BatchAsync(
            new(BatchKind.Create, NewNote("a")), new(BatchKind.Create, NewNote("taken"))));
        Assert.Null(await ReadAsync("a"));
    }

    [Fact]
    public async Task BatchAsync_OneOldETag_ReturnsChangedAndWritesNothing()
    {
        var old = await StoredAsync(NewNote("b"));
        await Store.UpsertAsync(Notes, NewNote("b"), default);
        Assert.Equal(WriteStatus.Changed, await BatchAsync(new(BatchKind.Create, NewNote("a")), new(BatchKind.Replace, old)));
        Assert.Equal(WriteStatus.Changed, await BatchAsync(new(BatchKind.Create, NewNote("a")), new(BatchKind.Delete, old)));
        Assert.Null(await ReadAsync("a"));
    }

    [Fact]
    public async Task BatchAsync_OneAbsent_ReturnsAbsentAndWritesNothing()
    {
        Assert.Equal(WriteStatus.Absent, await BatchAsync(new(BatchKind.Create, NewNote("a")), new(BatchKind.Delete, NewNote("gone"))));
        Assert.Null(await ReadAsync("a"));
    }

    [Fact]
    public async Task BatchAsync_HundredAndOneOrAnotherPartition_Throws()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => BatchAsync(
            [.. Enumerable.Range(0, 101).Select(n => new BatchOperation(BatchKind.Upsert, NewNote($"n{n}")))]));
        await Assert.ThrowsAsync<ArgumentException>(() => BatchAsync(new BatchOperation(BatchKind.Upsert, NewNote("a", "org2"))));
    }
}
