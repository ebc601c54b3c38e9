using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;
using Shortloop.Core.Tests.Accounts;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Publishing;

public sealed class ReleasePostsTests
{
    [Fact]
    public async Task Judge_Allowed_EntersTheDueIndexOnce()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        Post post = await bench.AddPostAsync(job);
        await bench.Release.JudgeAsync(job, post.Id, default);
        Post judged = await bench.Release.JudgeAsync(job, post.Id, default);

        Assert.Equal(PostStatus.Scheduled, judged.Status);
        DueEntry entry = Assert.Single(await bench.Due.FindAllDueAsync(default));
        Assert.Equal((DueKind.Publish, post.Id), (entry.Kind, entry.EntityId));
    }

    [Fact]
    public async Task Judge_ApprovalWanted_WaitsAndEntersNothing()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync(new ProduceOptions(["tiktok"], RequireApproval: true, Privacy: "SELF_ONLY"));
        Post post = await bench.AddPostAsync(job);
        Assert.Equal(PostStatus.AwaitingApproval, (await bench.Release.JudgeAsync(job, post.Id, default)).Status);
        Assert.Empty(bench.Queue.Sent);
    }

    [Fact]
    public async Task Judge_PolicySaysReview_WaitsAlsoWithoutTheWish()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        Post post = await bench.AddPostAsync(job, policy: new PolicyVerdict(PolicyDecision.Review, 1, ["why"]));
        Assert.Equal(PostStatus.AwaitingApproval, (await bench.Release.JudgeAsync(job, post.Id, default)).Status);
    }

    [Fact]
    public async Task Judge_PolicyBlocks_FailsAndCannotBeApproved()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        Post post = await bench.AddPostAsync(job, policy: new PolicyVerdict(PolicyDecision.Block, 1, ["why"]));
        Assert.Equal(PostStatus.Failed, (await bench.Release.JudgeAsync(job, post.Id, default)).Status);
        Outcome<Post> approved = await bench.Release.ApproveAsync(Workbench.Owner, post.Id, null, default);
        Assert.False(approved.Succeeded(out _, out Problem? problem));
        Assert.Equal(ProblemKind.Conflict, problem.Kind);
        Assert.Empty(bench.Queue.Sent);
    }

    [Fact]
    public async Task Approve_OfAVersionThatIsGone_IsRefused()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        Post seen = await bench.AddPostAsync(job, PostStatus.AwaitingApproval);
        Doorstep.Must(await bench.Posts.ChangeAsync(seen.OrgId, seen.Id, post => post with { Caption = "Another caption" }, default));

        Assert.Equal("changed_meanwhile", (await bench.Release.ApproveAsync(Workbench.Owner, seen.Id, seen.ETag, default)).Problem?.Code);
        Assert.Empty(bench.Queue.Sent);
    }

    [Fact]
    public async Task Approve_Awaiting_IsScheduledWithTheNameOfTheApprover()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync(new ProduceOptions(["tiktok"], RequireApproval: true, Privacy: "SELF_ONLY"));
        Post post = await bench.AddPostAsync(job, PostStatus.AwaitingApproval);
        Outcome<Post> outcome = await bench.Release.ApproveAsync(Workbench.Owner, post.Id, null, default);
        Assert.True(outcome.Succeeded(out Post? approved, out _));
        Assert.Equal((PostStatus.Scheduled, Workbench.Owner.UserId), (approved.Status, approved.ApprovedBy));
        Assert.Single(await bench.Due.FindAllDueAsync(default));
    }

    [Fact]
    public async Task Audit_ApprovedAndCancelledByPeople_IsEnteredOnceEach()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync(new ProduceOptions(["tiktok"], RequireApproval: true, Privacy: "SELF_ONLY"));
        Post post = await bench.AddPostAsync(job);
        await bench.Release.JudgeAsync(job, post.Id, default);
        for (int i = 0; i < 2; i++)
            await bench.Release.ApproveAsync(Workbench.Owner, post.Id, null, default);
        for (int i = 0; i < 2; i++)
            await bench.Release.CancelAsync(Workbench.Owner, post.Id, null, default);

        Page<AuditEntry> entries = await new AuditLog(bench.Store, bench.Clock).ListAsync(job.OrgId, null, 10, default);
        Assert.Equal([("post_cancelled", post.Id), ("post_approved", post.Id)], entries.Items.Select(entry => (entry.Action, entry.Target)));
        Assert.All(entries.Items, entry => Assert.Equal(Workbench.Owner.UserId, entry.CreatedBy));
    }

    [Fact]
    public async Task Judge_PublishAtLater_IsDueThenAndNotBefore()
    {
        using var bench = new Workbench();
        DateTimeOffset at = bench.Clock.GetUtcNow().AddHours(5);
        Job job = await bench.AddJobAsync(new ProduceOptions(["tiktok"], PublishAt: at, Privacy: "SELF_ONLY"));
        Post post = await bench.AddPostAsync(job);
        await bench.Release.JudgeAsync(job, post.Id, default);

        Assert.Equal(at, Assert.Single(bench.Queue.Sent).Message.NotBefore);
        Assert.Empty(await bench.Due.FindAllDueAsync(default));
        bench.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Single(await bench.Due.FindAllDueAsync(default));
    }

    [Fact]
    public async Task Retry_AfterAFailedTry_IsANewEntry()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        Post post = await bench.AddPostAsync(job);
        await bench.Release.JudgeAsync(job, post.Id, default);
        string first = Assert.Single(await bench.Due.FindAllDueAsync(default)).Id;
        await bench.Posts.ChangeAsync(post.OrgId, post.Id, p => p with { Status = PostStatus.Failed, Tries = p.Tries + 1 }, default);
        await bench.Release.RetryAsync(Workbench.Owner, post.Id, null, default);
        Assert.Equal(2, (await bench.Due.FindAllDueAsync(default)).Select(e => e.Id).Append(first).Distinct().Count());
    }

    [Theory]
    [InlineData(PostStatus.Published)]
    [InlineData(PostStatus.Processing)]
    public async Task Retry_WhatIsOutOrOnItsWay_StaysAsItIs(PostStatus status)
    {
        using var bench = new Workbench();
        Post post = await bench.AddPostAsync(await bench.AddJobAsync(), status);
        Outcome<Post> outcome = await bench.Release.RetryAsync(Workbench.Owner, post.Id, null, default);
        Assert.True(outcome.Succeeded(out Post? same, out _));
        Assert.Equal(status, same.Status);
        Assert.Empty(bench.Queue.Sent);
    }

    [Theory]
    [InlineData(PolicyDecision.Block, "policy_blocked")]
    [InlineData(PolicyDecision.Review, "post_needs_approval")]
    public async Task Retry_WhatThePolicyStopped_IsRefused(PolicyDecision decision, string code)
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        Post post = await bench.AddPostAsync(job, PostStatus.Failed, new PolicyVerdict(decision, 1, ["why"]));
        Outcome<Post> outcome = await bench.Release.RetryAsync(Workbench.Owner, post.Id, null, default);
        Assert.False(outcome.Succeeded(out _, out Problem? problem));
        Assert.Equal(code, problem.Code);
        Assert.Empty(bench.Queue.Sent);
    }

    [Fact]
    public async Task Judge_JobWasCancelledMeanwhile_CancelsThePost()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        Post post = await bench.AddPostAsync(job);
        Job cancelled = (await bench.Jobs.SetStatusAsync(job.OrgId, job.Id, JobStatus.Cancelled, default))!;
        Assert.Equal(PostStatus.Cancelled, (await bench.Release.JudgeAsync(cancelled, post.Id, default)).Status);
        Assert.Empty(bench.Queue.Sent);
    }

    [Fact]
    public async Task Cancel_TheOnlyPost_EndsTheJob()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        Post post = await bench.AddPostAsync(job, PostStatus.AwaitingApproval);
        await bench.Release.CancelAsync(Workbench.Owner, post.Id, null, default);
        Assert.Equal(JobStatus.Cancelled, (await bench.ReadAsync(job)).Status);
    }

    [Fact]
    public async Task Change_MoveThatIsNotAllowed_IsAConflictAndWritesNothing()
    {
        using var bench = new Workbench();
        Post post = await bench.AddPostAsync(await bench.AddJobAsync(), PostStatus.Published);
        Outcome<Post> outcome = await bench.Posts.ChangeAsync(post.OrgId, post.Id, p => p with { Status = PostStatus.Cancelled }, default);
        Assert.False(outcome.Succeeded(out _, out Problem? problem));
        Assert.Equal("post_move_refused", problem.Code);
        Assert.Equal(PostStatus.Published, (await bench.Store.ReadAsync<Post>(Containers.Posts, post.OrgId, post.Id, default))!.Status);
    }

    [Fact]
    public void Moves_AllStatuses_AreInTheTable() =>
        Assert.Equal(Enum.GetValues<PostStatus>().Order(), PostMoves.Allowed.Keys.Order());
}
