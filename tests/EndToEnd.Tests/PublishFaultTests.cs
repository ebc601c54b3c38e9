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
        var account = Assert.Single(await Shortloop.Api.ListAsync("accounts"));
        Assert.Equal("connected", (string)account["status"]!);
    }

    private async Task PublishAsync(object fault)
    {
        await Shortloop.Sandbox.ClearFaultsAsync();
        await Shortloop.Sandbox.AMinuteLaterAsync();
        var sent = await Shortloop.Sandbox.SentAsync();
        await Shortloop.Sandbox.FaultAsync(fault);

        var (video, _) = await Shortloop.Api.ProduceAsync(await Clips.ShortAsync(), new Produce());

        await Whole.AssertPostedOnceAsync(Shortloop, video, sent);
        await Shortloop.Sandbox.FaultsAreTakenAsync(() => Shortloop.Logs);
    }
}
