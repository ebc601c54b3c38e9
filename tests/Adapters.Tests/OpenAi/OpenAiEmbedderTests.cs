using Shortloop.Core;

namespace Shortloop.Adapters.Tests.OpenAi;

public sealed class OpenAiEmbedderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Embed_SeveralTexts_GivesUnitVectorsThatKeepSimilarity()
    {
        await using var bench = await OpenAiBench.StartAsync();

        var vectors = await bench.Embedder().EmbedAsync(["three knots for climbers", "climbers tie three knots", "a recipe for lentil soup"], Cancel);

        Assert.All(vectors, v => Assert.Equal(1536, v.Length));
        Assert.All(vectors, v => Assert.Equal(1f, Dot(v, v), 1e-3f));
        Assert.True(Dot(vectors[0], vectors[1]) > Dot(vectors[0], vectors[2]) + 0.2f);
    }

    [Fact]
    public async Task Embed_MoreThanOneCallTakes_KeepsTheOrder()
    {
        await using var bench = await OpenAiBench.StartAsync();
        var embedder = bench.Embedder(bench.Options with { EmbeddingDimensions = 64 });
        var texts = Enumerable.Range(0, 300).Select(i => $"text number {i}").ToList();

        var vectors = await embedder.EmbedAsync(texts, Cancel);
        var last = await embedder.EmbedAsync([texts[299]], Cancel);

        Assert.Equal(300, vectors.Count);
        Assert.Equal(last[0], vectors[299]);
        Assert.Equal("text-embedding-3-small/64", embedder.Model);
        Assert.Equal(3, bench.Sandbox.App.Requests.Count("/embeddings"));
    }

    [Fact]
    public async Task Embed_BrokenAnswer_IsUnavailable()
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", "broken_json", "/embeddings"));

        var broken = await Assert.ThrowsAsync<TransientException>(() => bench.Embedder().EmbedAsync(["a"], Cancel));

        Assert.Equal("model_unavailable", broken.Code);
    }

    [Fact]
    public async Task Embed_429_IsThrottled()
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", "status", "/embeddings", 429, RetryAfterSeconds: 2));

        var throttled = await Assert.ThrowsAsync<TransientException>(() => bench.Embedder().EmbedAsync(["a"], Cancel));

        Assert.Equal(TimeSpan.FromSeconds(2), throttled.RetryAfter);
    }

    private static float Dot(float[] a, float[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
