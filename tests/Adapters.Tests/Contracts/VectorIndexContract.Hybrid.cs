using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Contracts;

public abstract partial class VectorIndexContract
{
    private const double First = 1.0 / 60, Second = 1.0 / 61;

    [Fact]
    public async Task HybridAsync_Empty_FindsNothing() => Assert.Empty(await HybridAsync("bread", [1, 0]));

    [Fact]
    public async Task HybridAsync_WordThatNoVectorIsNearTo_IsFound()
    {
        for (var n = 0; n < 70; n++)
            await PutAsync($"v{n:00}", [MathF.Cos(n / 100f), MathF.Sin(n / 100f)], "Bread rests for a night");
        await PutAsync("far", [-1, 0], "Order SKU-4711 by the pallet");

        var hits = await HybridAsync("What is sku 4711?", [1, 0], top: 5);

        Assert.Equal(5, hits.Count);
        Assert.Equal(["far", "v00"], hits.Take(2).Select(hit => hit.Id));
        Assert.Equal([First, First], hits.Take(2).Select(hit => hit.Fused), Close);
    }

    [Fact]
    public async Task HybridAsync_InBothLists_IsOnTop()
    {
        await PutAsync("near", [1, 0], "of something else");
        await PutAsync("both", [0.8f, 0.6f], "sourdough, fed twice");
        await PutWordsAsync("words", "a sourdough of rye, wheat and spelt");
        var hits = await HybridAsync("sourdough", [1, 0]);
        Assert.Equal(["both", "near", "words"], hits.Select(hit => hit.Id));
        Assert.Equal([First + Second, First, Second], hits.Select(hit => hit.Fused), Close);
    }

    [Fact]
    public async Task HybridAsync_RareWord_CountsMoreThanCommonOnes()
    {
        for (var n = 0; n < 20; n++)
            await PutWordsAsync($"v{n:00}", "the price of the bread is the price of the day");
        await PutWordsAsync("rare", "zwieback has its place on page nine of what we send out every spring");
        Assert.Equal("rare", (await HybridAsync("the price of zwieback", [1, 0]))[0].Id);
    }

    [Theory]
    [InlineData("org2", Kind)]
    [InlineData(Org, "note")]
    public async Task HybridAsync_AnotherOrgOrKind_IsNeverSeen(string org, string kind)
    {
        for (var n = 0; n < 30; n++)
            await Index.UpsertAsync(new VectorEntry(org, kind, $"other{n}", Model, new float[] { 1, 0 }, "bread and bread"), default);
        await PutAsync("mine", [0, 1], "bread is sold here by the pound, and nothing but that");
        var hit = Assert.Single(await HybridAsync("bread", [1, 0], top: 3));
        Assert.Equal("mine", hit.Id);
        Assert.Equal(First + First, hit.Fused, 6);
    }

    [Theory]
    [InlineData("\"bread")]
    [InlineData("\"bread\" OR")]
    [InlineData("-bread")]
    [InlineData("NOT bread")]
    [InlineData("flour NOT bread")]
    [InlineData("bread + missing")]
    [InlineData("missing AND bread")]
    [InlineData("NEAR(bread missing)")]
    [InlineData("other:bread")]
    [InlineData("{other} : bread")]
    [InlineData("(bread | (missing")]
    [InlineData("^bread*")]
    [InlineData("bread~2 'bread")]
    [InlineData("missing-bread")]
    [InlineData("bread\\")]
    [InlineData("bread\0\n; DROP TABLE words --")]
    public async Task HybridAsync_SignsThatAnEngineObeys_MeanNothing(string text)
    {
        await PutWordsAsync("it", "Bread of our own");
        Assert.Equal("it", Assert.Single(await HybridAsync(text, [1, 0])).Id);
    }

