using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Contracts;

public abstract partial class DocumentStoreContract
{
    [Fact]
    public async Task ReadAsync_UnknownId_ReturnsNull() => Assert.Null(await ReadAsync("nobody"));

    [Fact]
    public async Task ReadAsync_OtherPartitionOrContainer_ReturnsNull()
    {
        await StoredAsync(NewNote("a"));
        Assert.Null(await ReadAsync("a", "org2"));
        Assert.Null(await Store.ReadAsync<Note>(new Container("others"), Org, "a", default));
    }

    [Fact]
    public async Task CreateAsync_EveryKindOfField_ReadsBackEqual()
    {
        var note = NewNote("a") with
        {
            Text = "Grüße, 日本 \"quoted\" <b>",
            Count = 1L << 53,
            Weight = 0.1,
            Done = true,
            Mood = Mood.VeryGlad,
            DueAt = new DateTimeOffset(2026, 3, 1, 14, 30, 0, 123, TimeSpan.FromHours(2)),
            Tags = ["x", "y"],
            Detail = new Detail(2.5),
        };
        var stored = await StoredAsync(note);
        var read = await ReadAsync("a");
        Assert.NotNull(read);
        Assert.Equivalent(note with { ETag = stored.ETag }, read, strict: true);
        Assert.Equal(note.DueAt, read.DueAt);
    }

    [Fact]
    public async Task CreateAsync_IdTaken_ReturnsExistsAndKeepsTheFirst()
    {
        await StoredAsync(NewNote("a") with { Text = "first" });
        var second = await Store.CreateAsync(Notes, NewNote("a") with { Text = "second" }, default);
        Assert.Equal(WriteStatus.Exists, second.Status);
        Assert.Null(second.Document);
        Assert.Equal("first", (await ReadAsync("a"))!.Text);
    }

    [Fact]
    public async Task CreateAsync_SameIdInTwoPartitions_AreTwoDocuments()
    {
        await StoredAsync(NewNote("a", "org1") with { Text = "one" });
        await StoredAsync(NewNote("a", "org2") with { Text = "two" });
        Assert.Equal("one", (await ReadAsync("a", "org1"))!.Text);
        Assert.Equal("two", (await ReadAsync("a", "org2"))!.Text);
    }

    [Fact]
    public async Task CreateAsync_ManyAtOnceOneId_OneWins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(n =>
            Task.Run(() => Store.CreateAsync(Notes, NewNote("a") with { Count = n }, default))));
        var winner = Assert.Single(results, result => result.Status == WriteStatus.Written);
        Assert.All(results.Where(result => result != winner), result => Assert.Equal(WriteStatus.Exists, result.Status));
        Assert.Equal(winner.Document!.Count, (await ReadAsync("a"))!.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    public Task CreateAsync_ForbiddenId_Throws(string id) =>
        Assert.ThrowsAsync<ArgumentException>(() => Store.CreateAsync(Notes, NewNote(id), default));

    [Fact]
    public async Task CreateAsync_IdOf255Characters_IsStoredAndOneMoreThrows()
    {
        await StoredAsync(NewNote(new string('i', 255)));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.CreateAsync(Notes, NewNote(new string('i', 256)), default));
    }

    [Fact]
    public async Task CreateAsync_Over2Megabytes_IsTooLarge()
    {
        var error = await Assert.ThrowsAsync<PermanentException>(() =>
            Store.CreateAsync(Notes, NewNote("a") with { Text = new string('x', 2 * 1024 * 1024) }, default));
        Assert.Equal("document_too_large", error.Code);
        Assert.Null(await ReadAsync("a"));
    }

    [Fact]
    public async Task ReplaceAsync_CurrentETag_WritesAndChangesTheETag()
    {
        var first = await StoredAsync(NewNote("a"));
        var second = await Store.ReplaceAsync(Notes, first with { Text = "new" }, default);
        Assert.Equal(WriteStatus.Written, second.Status);
        Assert.NotEqual(first.ETag, second.Document!.ETag);
        Assert.Equal(second.Document, await ReadAsync("a"));
    }

    [Fact]
    public async Task ReplaceAsync_OldETag_ReturnsChanged()
    {
        var first = await StoredAsync(NewNote("a"));
        await Store.ReplaceAsync(Notes, first with { Text = "theirs" }, default);
        var mine = await Store.ReplaceAsync(Notes, first with { Text = "mine" }, default);
        Assert.Equal(WriteStatus.Changed, mine.Status);
        Assert.Equal("theirs", (await ReadAsync("a"))!.Text);
    }

    [Fact]
    public async Task ReplaceAsync_ManyAtOnceOneETag_OneWins()
    {
        var first = await StoredAsync(NewNote("a"));
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(n =>
            Task.Run(() => Store.ReplaceAsync(Notes, first with { Count = n }, default))));
        Assert.Single(results, result => result.Status == WriteStatus.Written);
    }

    [Fact]
    public async Task ReplaceAsync_Absent_ReturnsAbsent()
    {
        var replaced = await Store.ReplaceAsync(Notes, NewNote("a") with { ETag = "x" }, default);
        Assert.Equal(WriteStatus.Absent, replaced.Status);
    }

    [Fact]
    public async Task ReplaceAsync_WithoutETag_Throws()
    {
        await StoredAsync(NewNote("a"));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReplaceAsync(Notes, NewNote("a"), default));
    }

    [Fact]
    public async Task UpsertAsync_AbsentThenPresent_WritesBoth()
    {
        var first = await Store.UpsertAsync(Notes, NewNote("a") with { Text = "one" }, default);
        var second = await Store.UpsertAsync(Notes, NewNote("a") with { Text = "two" }, default);
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal("two", (await ReadAsync("a"))!.Text);
    }

    [Fact]
    public async Task DeleteAsync_EachCondition_TellsWhatHappened()
    {
        var note = await StoredAsync(NewNote("a"));
        Assert.Equal(WriteStatus.Changed, await Store.DeleteAsync(Notes, Org, "a", "other", default));
        Assert.Equal(WriteStatus.Written, await Store.DeleteAsync(Notes, Org, "a", note.ETag, default));
        Assert.Equal(WriteStatus.Absent, await Store.DeleteAsync(Notes, Org, "a", null, default));
        Assert.Null(await ReadAsync("a"));
    }
}
