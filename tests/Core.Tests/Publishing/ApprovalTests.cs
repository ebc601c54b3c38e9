using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Publishing;
using Shortloop.Core.Tests.Accounts;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Publishing;

/// <summary>Who may let a post out, who is asked, and what happens between no and yes.</summary>
public sealed class ApprovalTests : IDisposable
{
    private static readonly Principal Author = Workbench.Owner;
    private static readonly Principal Boss = Author with { UserId = "usr_boss", Role = Role.Admin };
    private static readonly Principal Client = Author with { UserId = "usr_client", Role = Role.Viewer };
    private static readonly Principal Colleague = Author with { UserId = "usr_colleague", Role = Role.Editor };

    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Approve_OwnPostWhereAnotherIsWanted_IsRefusedAndTheOthersYesCounts()
    {
        Post post = await AwaitingAsync();

        Assert.Equal("own_post", (await _bench.Release.ApproveAsync(Author, post.Id, null, default)).Problem?.Code);
        Assert.Equal(PostStatus.AwaitingApproval, (await ReadAsync(post)).Status);
        Assert.Equal(Boss.UserId, Doorstep.Must(await _bench.Release.ApproveAsync(Boss, post.Id, null, default)).ApprovedBy);
        Assert.Equal("post_approved", Assert.Single((await _bench.Audit.ListAsync(Author.OrgId, null, 10, default)).Items).Action);
    }

    [Fact]
    public async Task Approve_ByAMemberWhomNobodyNamed_IsRefused()
    {
        Post post = await AwaitingAsync(approvers: [Client.UserId]);

        Assert.Equal("not_an_approver", (await _bench.Release.ApproveAsync(Colleague, post.Id, null, default)).Problem?.Code);
        Assert.Equal("not_an_approver", (await _bench.Review.RequestChangesAsync(Colleague, post.Id, "No.", default)).Problem?.Code);
    }

    [Fact]
    public async Task Approve_ByANamedApproverBelowAdmin_Counts()
    {
        Post post = await AwaitingAsync(approvers: [Client.UserId]);

        Assert.Equal(PostStatus.Scheduled, Doorstep.Must(await _bench.Release.ApproveAsync(Client, post.Id, null, default)).Status);
    }

    [Fact]
    public async Task Judge_ApprovalWanted_AsksThoseWhoMayApproveOnce()
    {
        Post post = await AwaitingAsync(approvers: [Client.UserId]);
        await _bench.Release.JudgeAsync((await _bench.Store.ReadAsync<Job>(Containers.Jobs, post.OrgId, post.JobId, default))!, post.Id, default);

        Assert.Equal([(NoticeKind.ApprovalWanted, post.Id)], await NoticesOfAsync(Boss));
        Assert.Equal([(NoticeKind.ApprovalWanted, post.Id)], await NoticesOfAsync(Client));
        Assert.Empty(await NoticesOfAsync(Author));
        Assert.Empty(await NoticesOfAsync(Colleague));
    }

    [Fact]
    public async Task RequestChanges_ThenSubmit_AsksAgainAndKeepsThePostIn()
    {
        Post post = await AwaitingAsync();

        Post back = Doorstep.Must(await _bench.Review.RequestChangesAsync(Boss, post.Id, "Shorter, please.", default));
        Assert.Equal((PostStatus.ChangesRequested, "Shorter, please."), (back.Status, back.ReviewComment));
        Assert.Equal([(NoticeKind.ChangesRequested, post.Id)], await NoticesOfAsync(Author));
        Assert.Equal("post_not_awaiting_approval", (await _bench.Release.ApproveAsync(Boss, post.Id, null, default)).Problem?.Code);

        Post again = Doorstep.Must(await _bench.Review.SubmitAsync(Author, post.Id, "Short.", default));
        Assert.Equal(again.ETag, Doorstep.Must(await _bench.Review.SubmitAsync(Author, post.Id, "Short.", default)).ETag);
        Assert.Equal((PostStatus.AwaitingApproval, "Short.", null), (again.Status, again.Caption, again.ReviewComment));
        Assert.Equal(2, (await NoticesOfAsync(Boss)).Count);
        Assert.Empty(await _bench.Due.FindAllDueAsync(default));
        Assert.Equal(PostStatus.Scheduled, Doorstep.Must(await _bench.Release.ApproveAsync(Boss, post.Id, null, default)).Status);
    }