    [Theory]
    [InlineData("brea*")]
    [InlineData("bread1")]
    [InlineData("OR NOT")]
    [InlineData("breed~")]
    [InlineData("*")]
    public async Task HybridAsync_OtherWords_AreNotFound(string text)
    {
        await PutWordsAsync("it", "Bread of our own");
        Assert.Empty(await HybridAsync(text, [1, 0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("+|\"()'-*~\\ … — ¿?")]
    public async Task HybridAsync_NoWord_FindsNeighboursAlone(string text)
    {
        await PutAsync("b", [0.8f, 0.6f], "bread");
        await PutAsync("a", [1, 0], "");
        var hits = await HybridAsync(text, [1, 0]);
        Assert.Equal(["a", "b"], hits.Select(hit => hit.Id));
        Assert.Equal([First, Second], hits.Select(hit => hit.Fused), Close);
    }

    [Fact]
    public async Task HybridAsync_CaseAndLatinAccents_MakeNoDifference()
    {
        await PutWordsAsync("it", "ржаной ХЛЕБ, CRÈME brûlée, Mu\u0308sli");
        foreach (var text in (string[])["creme", "BRÛLÉE", "musli", "Müsli", "Хлеб"])
            Assert.Equal("it", Assert.Single(await HybridAsync(text, [1, 0])).Id);
    }

    [Fact]
    public async Task HybridAsync_LongQuestion_IsReadAsFarAsItGoes()
    {
        await PutWordsAsync("it", "bread");
        Assert.Single(await HybridAsync("bread " + string.Join(' ', Enumerable.Range(0, 1000)), [1, 0]));
        Assert.Single(await HybridAsync("bread \ud800", [1, 0]));
        Assert.Empty(await HybridAsync(new string('x', IVectorIndex.LongestQuestion) + " bread", [1, 0]));
    }

    [Fact]
    public async Task HybridAsync_ThingWithoutAVectorOfThisModel_IsFoundByItsWords()
    {
        await PutWordsAsync("words", "bread");
        var alone = Assert.Single(await HybridAsync("bread", [1, 0]));
        Assert.Equal("words", alone.Id);
        Assert.Equal(First, alone.Fused, 6);

        await PutAsync("near", [1, 0], "");
        var hits = await HybridAsync("bread", [1, 0]);
        Assert.Equal(["near", "words"], hits.Select(hit => hit.Id));
        Assert.Equal([First, First], hits.Select(hit => hit.Fused), Close);
    }

    [Fact]
    public async Task HybridAsync_Ties_AreOrderedById()
    {
        await PutAsync("b", [1, 0], "");
        await PutWordsAsync("a", "bread");
        Assert.Equal(["a", "b"], (await HybridAsync("bread", [1, 0])).Select(hit => hit.Id));
        Assert.Equal("a", Assert.Single(await HybridAsync("bread", [1, 0], top: 1)).Id);
        await PutWordsAsync("c", "bread");
        await Index.DeleteAsync(Org, Kind, "a", default);
        Assert.Equal(["b", "c"], (await HybridAsync("bread", [1, 0])).Select(hit => hit.Id));
    }

    [Fact]
    public async Task UpsertAsync_AnotherText_ReplacesItWhicheverModelItCameWith()
    {
        await PutAsync("a", [1, 0], "bread");
        await Index.UpsertAsync(new VectorEntry(Org, Kind, "a", "m2", new float[] { 0, 1, 0 }, "pizza"), default);
        Assert.Equal(First, Assert.Single(await HybridAsync("bread", [1, 0])).Fused, 6);
        Assert.Equal(First + First, Assert.Single(await HybridAsync("pizza", [1, 0])).Fused, 6);
        await PutAsync("a", [1, 0], "");
        Assert.Equal(First, Assert.Single(await HybridAsync("pizza", [1, 0])).Fused, 6);
    }

    [Fact]
    public async Task DeleteAsync_OneOrAll_ForgetsTheWords()
    {
        await PutWordsAsync("a", "bread");
        await PutWordsAsync("b", "bread");
        await Index.UpsertAsync(new VectorEntry("org2", Kind, "a", Model, new float[] { 1, 0 }, "bread"), default);
        await Index.DeleteAsync(Org, Kind, "a", default);
        Assert.Equal("b", Assert.Single(await HybridAsync("bread", [1, 0])).Id);
        await Index.DeleteAllAsync(Org, default);
        Assert.Empty(await HybridAsync("bread", [1, 0]));
        Assert.Single(await Index.HybridAsync("org2", Kind, Model, "bread", new float[] { 1, 0 }, 5, default));
    }

    [Fact]
    public async Task HybridAsync_NotUnitLengthOrAnotherSizeOrNone_Throws()
    {
        await PutAsync("a", [1, 0], "bread");
        await Assert.ThrowsAsync<ArgumentException>(() => HybridAsync("bread", [1, 1]));
        await Assert.ThrowsAsync<ArgumentException>(() => HybridAsync("bread", [1, 0, 0]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => HybridAsync("bread", [1, 0], top: 0));
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-6;

    protected Task<IReadOnlyList<HybridHit>> HybridAsync(string text, float[] query, int top = 10) =>
        Index.HybridAsync(Org, Kind, Model, text, query, top, default);

    /// <summary>With a vector that the question's can't be compared with: only words find it.</summary>
    protected Task PutWordsAsync(string id, string text) => Index.UpsertAsync(new VectorEntry(Org, Kind, id, "other", new float[] { 0, 0, 1 }, text), default);
}
