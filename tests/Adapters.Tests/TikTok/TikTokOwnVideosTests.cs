using System.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Shortloop.Adapters.TikTok;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.TikTok;

public sealed class TikTokOwnVideosTests
{
    private static readonly PlatformProfile Mara = new("open-77", "Mara climbs", null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_AfterAPost_SaysWhatAWatchNeeds()
    {
        await using var bench = await TikTokBench.StartAsync();
        using var http = TikTokPlatform.CreateHttpClient();
        await bench.PublishAsync(TinyMp4.Make());
        await bench.PublishAsync(TinyMp4.Make(), "SELF_ONLY");
        bench.Pass(3600);

        var video = Assert.Single(await Client(bench, http).ListAsync(bench.Access, Mara, 10, Cancel));

        Assert.Equal(("tiktok", "open-77", "Mara climbs"), (video.Platform, video.CreatorId, video.CreatorName));
        Assert.Equal("Three knots every climber needs #climbing", video.Title);
        Assert.Equal(["climbing"], video.Hashtags);
        Assert.InRange(bench.Sandbox.App.Clock.GetUtcNow() - video.PublishedAt, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
        Assert.Equal(bench.Sandbox.App.Clock.GetUtcNow(), video.Metrics.At);
        Assert.True(video.Metrics is { Views: > 0, Likes: >= 0, Comments: >= 0, Shares: >= 0 });
        Assert.NotNull(video.Thumbnail);
        Assert.True(video.DurationSeconds > 0);
        Assert.Contains("Three knots", await bench.Sandbox.Http.GetStringAsync(video.Link, Cancel));
    }

    [Fact]
    public async Task Measure_MoreThanAPage_AsksTwentyAtATimeAndGivesTheSameNumbersAsTheList()
    {
        await using var bench = await TikTokBench.StartAsync();
        using var http = TikTokPlatform.CreateHttpClient();
        for (var i = 0; i < 23; i++)
        {
            await bench.PublishAsync(TinyMp4.Make());
            bench.Pass(60);
        }

        var own = Client(bench, http);
        var listed = await own.ListAsync(bench.Access, Mara, 50, Cancel);
        var numbers = await own.MeasureAsync(bench.Access, [.. listed.Select(video => video.Id), "7000000000000000001"], Cancel);

        Assert.Equal(23, listed.Count);
        Assert.Equal(listed.OrderByDescending(video => video.PublishedAt).Select(video => video.Id), listed.Select(video => video.Id));
        Assert.Equal(listed.ToDictionary(video => video.Id, video => video.Metrics), numbers);
        Assert.Equal((2, 2), (bench.Sandbox.App.Requests.Count("/v2/video/list"), bench.Sandbox.App.Requests.Count("/v2/video/query")));
    }

    [Fact]
    public async Task List_ScopeNotGranted_IsKnownBeforehandAndRefused()
    {
        await using var bench = await TikTokBench.StartAsync(connect: false);
        using var http = TikTokPlatform.CreateHttpClient();
        var consent = bench.Platform.CreateAuthorizeUrl(TikTokBench.Connect).AbsoluteUri.Replace("%2Cvideo.list", "", StringComparison.Ordinal);
        var reply = await bench.Sandbox.Http.GetAsync(new Uri(consent + "&auto=1"), Cancel);
        var tokens = await bench.Platform.ExchangeCodeAsync(HttpUtility.ParseQueryString(reply.Headers.Location!.Query)["code"]!, TikTokBench.Connect, Cancel);
        var own = Client(bench, http);

        var refused = await Assert.ThrowsAsync<PermanentException>(() => own.ListAsync(tokens.AccessToken, Mara, 10, Cancel));

        Assert.False(own.MayRead(tokens.Scopes));
        Assert.True(own.MayRead(["user.info.basic", "video.list"]));
        Assert.Equal("account_needs_reconnecting", refused.Code);
    }

    [Fact]
    public async Task Measure_Throttled_SaysWhenToTryAgain()
    {
        await using var bench = await TikTokBench.StartAsync();
        using var http = TikTokPlatform.CreateHttpClient();
        bench.Sandbox.App.Faults.Add(new("tiktok", "status", "/v2/video", 429, RetryAfterSeconds: 7));

        var throttled = await Assert.ThrowsAsync<TransientException>(() => Client(bench, http).MeasureAsync(bench.Access, ["1"], Cancel));

        Assert.Equal(("platform_throttled", TimeSpan.FromSeconds(7)), (throttled.Code, throttled.RetryAfter));
    }

    private static TikTokOwnVideos Client(TikTokBench bench, HttpClient http) => new(
        http,
        new TikTokOptions
        {
            ClientKey = "sandbox-client-key",
            ClientSecret = "sandbox-client-secret",
            WwwBase = bench.Sandbox.App.TikTokWww,
            OpenBase = bench.Sandbox.App.TikTokOpen,
        },
        bench.Sandbox.App.Clock,
        NullLogger<TikTokOwnVideos>.Instance);
}
