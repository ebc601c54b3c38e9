using System.Text;
using Shortloop.Adapters.Gemini;
using Shortloop.Adapters.Tests.Sandbox;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Sandbox.Control;

namespace Shortloop.Adapters.Tests.Gemini;

/// <summary>Films ordered from the sandbox's Gemini, over HTTP.</summary>
public sealed class GeminiVideoTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Order_APrompt_IsAFilmAfterAWhile()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        GeminiVideoGenerator maker = Maker(sandbox);

        string handle = await maker.OrderAsync(new VideoOrder("Dough is kneaded, close up.", 4), Cancel);
        Assert.Equal(new VideoProgress(false), await maker.AskAsync(handle, Cancel));
        sandbox.App.Clock.Advance(TimeSpan.FromSeconds(20));
        VideoProgress made = await maker.AskAsync(handle, Cancel);
        byte[] film = await maker.FetchAsync(made.Film!, Cancel);

        Assert.True(made.Done);
        Assert.Equal("ftyp", Encoding.ASCII.GetString(film, 4, 4));
        // Behind a redirect.
        Assert.Equal(1, sandbox.App.Requests.Count("/gemini/films/"));
    }

    [Theory]
    [InlineData("[refuse] Something nasty.", "The prompt goes against the usage guidelines.")]
    [InlineData("[fail] Anything.", "Internal error while generating.")]
    public async Task Ask_NoneWillCome_SaysWhy(string prompt, string why)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        string handle = await Maker(sandbox).OrderAsync(new VideoOrder(prompt, 8), Cancel);
        sandbox.App.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(new VideoProgress(true, Failure: why), await Maker(sandbox).AskAsync(handle, Cancel));
    }

    [Theory]
    [InlineData(429, "model_throttled", 31.0)]
    [InlineData(503, "model_unavailable", null)]
    public async Task Order_GeminiStumbles_IsTransient(int status, string code, double? seconds)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.App.Faults.Add(new("gemini", FaultKinds.Status, Status: status));

        var failed = await Assert.ThrowsAsync<TransientException>(() => Maker(sandbox).OrderAsync(new VideoOrder("Bread.", 8), Cancel));

        Assert.Equal((code, seconds), (failed.Code, failed.RetryAfter?.TotalSeconds));
        Assert.NotEmpty(await Maker(sandbox).OrderAsync(new VideoOrder("Bread.", 8), Cancel));
    }

    [Fact]
    public async Task Order_WrongKey_IsMisconfigured()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        Assert.Equal(
            "model_misconfigured",
            (await Assert.ThrowsAsync<PermanentException>(() => Maker(sandbox, "another").OrderAsync(new VideoOrder("Bread.", 8), Cancel))).Code);
    }

    [Fact]
    public async Task Fetch_AFilmThatLiesSomewhereElse_IsRefusedAndTheKeyStays()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        foreach (string film in (string[])["https://example.org/film.mp4", "file:///etc/passwd", "films/1"])
            Assert.Equal("model_misconfigured", (await Assert.ThrowsAsync<PermanentException>(() => Maker(sandbox).FetchAsync(film, Cancel))).Code);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(6.4, 6)]
    [InlineData(21, 8)]
    public async Task SecondsFor_AnyLength_IsOneThatIsMade(double wished, int made)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        Assert.Equal(made, Maker(sandbox).SecondsFor(wished));
    }

    private static GeminiVideoGenerator Maker(RunningSandbox sandbox, string key = "sandbox-gemini-key") => new(
        GeminiVideoGenerator.CreateHttpClient(), new GeminiOptions { ApiKey = key, Base = sandbox.At("gemini/") }, TimeProvider.System);
}
