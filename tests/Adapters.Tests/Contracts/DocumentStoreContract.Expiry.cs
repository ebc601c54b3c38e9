using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Contracts;

public abstract partial class DocumentStoreContract
{
    [Fact]
    public async Task Ttl_Over_DocumentIsAbsentEverywhere()
    {
        var note = await StoredAsync(NewNote("a") with { TtlSeconds = 10 });
        Advance(TimeSpan.FromSeconds(9));
        Assert.NotNull(await ReadAsync("a"));
        Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await ReadAsync("a"));
        Assert.Empty((await QueryAsync()).Items);
        Assert.Equal(WriteStatus.Absent, (await Store.ReplaceAsync(Notes, note, default)).Status);
        Assert.Equal(WriteStatus.Absent, (await PatchAsync("a", [new(PatchKind.Set, "text", "x")])).Status);
        Assert.Equal(WriteStatus.Absent, await Store.DeleteAsync(Notes, Org, "a", null, default));
        Assert.Equal(WriteStatus.Written, (await Store.CreateAsync(Notes, NewNote("a"), default)).Status);
    }

    [Fact]
    public async Task Ttl_AnotherWrite_StartsAgain()
    {
        await StoredAsync(NewNote("a") with { TtlSeconds = 10 });
        Advance(TimeSpan.FromSeconds(8));
        await PatchAsync("a", [new(PatchKind.Increment, "count", 1L)]);
        Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(1, (await ReadAsync("a"))!.Count);
        Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await ReadAsync("a"));
    }

    [Fact]
    public async Task Ttl_RemovedByPatch_StaysForever()
    {
        await StoredAsync(NewNote("a") with { TtlSeconds = 10 });
        await PatchAsync("a", [new(PatchKind.Remove, "ttl")]);
        Advance(TimeSpan.FromDays(1000));
        Assert.NotNull(await ReadAsync("a"));
    }
}
