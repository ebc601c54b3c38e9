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
public sealed class GeminiCaptionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_AnothersVideo_IsWrittenDownByTheModel()
    {
        await using var bench = await StartAsync();
        var video = bench.World.VideosPublished(bench.Now.AddDays(-1), bench.Now).First(v => v.Language == "es");

        var captions = await Model(bench).ReadAsync(video.Id, null, null, Cancel);

        Assert.Equal((video.Title, video.Creator.Name, "es"), (captions.Title, captions.Channel, captions.Language));
        var said = Talk.Of(video.Id, "es", video.Topic.Phrases["es"], video.Creator.Name, video.DurationSeconds);
        var text = Encoding.UTF8.GetString(captions.File.Span);
        Assert.StartsWith("WEBVTT\n\n00:00:00.400 --> ", text, StringComparison.Ordinal);
        Assert.All(said, line => Assert.Contains(line.Text, text, StringComparison.Ordinal));
        Assert.Equal(said[^1].End, captions.DurationSeconds);
    }

    [Fact]
    public async Task Read_OwnVideo_IsYouTubesOwnFileAndTheModelIsNotAsked()
    {
        await using var bench = await StartAsync();
        var channel = bench.Busy();
        var tokens = await bench.ConnectAsync(channel.Id);

        await Model(bench).ReadAsync(bench.World.Uploads(channel, bench.Now).First().Id, tokens.AccessToken, null, Cancel);
        var refused = await Assert.ThrowsAsync<PermanentException>(() => Model(bench).ReadAsync(
            bench.World.Uploads(bench.Busy("de"), bench.Now).First().Id, tokens.AccessToken, null, Cancel));

        Assert.Equal(("captions_not_yours", 0), (refused.Code, bench.Sandbox.App.Requests.Count("/gemini/")));
    }

    [Theory]
    [InlineData("sbxPrivate1", "source_gone", 0)]
    [InlineData("sbxSilent01", "captions_none", 1)]
    [InlineData("sbxLong2h01", "captions_none", 1)]
    public async Task Read_WhatCantBeRead_SaysSo(string id, string code, int asked)
    {
        await using var bench = await StartAsync();

        Assert.Equal(code, (await Assert.ThrowsAsync<PermanentException>(() => Model(bench).ReadAsync(id, null, null, Cancel))).Code);

        Assert.Equal(asked, bench.Sandbox.App.Requests.Count("/gemini/"));
    }

    [Theory]
    [InlineData(429, "source_throttled", 31.0)]
    [InlineData(503, "source_unavailable", null)]
    public async Task Read_GeminiStumbles_IsTransient(int status, string code, double? seconds)
    {
        await using var bench = await StartAsync();
        bench.Sandbox.App.Faults.Add(new("gemini", FaultKinds.Status, Status: status));

        var failed = await Assert.ThrowsAsync<TransientException>(() => Model(bench).ReadAsync("sbxForeign1", null, null, Cancel));

        Assert.Equal((code, seconds), (failed.Code, failed.RetryAfter?.TotalSeconds));
        Assert.NotEmpty((await Model(bench).ReadAsync("sbxForeign1", null, null, Cancel)).File.ToArray());
    }

    [Fact]
    public async Task Read_WrongKey_IsMisconfigured()
    {
        await using var bench = await StartAsync();
        Assert.Equal("source_misconfigured", (await Assert.ThrowsAsync<PermanentException>(() => Model(bench, "another").ReadAsync("sbxForeign1", null, null, Cancel))).Code);
    }

    private static Task<YouTubeBench> StartAsync() => YouTubeBench.StartAsync(new SandboxSettings { Captions = "own" });

    private static GeminiCaptionSource Model(YouTubeBench bench, string key = "sandbox-gemini-key") => new(
        YouTubeTrendSource.CreateHttpClient(),
        new GeminiOptions { ApiKey = key, Base = new Uri(bench.Sandbox.App.Address, "gemini/"), YouTubeBase = bench.Sandbox.App.YouTubeWww },
        bench.Captions, TimeProvider.System);
}
