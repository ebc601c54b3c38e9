using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Contracts;

public abstract partial class DocumentStoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private Task<Page<Note>> QueryAsync(params Condition[] where) => Store.QueryAsync<Note>(Notes, new DocumentQuery(Org, where), default);

    private async Task<string> IdsAsync(string path, Comparison comparison, object? value) =>
        string.Join(' ', (await QueryAsync(new Condition(path, comparison, value))).Items.Select(note => note.Id));

    private async Task StoreSampleAsync()
    {
        await StoredAsync(NewNote("a") with { Text = "apple", Count = 1, Weight = 1.5, Done = true, DueAt = Noon, Tags = ["red", "round"], Detail = new Detail(3) });
        await StoredAsync(NewNote("b") with { Text = "banana", Count = 2, Weight = -2, DueAt = Noon.AddMilliseconds(500), Tags = ["long"] });
        await StoredAsync(NewNote("c") with { Count = 10, Mood = Mood.VeryGlad, Detail = new Detail(7) });
    }

    [Fact]
    public async Task QueryAsync_OnlyThePartitionAsked()
    {
        await StoredAsync(NewNote("a"));
        await StoredAsync(NewNote("b", "org2"));
        Assert.Equal("a", Assert.Single((await QueryAsync()).Items).Id);
    }

    [Theory]
    [InlineData(null, false, "a1 a2 a3 b1")]
    [InlineData(null, true, "b1 a3 a2 a1")]
    [InlineData("count", false, "a3 a1 a2 b1")]
    [InlineData("count", true, "b1 a2 a1 a3")]
    public async Task QueryAsync_AllPartitions_PagesNeitherRepeatNorSkip(string? orderBy, bool descending, string expected)
    {
        await StoredAsync(NewNote("b", "org1") with { Count = 7 });
        await StoredAsync(NewNote("a", "org2") with { Count = 5 });
        await StoredAsync(NewNote("a", "org1") with { Count = 5 });
        await StoredAsync(NewNote("a", "org3") with { Count = 1 });
        List<string> found = [];
        string? next = null;
        do
        {
            var page = await Store.QueryAsync<Note>(Notes, new DocumentQuery(null, OrderBy: orderBy, Descending: descending, Limit: 1, Continuation: next), default);
            found.AddRange(page.Items.Select(note => note.Id + note.Partition[^1]));
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(expected, string.Join(' ', found));
    }

    [Fact]
    public async Task CountAsync_ConditionsAndPartition_CountsWhatIsAlive()
    {
        await StoreSampleAsync();
        await StoredAsync(NewNote("a", "org2") with { Count = 5 });
        await StoredAsync(NewNote("gone") with { Count = 5, TtlSeconds = 1 });
        Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(4, await Store.CountAsync(Notes, null, null, default));
        Assert.Equal(3, await Store.CountAsync(Notes, Org, null, default));
        Assert.Equal(2, await Store.CountAsync(Notes, null, [new Condition("count", Comparison.GreaterOrEqual, 5L)], default));
    }

    [Theory]
    [InlineData("text", Comparison.Equal, "apple", "a")]
    [InlineData("text", Comparison.Equal, null, "c")]
    [InlineData("text", Comparison.NotEqual, "apple", "b c")]
    [InlineData("text", Comparison.NotEqual, null, "a b")]
    [InlineData("text", Comparison.Less, "b", "a")]
    [InlineData("text", Comparison.Greater, "apple", "b")]
    [InlineData("count", Comparison.Less, 2L, "a")]
    [InlineData("count", Comparison.LessOrEqual, 2, "a b")]
    [InlineData("count", Comparison.Greater, 1.5, "b c")]
    [InlineData("count", Comparison.GreaterOrEqual, 10L, "c")]
    [InlineData("weight", Comparison.Equal, -2L, "b")]
    [InlineData("weight", Comparison.Greater, -100.0, "a b")]
    [InlineData("done", Comparison.Equal, true, "a")]
    [InlineData("done", Comparison.NotEqual, true, "b c")]
    [InlineData("mood", Comparison.Equal, "very_glad", "c")]
    [InlineData("tags", Comparison.Contains, "round", "a")]
    [InlineData("detail.seconds", Comparison.Greater, 5.0, "c")]
    [InlineData("detail.seconds", Comparison.Equal, null, "b")]
    [InlineData("detail.missing.deeper", Comparison.NotEqual, "x", "a b c")]
    [InlineData("id", Comparison.Greater, "a", "b c")]
    public async Task QueryAsync_EachComparison_FindsWhatItShould(string path, Comparison comparison, object? value, string expected)
    {
        await StoreSampleAsync();
        Assert.Equal(expected, await IdsAsync(path, comparison, value));
    }

    [Theory]
    [InlineData("count", "1")]
    [InlineData("count", true)]
    [InlineData("done", 1L)]
    [InlineData("text", 0L)]
    public async Task QueryAsync_ValueOfAnotherKind_IsDifferentAndNeitherLessNorGreater(string path, object value)
    {
        await StoreSampleAsync();
        Assert.Equal("", await IdsAsync(path, Comparison.Equal, value));
        Assert.Equal("a b c", await IdsAsync(path, Comparison.NotEqual, value));
        Assert.Equal("", await IdsAsync(path, Comparison.Less, value));
        Assert.Equal("", await IdsAsync(path, Comparison.GreaterOrEqual, value));
    }

    [Fact]
    public async Task QueryAsync_Instants_CompareAsInstantsWhateverTheirOffset()
    {
        await StoreSampleAsync();
        var noonElsewhere = Noon.ToOffset(TimeSpan.FromHours(-7));
        Assert.Equal("a", await IdsAsync("dueAt", Comparison.Equal, noonElsewhere));
        Assert.Equal("b", await IdsAsync("dueAt", Comparison.Greater, noonElsewhere));
        Assert.Equal("a b", await IdsAsync("dueAt", Comparison.LessOrEqual, noonElsewhere.AddSeconds(1)));
    }

    [Fact]
    public async Task QueryAsync_SeveralConditions_AllMustHold()
    {
        await StoreSampleAsync();
        var found = await QueryAsync(new("count", Comparison.Greater, 1L), new("text", Comparison.NotEqual, null));
        Assert.Equal("b", Assert.Single(found.Items).Id);
    }

    [Fact]
    public async Task QueryAsync_HostileText_IsOnlyText()
    {
        await StoredAsync(NewNote("a") with { Text = "' OR 1=1 --" });
        await StoredAsync(NewNote("b"));
        Assert.Equal("a", await IdsAsync("text", Comparison.Equal, "' OR 1=1 --"));
        await Assert.ThrowsAsync<ArgumentException>(() => IdsAsync("x') OR 1=1 --", Comparison.Equal, "x"));
    }

    [Fact]
    public Task QueryAsync_NullAsLess_Throws() =>
        Assert.ThrowsAsync<ArgumentException>(() => IdsAsync("text", Comparison.Less, null));

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public Task QueryAsync_LimitOutOfRange_Throws(int limit) => Assert.ThrowsAsync<ArgumentException>(() =>
        Store.QueryAsync<Note>(Notes, new DocumentQuery(Org, Limit: limit), default));

    [Fact]
    public async Task QueryAsync_AsAnyDocument_KeepsEveryField()
    {
        await StoredAsync(NewNote("a") with { Text = "here", Detail = new Detail(1.5, "word") });
        var seen = Assert.Single((await Store.QueryAsync<AnyDocument>(Notes, new DocumentQuery(Org), default)).Items);
        Assert.Equal(("a", Org, "here", 1.5), (seen.Id, seen.Partition, seen.Fields["text"].GetString(), seen.Fields["detail"].GetProperty("seconds").GetDouble()));
    }
}
