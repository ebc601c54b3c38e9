using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>The platform stumbles; exactly one post comes of it all the same.</summary>
[Collection(Plain.Name)]
public sealed class PublishFaultTests(PlainInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task Publish_ServerErrorAtFirst_IsTriedAgain() =>
        await PublishAsync(new { service = "tiktok", kind = "status", path = "/v2/post/publish/video/init", status = 503 });

    [Fact]
    public async Task Publish_CutAfterTheLastChunk_IsNotSentAgain() =>
        await PublishAsync(new { service = "tiktok", kind = "drop_after_commit", path = "/upload/video" });

    [Fact]
    public async Task Publish_AnswerToTheAnnouncementLost_SendsOnce() =>
        await PublishAsync(new { service = "tiktok", kind = "drop_after_commit", path = "/v2/post/publish/video/init" });

    [Fact]
    public async Task Publish_TokenExpired_IsRefreshed()
    {
        var refreshed = await Shortloop.Sandbox.CountRequestsAsync("/oauth/token");

        await PublishAsync(new { service = "tiktok", kind = "expired_token", path = "/v2/post/publish/creator_info" });

        Assert.Equal(refreshed + 1, await Shortloop.Sandbox.CountRequestsAsync("/oauth/token"));
        var account = Assert.Single(await Shortloop.Api.ListAsync("accounts"), a => (string)a["platform"]! == "tiktok");
        Assert.Equal("connected", (string)account["status"]!);
    }

    [Fact]
    public async Task Publish_PlatformWontSayWhatBecameOfIt_IsUnknownAndNeverSentAgain()
    {
        await Shortloop.Sandbox.ClearFaultsAsync();
        var sent = await Shortloop.SentUntilNowAsync();
        await Shortloop.Sandbox.SettingsAsync(new { processingSeconds = 3600 });
        var (video, _) = await Shortloop.Api.ProduceAsync(await Clips.ShortAsync(), new Produce());
        await Shortloop.PostsAsync(video, "has been sent", posts => posts is [var one] && (string)one["status"]! == "processing");

        // Asked what became of the bytes, the platform refuses to answer, and for good.
        await Shortloop.Sandbox.FaultAsync(new { service = "tiktok", kind = "status", path = "/v2/post/publish/status/fetch", status = 403, count = 100 });
        var unknown = Assert.Single(await Shortloop.PostsAsync(
            video, "is unknown", posts => posts is [var one] && (string)one["status"]! == "outcome_unknown"));

        await Shortloop.Sandbox.ClearFaultsAsync();
        await Shortloop.Sandbox.SettingsAsync(new { processingSeconds = 0.5 });
        await Shortloop.Sandbox.HoursLaterAsync(2);
        await Shortloop.Api.PostAsync($"posts/{unknown["id"]}/publish");

        await Whole.AssertPostedOnceAsync(Shortloop, video, sent);
    }

    private async Task PublishAsync(object fault)
    {
        await Shortloop.Sandbox.ClearFaultsAsync();
        await Shortloop.Sandbox.SettingsAsync(new { processingSeconds = 0.5 });
        var sent = await Shortloop.SentUntilNowAsync();
        await Shortloop.Sandbox.FaultAsync(fault);

        var (video, _) = await Shortloop.Api.ProduceAsync(await Clips.ShortAsync(), new Produce());

        await Whole.AssertPostedOnceAsync(Shortloop, video, sent);
        await Shortloop.Sandbox.FaultsAreTakenAsync(() => Shortloop.Logs);
    }
}
