using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>Nothing goes out before a person, or the clock, says so.</summary>
[Collection(Plain.Name)]
public sealed class ApprovalTests(PlainInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task Approve_WhatAwaitsApproval_PublishesIt()
    {
        var (sent, announced) = await BeginAsync();
        var (video, post) = await Shortloop.AwaitingApprovalAsync(await Clips.ShortAsync(), new Produce());
        Assert.Equal(announced, await AnnouncedAsync());

        await Shortloop.Api.PostAsync($"posts/{post["id"]}/approve");

        await Whole.AssertPostedOnceAsync(Shortloop, video, sent);
    }

    [Fact]
    public async Task Cancel_WhatAwaitsApproval_SendsNothing()
    {
        var (_, announced) = await BeginAsync();
        var (video, post) = await Shortloop.AwaitingApprovalAsync(await Clips.ShortAsync(), new Produce());

        await Shortloop.Api.PostAsync($"posts/{post["id"]}/cancel");

        var job = await Shortloop.EndOfJobAsync((string)(await Shortloop.Api.GetAsync($"videos/{video}"))["jobId"]!);
        Assert.Equal("cancelled", (string)job["status"]!);
        Assert.Equal("cancelled", (string)(await Shortloop.Api.ListAsync($"posts?videoId={video}"))[0]["status"]!);
        Assert.Equal(announced, await AnnouncedAsync());
    }

    [Fact]
    public async Task PublishAt_InTheFuture_StaysScheduled()
    {
        var (_, announced) = await BeginAsync();
        var at = DateTimeOffset.UtcNow.AddHours(2);
        var (video, job) = await Shortloop.Api.ProduceAsync(await Clips.ShortAsync(), new Produce { PublishAt = at });

        await Shortloop.JobAsync(job, "waits for the clock", j => (string)j["status"]! == "waiting");

        var post = Assert.Single(await Shortloop.Api.ListAsync($"posts?videoId={video}"));
        Assert.Equal("scheduled", (string)post["status"]!);
        Assert.Equal(at, (DateTimeOffset)post["dueAt"]!, TimeSpan.FromSeconds(1));
        Assert.Equal(announced, await AnnouncedAsync());
        await Shortloop.Api.PostAsync($"posts/{post["id"]}/cancel");
    }

    private async Task<(int Sent, int Announced)> BeginAsync() => (await Shortloop.SentUntilNowAsync(), await AnnouncedAsync());

    private Task<int> AnnouncedAsync() => Shortloop.Sandbox.CountRequestsAsync("/post/publish/");
}
