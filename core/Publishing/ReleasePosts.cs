using System.Globalization;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Publishing;

/// <summary>From draft to the due index, past the policy and, where asked for or demanded by the policy, a person's approval.</summary>
public sealed class ReleasePosts(
    IDocumentStore store, PostStore posts, ApprovalRules rules, PostNotices notices, DueIndex due, JobTracker jobs, SettleJob settle, TimeProvider clock)
{
    /// <summary>A person's "now" is a little ago when it arrives.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    private readonly AuditLog _audit = new(store, clock);

    /// <summary>Applies the policy's verdict and the wish for approval. Safe to repeat: only drafts move.</summary>
    public async Task<Post> JudgeAsync(Job job, string postId, CancellationToken cancellation)
    {
        Outcome<Post> outcome = await posts.ChangeAsync(job.OrgId, postId, post => post switch
        {
            { Status: not PostStatus.Draft } => post,
            _ when job.IsOver => post with { Status = PostStatus.Cancelled },
            { Policy.Decision: PolicyDecision.Block } => post with
            {
                Status = PostStatus.Failed,
                Failure = new Failure("policy_blocked", string.Join(' ', post.Policy.Reasons)),
            },
            { NeedsApproval: true } => post with { Status = PostStatus.AwaitingApproval },
            _ => post with { Status = PostStatus.Scheduled, DueAt = DueAt(job) },
        }, cancellation);
        Post judged = Require(outcome);
        await ScheduleAsync(judged, cancellation);
        await notices.TellAsync(judged, cancellation);
        return judged;
    }

    public async Task<Outcome<Post>> ApproveAsync(Principal caller, string postId, string? etag, CancellationToken cancellation)
    {
        Post? post = await store.ReadAsync<Post>(Containers.Posts, caller.OrgId, postId, cancellation);
        if (post is null)
            return Problem.Missing("post");
        if (await rules.FindObjectionAsync(caller, post, saysYes: true, cancellation) is { } objection)
            return objection;
        Job? job = await store.ReadAsync<Job>(Containers.Jobs, caller.OrgId, post.JobId, cancellation);
        Outcome<Post> outcome = await EnteredAsync(caller, "post_approved", post, p => p.Status == PostStatus.AwaitingApproval
            ? p with { Status = PostStatus.Approved, ApprovedBy = caller.UserId }
            : p, etag, cancellation);
        if (!outcome.Succeeded(out Post? approved, out _))
            return outcome;
        if (approved.Status is not (PostStatus.Approved or PostStatus.Scheduled))
            return new Problem(ProblemKind.Conflict, "post_not_awaiting_approval", "This post does not wait for an approval.");
        outcome = await posts.ChangeAsync(caller.OrgId, postId, p => p.Status == PostStatus.Approved
            ? p with { Status = PostStatus.Scheduled, DueAt = job is null ? clock.GetUtcNow() : DueAt(job) }
            : p, cancellation);
        if (outcome.Succeeded(out Post? scheduled, out _))
        {
            await ScheduleAsync(scheduled, cancellation);
            await jobs.DoneAsync(caller.OrgId, post.JobId, Stations.Approval, "Approved.", cancellation);
        }

        return outcome;
    }

    public async Task<Outcome<Post>> CancelAsync(Principal caller, string postId, string? etag, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Post>(Containers.Posts, caller.OrgId, postId, cancellation) is not { } found)
            return Problem.Missing("post");
        Outcome<Post> outcome = await EnteredAsync(
            caller, "post_cancelled", found, p => p.Status == PostStatus.Cancelled ? p : p with { Status = PostStatus.Cancelled }, etag, cancellation);
        if (outcome.Succeeded(out Post? post, out _))
            await settle.ExecuteAsync(caller.OrgId, post.JobId, measured: false, cancellation);
        return outcome;
    }

    /// <summary>
    /// A failed post, or one whose outcome is unknown, once more: a new entry in the due index with its own number. One that is out, or on its way
    /// (it may have become known in this very moment), is as the person wants it and stays as it is.
    /// </summary>
    public async Task<Outcome<Post>> RetryAsync(Principal caller, string postId, string? etag, CancellationToken cancellation)
    {
        Post? found = await store.ReadAsync<Post>(Containers.Posts, caller.OrgId, postId, cancellation);
        if (found is null)
            return Problem.Missing("post");
        if (IsOnItsWay(found.Status))
            return found;
        if (found.Status is not (PostStatus.Failed or PostStatus.OutcomeUnknown or PostStatus.Scheduled))
            return new Problem(ProblemKind.Conflict, "post_not_failed", "Only a post that failed, or whose outcome is unknown, can be tried again.");
        if (FindObstacle(found) is { } obstacle)
            return obstacle;
        Outcome<Post> outcome = await EnteredAsync(caller, "post_published_again", found, p => p.Status == PostStatus.Scheduled || IsOnItsWay(p.Status) ? p : p with
        {
            Status = PostStatus.Scheduled,
            Tries = p.Status == PostStatus.OutcomeUnknown ? p.Tries + 1 : p.Tries,
            DueAt = clock.GetUtcNow(),
            Failure = null,
        }, etag, cancellation);
        if (outcome.Succeeded(out Post? post, out _) && post.Status == PostStatus.Scheduled)
        {
            await ScheduleAsync(post, cancellation);
            await jobs.ReopenAsync(caller.OrgId, post.JobId, Stations.Publish, cancellation);
        }

        return outcome;
    }

    /// <returns>Why this post can't go out at that time; null: it can.</returns>
    public Problem? FindReschedulingProblem(Post post, DateTimeOffset at) =>
        post.Status != PostStatus.Scheduled
            ? new Problem(ProblemKind.Conflict, "post_not_scheduled", "Only a post that is scheduled, and not yet on its way, can be moved to another time.")
            : at < clock.GetUtcNow() - Tolerance || at > clock.GetUtcNow() + Farthest
            ? Problem.InvalidField("at", "Choose a time from now to a year ahead.")
            : null;

    /// <summary>Another time for a post that waits for its own. The entry of the due index keeps its id, so whichever time wakes it, it goes out once.</summary>
    public async Task<Outcome<Post>> RescheduleAsync(Principal caller, string postId, DateTimeOffset at, string? etag, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Post>(Containers.Posts, caller.OrgId, postId, cancellation) is not { } found)
            return Problem.Missing("post");
        if (FindReschedulingProblem(found, at) is { } problem)
            return problem;
        Outcome<Post> outcome = await EnteredAsync(
            caller, "post_rescheduled", found, p => p.Status == PostStatus.Scheduled ? p with { DueAt = at.ToUniversalTime() } : p, etag, cancellation);
        if (outcome.Succeeded(out Post? post, out _))
            await ScheduleAsync(post, cancellation);
        return outcome;
    }

    // Entered only if it changes the post as it was found.
    private Task<Outcome<Post>> EnteredAsync(
        Principal caller, string action, Post found, Func<Post, Post> change, string? etag, CancellationToken cancellation)
    {
        Task<Outcome<Post>> ChangeAsync() => posts.ChangeAsync(found.OrgId, found.Id, change, cancellation, etag);
        Post changed = change(found);
        return changed == found || (etag is not null && etag != found.ETag) || !PostMoves.CanMove(found.Status, changed.Status) && changed.Status != found.Status
            ? ChangeAsync()
            : _audit.EnterAndDoAsync(caller, found.OrgId, action, found.Id, null, ChangeAsync, cancellation);
    }

    /// <summary>What forbids that this post goes out, whoever asks and however often: the policy's block, or an approval that is missing.</summary>
    internal static Problem? FindObstacle(Post post) => post switch
    {
        { Policy.Decision: PolicyDecision.Block } =>
            new Problem(ProblemKind.Conflict, "policy_blocked", $"The policy forbids this post: {string.Join(' ', post.Policy.Reasons)}"),
        { NeedsApproval: true, ApprovedBy: null } =>
            new Problem(ProblemKind.Conflict, "post_needs_approval", "This post has to be approved first."),
        _ => null,
    };

    private static bool IsOnItsWay(PostStatus status) =>
        status is PostStatus.Publishing or PostStatus.Processing or PostStatus.Published or PostStatus.InInbox;

    private DateTimeOffset DueAt(Job job) => job.Produce().Options.PublishAt is { } at && at > clock.GetUtcNow() ? at : clock.GetUtcNow();

    // The number of the try is part of the entry's id: the same try is entered once, a new one by itself.
    private async Task ScheduleAsync(Post post, CancellationToken cancellation)
    {
        if (post is not { Status: PostStatus.Scheduled, DueAt: { } at })
            return;
        var author = new Principal(post.CreatedBy, post.OrgId, Role.Editor);
        string label = string.Create(CultureInfo.InvariantCulture, $"try-{post.Tries + 1}");
        await due.AddAsync(author, DueKind.Publish, post.Id, label, at, cancellation);
        // Without a message of its own: an alarm may be a minute late, and is no use if all that it hangs on are messages.
        await due.EnterAsync(author, DueKind.Late, post.Id, label, at + LatePosts.Grace, cancellation);
    }

    private static Post Require(Outcome<Post> outcome) => outcome.Succeeded(out Post? post, out Problem? problem)
        ? post
        : throw new PermanentException(problem.Code, problem.Message);
}
