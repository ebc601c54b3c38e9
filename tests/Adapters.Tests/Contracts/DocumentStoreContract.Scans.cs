using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Contracts;

public abstract partial class DocumentStoreContract
{
    private async Task<List<Note>> ScanAllAsync(DocumentScan scan, Func<Task>? between = null)
    {
        var seen = new List<Note>();
        do
        {
            var page = await Store.ScanAsync<Note>(Notes, scan, default);
            Assert.True(page.Items.Count <= scan.Limit);
            seen.AddRange(page.Items);
            scan = scan with { Continuation = page.Next };
            if (between is not null)
                await between();
        }
        while (scan.Continuation is not null);
        return seen;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public async Task ScanAsync_PageByPage_SeesEveryPartitionsDocumentsOnce(int limit)
    {
        // The same ids in several partitions, and ids that sort against their partitions.
        foreach (var org in (string[])["orgA", "orgB", "orgC"])
            foreach (var id in (string[])["z", "a", "m"])
                await StoredAsync(NewNote(id, org));

        var seen = await ScanAllAsync(new DocumentScan(Limit: limit));

        Assert.Equal(
            ["orgA a", "orgA m", "orgA z", "orgB a", "orgB m", "orgB z", "orgC a", "orgC m", "orgC z"], seen.Select(n => $"{n.Partition} {n.Id}").Order());
    }

    [Fact]
    public async Task ScanAsync_Where_HoldsInAllPartitions()
    {
        await StoredAsync(NewNote("a", "orgA") with { Text = "yes" });
        await StoredAsync(NewNote("b", "orgA") with { Text = "no" });
        await StoredAsync(NewNote("a", "orgB") with { Text = "yes", Count = 7 });

        var seen = await ScanAllAsync(new DocumentScan([new Condition("text", Comparison.Equal, "yes")], Limit: 1));

        Assert.Equal(["orgA 0", "orgB 7"], seen.Select(n => $"{n.Partition} {n.Count}").Order());
    }

    [Fact]
    public async Task ScanAsync_DocumentsGoneBetweenPages_HideNone()
    {
        for (var n = 0; n < 6; n++)
            await StoredAsync(NewNote($"n{n}", $"org{n % 2}"));
        var gone = 0;

        var seen = await ScanAllAsync(new DocumentScan(Limit: 2), () => Store.DeleteAsync(Notes, $"org{gone % 2}", $"n{gone++}", null, default));

        Assert.Contains(seen, n => n.Id == "n5");
        Assert.Equal(seen.Count, seen.Select(n => n.Id).Distinct().Count());
    }

    [Fact]
    public async Task ScanAsync_Expired_IsNotSeen()
    {
        await StoredAsync(NewNote("short", "orgA") with { TtlSeconds = 10 });
        await StoredAsync(NewNote("long", "orgB"));
        Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(["long"], (await ScanAllAsync(new DocumentScan())).Select(n => n.Id));
    }

    [Fact]
    public async Task ScanAsync_TokenOfAnotherScanOrLimitOutOfRange_Throws()
    {
        await StoreManyAsync();
        var token = (await Store.ScanAsync<Note>(Notes, new DocumentScan(Limit: 2), default)).Next!;
        Condition[] other = [new("count", Comparison.Equal, 0L)];
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ScanAsync<Note>(Notes, new DocumentScan(other, 2, token), default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ScanAsync<Note>(Notes, new DocumentScan(Limit: 0), default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ScanAsync<Note>(Notes, new DocumentScan(Limit: 1001), default));
    }

    [Fact]
    public async Task ScanAsync_AsAnyDocument_KeepsEveryField()
    {
        await StoredAsync(NewNote("a") with { Text = "here", Detail = new Detail(1.5, "word") });
        var seen = Assert.Single((await Store.ScanAsync<AnyDocument>(Notes, new DocumentScan(), default)).Items);
        Assert.Equal(("a", Org, "here", 1.5), (seen.Id, seen.Partition, seen.Fields["text"].GetString(), seen.Fields["detail"].GetProperty("seconds").GetDouble()));
    }
}
