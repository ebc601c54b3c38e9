using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Contracts;

public abstract partial class DocumentStoreContract
{
    private async Task<List<string>> AllPagesAsync(DocumentQuery query, Func<int, Task>? between = null)
    {
        var ids = new List<string>();
        for (var number = 0; ; number++)
        {
            var page = await Store.QueryAsync<Note>(Notes, query, default);
            Assert.True(page.Items.Count <= query.Limit);
            ids.AddRange(page.Items.Select(note => note.Id));
            if (page.Next is null)
                return ids;
            query = query with { Continuation = page.Next };
            if (between is not null)
                await between(number);
        }
    }

    private async Task StoreManyAsync()
    {
        // Ties, missing values, negative and fractional numbers.
        double?[] weights = [3, null, 1, 1, -0.5, 3, null, 2, 1, 0.25];
        for (var n = 0; n < weights.Length; n++)
            await StoredAsync(NewNote($"n{n}") with { Weight = weights[n], Text = $"t{n % 3}" });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(10)]
    public async Task QueryAsync_PageByPage_SeesEveryDocumentOnceInOrder(int limit)
    {
        await StoreManyAsync();
        foreach (var orderBy in new[] { null, "weight", "text" })
            foreach (var descending in new[] { false, true })
            {
                var whole = await AllPagesAsync(new DocumentQuery(Org, OrderBy: orderBy, Descending: descending, Limit: 100));
                var paged = await AllPagesAsync(new DocumentQuery(Org, OrderBy: orderBy, Descending: descending, Limit: limit));
                Assert.Equal(10, whole.Distinct().Count());
                Assert.Equal(whole, paged);
            }
    }

    [Fact]
    public async Task QueryAsync_OrderBy_NumbersAscendAndDescend()
    {
        await StoreManyAsync();
        var some = new Condition("weight", Comparison.NotEqual, null);
        var up = await AllPagesAsync(new DocumentQuery(Org, [some], "weight", Limit: 3));
        var down = await AllPagesAsync(new DocumentQuery(Org, [some], "weight", Descending: true, Limit: 3));
        Assert.Equal(["n4", "n9", "n2", "n3", "n8", "n7", "n0", "n5"], up);
        Assert.Equal(up.AsEnumerable().Reverse(), down);
    }

    [Fact]
    public async Task QueryAsync_WritesBetweenPages_NeitherRepeatNorHide()
    {
        await StoreManyAsync();
        var ids = await AllPagesAsync(new DocumentQuery(Org, Limit: 3), async number =>
        {
            await Store.UpsertAsync(Notes, NewNote($"a{number}"), default);
            await Store.DeleteAsync(Notes, Org, $"n{number}", null, default);
        });
        Assert.Equal(Enumerable.Range(0, 10).Select(n => $"n{n}"), ids);
    }

    [Fact]
    public async Task QueryAsync_ExactlyFullLastPage_HasNoNext()
    {
        await StoreManyAsync();
        Assert.Null((await Store.QueryAsync<Note>(Notes, new DocumentQuery(Org, Limit: 10), default)).Next);
    }

    [Fact]
    public async Task QueryAsync_TokenOfAnotherQueryOrDamaged_Throws()
    {
        await StoreManyAsync();
        var query = new DocumentQuery(Org, [new Condition("weight", Comparison.Greater, 0.0)], Limit: 2);
        var token = (await Store.QueryAsync<Note>(Notes, query, default)).Next!;
        DocumentQuery[] others =
        [
            query with { Partition = "org2" },
            query with { Descending = true },
            query with { OrderBy = "text" },
            query with { Where = [new Condition("weight", Comparison.Greater, 1.0)] },
            query with { Where = null },
        ];
        foreach (var other in others)
            await Assert.ThrowsAsync<ArgumentException>(() =>
                Store.QueryAsync<Note>(Notes, other with { Continuation = token }, default));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Store.QueryAsync<Note>(new Container("others"), query with { Continuation = token }, default));
        foreach (var damaged in new[] { "x", "bnVsbA==", token[..^4] })
            await Assert.ThrowsAsync<ArgumentException>(() =>
                Store.QueryAsync<Note>(Notes, query with { Continuation = damaged }, default));
    }
}
