using Shortloop.Adapters.Builtin;
using Shortloop.Core.Patterns;
using Shortloop.Core.Tests.Patterns;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Tests.Builtin;

public sealed class BuiltinEmbedderTests
{
    private readonly BuiltinEmbedder embedder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("battle of robots")]
    [InlineData("Как испечь хлеб")]
    [InlineData("")]
    [InlineData("…!?")]
    public async Task EmbedAsync_AnyText_IsAUnitVector(string text)
    {
        var vector = Assert.Single(await embedder.EmbedAsync([text], Token));

        Assert.Equal(256, vector.Length);
        Assert.Equal(1, Cosine(vector, vector), 5);
    }

    [Fact]
    public async Task EmbedAsync_KnownText_IsTheSameEverywhere()
    {
        var vector = (await embedder.EmbedAsync(["pace_1"], Token))[0];

        // FNV-1a of "pace_1" decides the place; a change would make stored vectors useless.
        Assert.Equal(58, Array.FindIndex(vector, value => value != 0));
    }

    [Fact]
    public async Task EmbedAsync_Videos_AlikeIsNearerThanUnlike()
    {
        var fast = Describe("clip a", 1.5, 0.05, -14);
        var alsoFast = Describe("clip b", 1.8, 0.045, -15);
        var middle = Describe("clip c", 3.5, 0.025, -19);
        var slow = Describe("clip d", 12, 0.004, -30);

        var vectors = await embedder.EmbedAsync([fast, alsoFast, middle, slow], Token);

        Assert.True(Cosine(vectors[0], vectors[1]) > Cosine(vectors[0], vectors[2]));
        Assert.True(Cosine(vectors[0], vectors[2]) > Cosine(vectors[0], vectors[3]));
    }

    [Fact]
    public async Task EmbedAsync_FormsOfAWord_AreNearerThanOtherWords()
    {
        var vectors = await embedder.EmbedAsync(["cooking", "cooked", "football"], Token);

        Assert.True(Cosine(vectors[0], vectors[1]) > Cosine(vectors[0], vectors[2]));
    }

    private static string Describe(string title, double shot, double motion, double lufs)
    {
        var cuts = Enumerable.Range(1, (int)(30 / shot)).Select(index => new Cut(index * shot, 1)).ToArray();
        var measured = SampleVideos.Measured(30, cuts, at => new(at, motion, 0.5, lufs), sound: SampleVideos.Sound(lufs));
        return VideoDescription.Text(title, FactFinder.Find(SampleVideos.Probe(30), measured));
    }

    private static double Cosine(float[] one, float[] other) => one.Zip(other, (a, b) => (double)a * b).Sum();
}
