using System.Text;
using Shortloop.Adapters.Gemini;
using Shortloop.Adapters.Tests.YouTube;
using Shortloop.Adapters.YouTube;
using Shortloop.Core;
using Shortloop.Sandbox;
using Shortloop.Sandbox.Control;
using Shortloop.Sandbox.World;

namespace Shortloop.Adapters.Tests.Gemini;

/// <summary>Links that YouTube itself gives no captions of, read by the sandbox's Gemini.</summary>
public sealed class GeminiLinkReaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_AnothersVideo_IsWrittenDownByTheModelThatSaysWhatItUsed()
    {
        await using var bench = await StartAsync();
        var video = bench.World.VideosPublished(bench.Now.AddDays(-1), bench.Now).First(v => v.Language == "es");

        var reading = await Reader(bench).ReadAsync(video.Id, Cancel);

        var captions = reading.Captions!;
        Assert.Equal((video.Title, video.Creator.Name, "es"), (captions.Title, captions.Channel, captions.Language));
        var said = Talk.Of(video.Id, "es", video.Topic.Phrases["es"], video.Creator.Name, video.DurationSeconds);
        var text = Encoding.UTF8.GetString(captions.File.Span);
        Assert.StartsWith("WEBVTT\n\n00:00:00.400 --> ", text, StringComparison.Ordinal);
        Assert.All(said, line => Assert.Contains(line.Text, text, StringComparison.Ordinal));
        Assert.Equal(said[^1].End, captions.DurationSeconds);
        Assert.Equal(("gemini-sandbox", 5210L, true, null), (reading.Model, reading.PromptTokens, reading.CompletionTokens > 100, reading.Obstacle));
    }

    [Theory]
    [InlineData("sbxSilent01", "The model heard nobody speak in this video.")]
    [InlineData("sbxLong2h01", "This video is too long for the model.")]
    public async Task Read_WhatTheModelMakesNothingOf_SaysWhyAndWhatItUsed(string id, string obstacle)
    {
        await using var bench = await StartAsync();

        var reading = await Reader(bench).ReadAsync(id, Cancel);

        Assert.Equal((null, obstacle, 5210L), (reading.Captions, reading.Obstacle, reading.PromptTokens));
    }

    [Fact]
    public async Task Read_PrivateVideo_IsGoneAndTheModelIsNotAsked()
    {
        await using var bench = await StartAsync();

        Assert.Equal("source_gone", (await Assert.ThrowsAsync<PermanentException>(() => Reader(bench).ReadAsync("sbxPrivate1", Cancel))).Code);

        Assert.Equal(0, bench.Sandbox.App.Requests.Count("/gemini/"));
    }

    [Theory]
    [InlineData(429, "source_throttled", 31.0)]
    [InlineData(503, "source_unavailable", null)]
    public async Task Read_GeminiStumbles_IsTransient(int status, string code, double? seconds)
    {
        await using var bench = await StartAsync();
        bench.Sandbox.App.Faults.Add(new("gemini", FaultKinds.Status, Status: status));

        var failed = await Assert.ThrowsAsync<TransientException>(() => Reader(bench).ReadAsync("sbxForeign1", Cancel));

        Assert.Equal((code, seconds), (failed.Code, failed.RetryAfter?.TotalSeconds));
        Assert.NotEmpty((await Reader(bench).ReadAsync("sbxForeign1", Cancel)).Captions!.File.ToArray());
    }

    [Theory]
    [InlineData(FaultKinds.DropAfterCommit)]
    [InlineData(FaultKinds.BrokenJson)]
    public async Task Read_AnswerIsLost_IsUnansweredSinceItMayHaveCost(string fault)
    {
        await using var bench = await StartAsync();
        bench.Sandbox.App.Faults.Add(new("gemini", fault));

        Assert.Equal("source_unanswered", (await Assert.ThrowsAsync<TransientException>(() => Reader(bench).ReadAsync("sbxForeign1", Cancel))).Code);
    }

    [Fact]
    public async Task Read_WrongKey_IsMisconfigured()
    {
        await using var bench = await StartAsync();
        Assert.Equal("source_misconfigured", (await Assert.ThrowsAsync<PermanentException>(() => Reader(bench, "another").ReadAsync("sbxForeign1", Cancel))).Code);
    }

    private static Task<YouTubeBench> StartAsync() => YouTubeBench.StartAsync(new SandboxSettings { Captions = "own" });

    private static GeminiLinkReader Reader(YouTubeBench bench, string key = "sandbox-gemini-key") => new(
        YouTubeTrendSource.CreateHttpClient(),
        new GeminiOptions { ApiKey = key, Base = new Uri(bench.Sandbox.App.Address, "gemini/"), YouTubeBase = bench.Sandbox.App.YouTubeWww },
        TimeProvider.System);
}
