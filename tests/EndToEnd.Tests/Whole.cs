using System.Text.Json.Nodes;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>What a finished loop must show, however it got there.</summary>
internal static class Whole
{
    public static async Task AssertAsync(Installation shortloop, string videoId, string jobId, int sentBefore)
    {
        var job = await shortloop.EndOfJobAsync(jobId);
        Assert.True((string)job["status"]! == "succeeded", $"{job}\n{shortloop.Logs}");
        Assert.Equal(videoId, (string)job["videoId"]!);
        Assert.All(job["stations"]!.AsArray(), station => Assert.True(
            (string)station!["status"]! == ((string)station["name"]! == "approval" ? (string)station["status"]! : "done"), station.ToJsonString()));
        Assert.DoesNotContain("failed", job.ToJsonString());

        var video = await shortloop.Api.GetAsync($"videos/{videoId}");
        Assert.Equal("processed", (string)video["status"]!);
        Assert.Equal(jobId, (string)video["jobId"]!);
        Assert.NotEmpty(await shortloop.Api.ListAsync($"videos/{videoId}/patterns"));
        Assert.Single(await shortloop.Api.ListAsync($"strategies?videoId={videoId}"));
        Assert.Single(await shortloop.Api.ListAsync($"scripts?videoId={videoId}"));
        Assert.All(await shortloop.Api.ListAsync($"videos/{videoId}/similar"), similar => Assert.NotEqual(videoId, (string)similar["video"]!["id"]!));

        var render = Assert.Single(await shortloop.Api.ListAsync($"renders?videoId={videoId}"));
        Assert.Equal("succeeded", (string)render["status"]!);
        var bytes = await shortloop.Api.BytesAsync(new Uri((string)render["url"]!));
        Assert.Equal((long)render["sizeBytes"]!, bytes.LongLength);

        await AssertPostedOnceAsync(shortloop, videoId, sentBefore);
    }

    /// <summary>One post here, one publication there, and no other that bytes were sent for.</summary>
    public static async Task<JsonNode> AssertPostedOnceAsync(Installation shortloop, string videoId, int sentBefore)
    {
        var post = Assert.Single(await shortloop.PostsAsync(
            videoId, "is measured and linked", posts => posts is [var one] && one["metrics"]!.AsArray().Count > 0 && one["link"] is not null));
        Assert.Equal("published", (string)post["status"]!);
        Assert.Null(post["failure"]);
        Assert.Equal(sentBefore + 1, await shortloop.Sandbox.SentAsync());
        return post;
    }
}
