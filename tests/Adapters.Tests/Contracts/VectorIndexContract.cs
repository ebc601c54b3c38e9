using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Contracts;

/// <summary>What <see cref="IVectorIndex"/> promises, as tests on whichever index a subclass brings.</summary>
public abstract partial class VectorIndexContract
{
    protected const string Org = "org1", Kind = "video", Model = "m1";

    /// <summary>Ready and empty.</summary>
    protected abstract IVectorIndex Index { get; }

    [Fact]
    public async Task SearchAsync_Empty_FindsNothing() => Assert.Empty(await SearchAsync([1, 0]));

    [Fact]
    public async Task SearchAsync_Some_BestFirstWithCosine()
    {
        await PutAsync("right", [1, 0]);
        await PutAsync("up", [0, 1]);
        await PutAsync("left", [-1, 0]);
        var hits = await SearchAsync([0.8f, 0.6f]);
        Assert.Equal(["right", "up", "left"], hits.Select(hit => hit.Id));
        Assert.Equal([0.8, 0.6, -0.8], hits.Select(hit => Math.Round(hit.Cosine, 6)));
    }

    [Fact]
    public async Task SearchAsync_Ties_AreOrderedById()
    {
        foreach (var id in new[] { "c", "a", "d", "b" })
            await PutAsync(id, [1, 0]);
        Assert.Equal(["a", "b", "c"], (await SearchAsync([1, 0], top: 3)).Select(hit => hit.Id));
    }

    [Fact]
    public async Task SearchAsync_ManyRandomVectors_EqualsTheNaiveAnswer()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        var vectors = Enumerable.Range(0, 300).Select(n => (Id: $"v{n:000}", Vector: Unit(random, 37))).ToArray();
        foreach (var (id, vector) in vectors)
            await PutAsync(id, vector);
        var query = Unit(random, 37);
        var expected = vectors
            .OrderByDescending(entry => entry.Vector.Zip(query, (a, b) => (double)a * b).Sum())
            .Take(10).Select(entry => entry.Id);
        Assert.Equal(expected, (await SearchAsync(query)).Select(hit => hit.Id));
    }

    [Theory]
    [InlineData("org2", Kind, Model)]
    [InlineData(Org, "note", Model)]
    [InlineData(Org, Kind, "m2")]
    public async Task SearchAsync_AnotherOrgKindOrModel_IsNeverSeen(string org, string kind, string model)
    {
        await Index.UpsertAsync(new VectorEntry(org, kind, "other", model, new float[] { 1, 0 }, ""), default);
        await PutAsync("mine", [0, 1]);
        Assert.Equal("mine", Assert.Single(await SearchAsync([1, 0])).Id);
    }

    [Fact]
    public async Task DeleteAllAsync_OneOrganisation_LeavesTheOthers()
    {
        await PutAsync("a", [1, 0]);
        await Index.UpsertAsync(new VectorEntry(Org, "note", "b", "m2", new float[] { 1, 0 }, ""), default);
        await Index.UpsertAsync(new VectorEntry("org2", Kind, "c", Model, new float[] { 1, 0 }, ""), default);

        await Index.DeleteAllAsync(Org, default);
        await Index.DeleteAllAsync("nobody", default);

        Assert.Empty(await SearchAsync([1, 0]));
        Assert.Empty(await Index.SearchAsync(Org, "note", "m2", new float[] { 1, 0 }, 5, default));
        Assert.Equal("c", Assert.Single(await Index.SearchAsync("org2", Kind, Model, new float[] { 1, 0 }, 5, default)).Id);
    }

    [Fact]
    public async Task UpsertAsync_Again_Replaces()
    {
        await PutAsync("a", [1, 0]);
        await PutAsync("a", [0, 1]);
        Assert.Equal(("a", 1.0), Assert.Single((await SearchAsync([0, 1])).Select(hit => (hit.Id, Math.Round(hit.Cosine, 6)))));
    }

    [Fact]
    public async Task UpsertAsync_AnotherModelsVector_LeavesTheFirst()
    {
        await PutAsync("a", [1, 0]);
        await Index.UpsertAsync(new VectorEntry(Org, Kind, "a", "m2", new float[] { 0, 1, 0 }, ""), default);
        Assert.Equal("a", Assert.Single(await SearchAsync([1, 0])).Id);
        Assert.Equal("a", Assert.Single(await Index.SearchAsync(Org, Kind, "m2", new float[] { 0, 1, 0 }, 5, default)).Id);
    }

    [Fact]
    public async Task DeleteAsync_EveryModel_IsGone()
    {
        await PutAsync("a", [1, 0]);
        await Index.UpsertAsync(new VectorEntry(Org, Kind, "a", "m2", new float[] { 1, 0, 0 }, ""), default);
        await Index.UpsertAsync(new VectorEntry("org2", Kind, "a", Model, new float[] { 1, 0 }, ""), default);
        await Index.DeleteAsync(Org, Kind, "a", default);
        await Index.DeleteAsync(Org, Kind, "unknown", default);
        Assert.Empty(await SearchAsync([1, 0]));
        Assert.Empty(await Index.SearchAsync(Org, Kind, "m2", new float[] { 1, 0, 0 }, 10, default));
        Assert.Single(await Index.SearchAsync("org2", Kind, Model, new float[] { 1, 0 }, 10, default));
    }

    [Fact]
    public async Task UpsertAsync_NotUnitLengthOrAnotherSize_Throws()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync("a", [1, 1]));
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync("a", []));
        await PutAsync("a", [1, 0]);
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync("b", [1, 0, 0]));
        await Assert.ThrowsAsync<ArgumentException>(() => SearchAsync([1, 0, 0]));
    }

    [Fact]
    public async Task Everything_AtOnce_StaysWhole()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(async () =>
        {
            await PutAsync($"v{n:00}", n % 2 == 0 ? [1, 0] : [0, 1]);
            await SearchAsync([1, 0]);
        })));
        Assert.Equal(40, (await SearchAsync([1, 0], top: 100)).Count);
    }

    protected Task PutAsync(string id, float[] vector, string text = "") => Index.UpsertAsync(new VectorEntry(Org, Kind, id, Model, vector, text), default);

    protected Task<IReadOnlyList<VectorHit>> SearchAsync(float[] query, int top = 10) =>
        Index.SearchAsync(Org, Kind, Model, query, top, default);

    private static float[] Unit(Random random, int size)
    {
        var raw = Enumerable.Range(0, size).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var length = MathF.Sqrt(raw.Sum(x => x * x));
        return [.. raw.Select(x => x / length)];
    }
}
