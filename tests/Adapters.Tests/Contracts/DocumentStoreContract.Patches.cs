using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Contracts;

public abstract partial class DocumentStoreContract
{
    private Task<WriteResult<Note>> PatchAsync(string id, IReadOnlyList<PatchOperation> operations, params Condition[] conditions) =>
        Store.PatchAsync<Note>(Notes, Org, id, operations, conditions, default);

    [Fact]
    public async Task PatchAsync_SetIncrementRemove_AreAppliedAsOne()
    {
        var note = await StoredAsync(NewNote("a") with { Text = "old", Count = 40, Tags = ["x"], Detail = new Detail(1, "w") });
        var patched = await PatchAsync("a",
        [
            new(PatchKind.Set, "text", "new"),
            new(PatchKind.Set, "detail.seconds", 2.5),
            new(PatchKind.Increment, "count", 2L),
            new(PatchKind.Increment, "weight", 0.5),
            new(PatchKind.Remove, "tags"),
            new(PatchKind.Set, "mood", Mood.VeryGlad),
            new(PatchKind.Set, "dueAt", new DateTimeOffset(2026, 5, 1, 2, 0, 0, TimeSpan.FromHours(2))),
        ]);
        Assert.Equal(WriteStatus.Written, patched.Status);
        var read = (await ReadAsync("a"))!;
        Assert.Equal(patched.Document!.ETag, read.ETag);
        Assert.NotEqual(note.ETag, read.ETag);
        Assert.Equal(("new", 42L, 0.5, null), (read.Text, read.Count, read.Weight, read.Tags));
        Assert.Equal(new Detail(2.5, "w"), read.Detail);
        Assert.Equal(Mood.VeryGlad, read.Mood);
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), read.DueAt);
    }

    [Fact]
    public async Task PatchAsync_RemoveOfAMissingField_ChangesNothingElse()
    {
        await StoredAsync(NewNote("a") with { Text = "t" });
        var patched = await PatchAsync("a", [new(PatchKind.Remove, "nothing"), new(PatchKind.Remove, "detail.nothing")]);
        Assert.Equal("t", patched.Document!.Text);
    }

    [Fact]
    public async Task PatchAsync_ConditionHolds_Writes()
    {
        await StoredAsync(NewNote("a") with { Text = "open" });
        var patched = await PatchAsync("a", [new(PatchKind.Set, "text", "closed")], new Condition("text", Comparison.Equal, "open"));
        Assert.Equal("closed", patched.Document!.Text);
    }

    [Fact]
    public async Task PatchAsync_ConditionFails_ReturnsChangedAndWritesNothing()
    {
        var note = await StoredAsync(NewNote("a") with { Text = "closed" });
        var patched = await PatchAsync("a", [new(PatchKind.Set, "text", "x")], new Condition("text", Comparison.Equal, "open"));
        Assert.Equal(WriteStatus.Changed, patched.Status);
        Assert.Equal(note.ETag, (await ReadAsync("a"))!.ETag);
    }

    [Fact]
    public async Task PatchAsync_Absent_ReturnsAbsent() =>
        Assert.Equal(WriteStatus.Absent, (await PatchAsync("a", [new(PatchKind.Set, "text", "x")])).Status);

    [Fact]
    public async Task PatchAsync_IncrementsAtOnce_AllCount()
    {
        await StoredAsync(NewNote("a"));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(() => PatchAsync("a", [new(PatchKind.Increment, "count", 1L)]))));
        Assert.Equal(20, (await ReadAsync("a"))!.Count);
    }

    [Fact]
    public async Task PatchAsync_NoneOrElevenOperations_Throws()
    {
        await StoredAsync(NewNote("a"));
        await Assert.ThrowsAsync<ArgumentException>(() => PatchAsync("a", []));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            PatchAsync("a", [.. Enumerable.Repeat(new PatchOperation(PatchKind.Increment, "count", 1L), 11)]));
    }
}
