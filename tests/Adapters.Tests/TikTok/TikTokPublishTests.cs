using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Sandbox;

namespace Shortloop.Adapters.Tests.TikTok;

public sealed class TikTokPublishTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_WholeFlow_EndsWithAPublicPostAndItsFigures()
    {
        await using var bench = await TikTokBench.StartAsync();
        var video = TinyMp4.Make();

        var limits = await bench.Platform.GetLimitsAsync(bench.Access, Cancel);
        var handle = await bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(video.Length), Cancel);
        var announced = await bench.StatusAsync(handle);
        await bench.UploadAsync(handle, video);
        var sent = await bench.StatusAsync(handle);
        bench.Pass(0.5);
        var done = await bench.StatusAsync(handle);
        bench.Pass(1);
        var open = await bench.StatusAsync(handle);
        var metrics = Assert.Single(await bench.Platform.GetMetricsAsync(bench.Access, open.PostIds, Cancel));

        Assert.Contains("PUBLIC_TO_EVERYONE", limits.PrivacyLevels);
        Assert.Equal(bench.Sandbox.App.Clock.GetUtcNow().AddHours(1).AddSeconds(-1.5), handle.UploadUrlExpiresAt);
        Assert.Equal(PublishPhase.AwaitingUpload, announced.Phase);
        Assert.Equal((PublishPhase.Processing, (long)video.Length), (sent.Phase, sent.UploadedBytes));
        Assert.Equal(PublishPhase.Published, done.Phase);
        Assert.Empty(done.PostIds);
        Assert.True(long.Parse(Assert.Single(open.PostIds)) > 1L << 53, "ids are beyond a double's exact range");
        Assert.True(metrics is { Views: > 0, Likes: >= 0, Comments: >= 0, Shares: >= 0, Saves: null });
        Assert.Contains("Three knots", await bench.Sandbox.Http.GetStringAsync(metrics.ShareUrl, Cancel));
        var media = await bench.Sandbox.Http.GetByteArrayAsync(bench.Sandbox.At($"posts/{handle.Id}/media"), Cancel);
        Assert.Equal(video, media);
    }

    [Fact]
    public async Task GetMetrics_AsTheClockMoves_FiguresOnlyGrow()
    {
        await using var bench = await TikTokBench.StartAsync();
        var handle = await bench.PublishAsync(TinyMp4.Make());
        bench.Pass(2);
        var ids = (await bench.StatusAsync(handle)).PostIds;
        var views = new List<long>();
        for (var hour = 0; hour < 4; hour++)
        {
            views.Add((await bench.Platform.GetMetricsAsync(bench.Access, ids, Cancel))[0].Views!.Value);
            bench.Pass(6 * 3600);
        }

        Assert.Equal(views.Order(), views);
        Assert.True(views[^1] > views[0] * 2, string.Join(' ', views));
    }

    [Fact]
    public async Task Begin_CutAfterCommit_IsUnavailableAndHappenedOnce()
    {
        await using var bench = await TikTokBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("tiktok", "drop_after_commit", "/v2/post/publish/video/init"));

        var cut = await Assert.ThrowsAsync<TransientException>(() => bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(4096), Cancel));

        Assert.Equal("platform_unavailable", cut.Code);
        Assert.Equal(1, bench.Sandbox.App.Requests.Count("/video/init"));
    }

    [Theory]
    [InlineData("not a video at all, only text", "file_format_check_failed")]
    [InlineData(null, "picture_size_check_failed")]
    public async Task Status_ContentThatTikTokDoesNotTake_FailsWithItsReason(string? text, string reason)
    {
        await using var bench = await TikTokBench.StartAsync();
        var handle = await bench.PublishAsync(text is null ? TinyMp4.Make(width: 320, height: 240) : System.Text.Encoding.ASCII.GetBytes(text));
        bench.Pass(1);

        var status = await bench.StatusAsync(handle);

        Assert.Equal((PublishPhase.Failed, reason, false), (status.Phase, status.FailureCode, status.FailureIsTransient));
    }

    [Fact]
    public async Task Status_PrivatePost_IsPublishedWithoutAnIdForever()
    {
        await using var bench = await TikTokBench.StartAsync();
        var handle = await bench.PublishAsync(TinyMp4.Make(), "SELF_ONLY");
        bench.Pass(7200);

        var status = await bench.StatusAsync(handle);

        Assert.Equal(PublishPhase.Published, status.Phase);
        Assert.Empty(status.PostIds);
        Assert.Empty(await bench.Platform.ListRecentAsync(bench.Access, 10, Cancel));
    }

    [Fact]
    public async Task Begin_UnauditedClientPostingPublicly_IsRefusedWithTikToksCode()
    {
        await using var bench = await TikTokBench.StartAsync(new SandboxSettings { Unaudited = true });

        var refused = await Assert.ThrowsAsync<PermanentException>(() => bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(4096), Cancel));

        Assert.Equal("platform_refused", refused.Code);
        Assert.Contains("unaudited_client_can_only_post_to_private_accounts", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begin_PrivacyNotOffered_IsRefused()
    {
        await using var bench = await TikTokBench.StartAsync();

        var refused = await Assert.ThrowsAsync<PermanentException>(() =>
            bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(4096, "FOLLOWER_OF_CREATOR"), Cancel));

        Assert.Contains("privacy_level_option_mismatch", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begin_SeventhInAMinute_IsThrottledForAMinute()
    {
        await using var bench = await TikTokBench.StartAsync();
        for (var i = 0; i < 6; i++)
            await bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(4096), Cancel);

        var throttled = await Assert.ThrowsAsync<TransientException>(() => bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(4096), Cancel));
        bench.Pass(60);

        Assert.Equal(("platform_throttled", TimeSpan.FromMinutes(1)), (throttled.Code, throttled.RetryAfter));
        Assert.NotNull(await bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(4096), Cancel));
    }

    [Fact]
    public async Task GetLimits_DailyCapReached_ErrorUnderHttp200IsThrottled()
    {
        await using var bench = await TikTokBench.StartAsync(new SandboxSettings { PostsPerDay = 1 });
        await bench.PublishAsync(TinyMp4.Make());

        var throttled = await Assert.ThrowsAsync<TransientException>(() => bench.Platform.GetLimitsAsync(bench.Access, Cancel));

        Assert.Equal("platform_throttled", throttled.Code);
        Assert.Contains("spam_risk_too_many_posts", throttled.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_429WithRetryAfter_CarriesTheDelay()
    {
        await using var bench = await TikTokBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("tiktok", "status", "/v2/video", 429, RetryAfterSeconds: 7));

        var throttled = await Assert.ThrowsAsync<TransientException>(() => bench.Platform.ListRecentAsync(bench.Access, 5, Cancel));

        Assert.Equal(("platform_throttled", TimeSpan.FromSeconds(7)), (throttled.Code, throttled.RetryAfter));
    }

    [Fact]
    public async Task AnyCall_NoAnswerInTime_IsUnavailable()
    {
        await using var bench = await TikTokBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("tiktok", "slow", "/v2/user"));
        var impatient = bench.Client(TimeSpan.FromMilliseconds(200));

        var late = await Assert.ThrowsAsync<TransientException>(() => impatient.GetProfileAsync(bench.Access, Cancel));

        Assert.Equal("platform_unavailable", late.Code);
    }

    [Fact]
    public async Task ListRecent_MoreThanAPage_ComesNewestFirst()
    {
        await using var bench = await TikTokBench.StartAsync();
        for (var i = 0; i < 23; i++)
        {
            await bench.PublishAsync(TinyMp4.Make());
            bench.Pass(60);
        }

        var recent = await bench.Platform.ListRecentAsync(bench.Access, 22, Cancel);

        Assert.Equal(22, recent.Select(r => r.PostId).Distinct().Count());
        Assert.Equal(recent.Select(r => long.Parse(r.PostId)).OrderDescending(), recent.Select(r => long.Parse(r.PostId)));
    }

    [Fact]
    public async Task Logs_OfAWholePostWithFaults_HoldNoTokenAndNoUploadAddress()
    {
        await using var bench = await TikTokBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("tiktok", "status", "/v2/post/publish/creator_info", 500));
        bench.Sandbox.App.Faults.Add(new("tiktok", "drop_after_commit", "/tiktok/upload"));
        var video = TinyMp4.Make();

        await Assert.ThrowsAsync<TransientException>(() => bench.Platform.GetLimitsAsync(bench.Access, Cancel));
        var handle = await bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(video.Length), Cancel);
        var cut = await Assert.ThrowsAsync<TransientException>(() => bench.UploadAsync(handle, video));

        Assert.Contains(handle.Id, bench.Log.Text, StringComparison.Ordinal);
        foreach (var text in new[] { bench.Log.Text, cut.ToString() })
        {
            Assert.DoesNotContain(bench.Access, text, StringComparison.Ordinal);
            Assert.DoesNotContain("upload_token", text, StringComparison.Ordinal);
        }
    }
}