    [Fact]
    public async Task Submit_CaptionThatThePolicyBlocks_StaysBack()
    {
        Post post = await AwaitingAsync();
        await _bench.Review.RequestChangesAsync(Boss, post.Id, "Bolder.", default);

        Assert.Equal("policy_blocked", (await _bench.Review.SubmitAsync(Author, post.Id, "Guaranteed profit, risk-free: this cures cancer", default)).Problem?.Code);
        Assert.Equal(PostStatus.ChangesRequested, (await ReadAsync(post)).Status);
    }

    [Fact]
    public async Task Submit_PostThatNobodySentBack_IsRefused()
    {
        Post post = await AwaitingAsync();

        Assert.Equal("post_not_changes_requested", (await _bench.Review.SubmitAsync(Author, post.Id, "New", default)).Problem?.Code);
        Assert.Equal("A caption", (await ReadAsync(post)).Caption);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("a\u0000b")]
    public async Task RequestChanges_WithoutWords_IsRefused(string? comment)
    {
        Post post = await AwaitingAsync();

        Assert.Equal("invalid_request", (await _bench.Review.RequestChangesAsync(Boss, post.Id, comment, default)).Problem?.Code);
    }

    [Fact]
    public async Task Late_PostThatIsNotOutMinutesAfterItsTime_IsToldOnce()
    {
        Job job = await _bench.AddJobAsync();
        Post post = await _bench.AddPostAsync(job);
        await _bench.Release.JudgeAsync(job, post.Id, default);

        Assert.DoesNotContain(await _bench.Due.FindAllDueAsync(default), entry => entry.Kind == DueKind.Late);
        _bench.Clock.Advance(LatePosts.Grace);
        DueEntry alarm = Assert.Single(await _bench.Due.FindAllDueAsync(default), entry => entry.Kind == DueKind.Late);
        await Late.CheckAsync(alarm, default);
        await Late.CheckAsync(alarm, default);

        Assert.Equal([(NoticeKind.PostLate, post.Id)], await NoticesOfAsync(Author));
    }

    [Theory]
    [InlineData(PostStatus.Published)]
    [InlineData(PostStatus.Processing)]
    [InlineData(PostStatus.Cancelled)]
    public async Task Late_PostThatIsOutOrCalledOff_IsNotTold(PostStatus status)
    {
        Post post = await _bench.AddPostAsync(await _bench.AddJobAsync(), status);
        await Late.CheckAsync(await _bench.Due.EnterAsync(Author, DueKind.Late, post.Id, "try-1", _bench.Clock.GetUtcNow(), default), default);

        Assert.Empty(await NoticesOfAsync(Author));
    }

    private LatePosts Late => new(_bench.Store, _bench.Notifier, _bench.Clock);

    private async Task<Post> AwaitingAsync(IReadOnlyList<string>? approvers = null)
    {
        foreach (Principal member in (Principal[])[Author, Boss, Client, Colleague])
            await _bench.Store.UpsertAsync(Containers.Organisations, new Membership
            {
                Id = Membership.IdOf(member.UserId),
                Partition = member.OrgId,
                OrgId = member.OrgId,
                CreatedBy = member.UserId,
                CreatedAt = _bench.Clock.GetUtcNow(),
                UserId = member.UserId,
                Role = member.Role,
            }, default);
        Project project = await _bench.Projects.DefaultAsync(Author.OrgId, Author.UserId, default);
        Assert.True(project.ApprovalByAnother);
        await _bench.Store.ReplaceAsync(Containers.Projects, project with { Approvers = approvers ?? [] }, default);
        Job job = await _bench.AddJobAsync(new ProduceOptions(["tiktok"], RequireApproval: true, Privacy: "SELF_ONLY"));
        return await _bench.Release.JudgeAsync(job, (await _bench.AddPostAsync(job)).Id, default);
    }

    private async Task<Post> ReadAsync(Post post) => (await _bench.Store.ReadAsync<Post>(Containers.Posts, post.OrgId, post.Id, default))!;

    private async Task<IReadOnlyList<(NoticeKind, string)>> NoticesOfAsync(Principal person) =>
        [.. (await _bench.Store.QueryAsync<Notice>(Containers.Notices, new DocumentQuery(person.UserId), default)).Items.Select(n => (n.Kind, n.EntityId))];
}
