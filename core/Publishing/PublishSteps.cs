using System.Globalization;
using System.Text.Json.Serialization;
using Shortloop.Core.Accounts;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Publishing;

/// <summary>What asking the platform about a post came to.</summary>
[JsonConverter(typeof(SnakeCaseEnum<PostVerdict>))]
public enum PostVerdict
{
    Pending,
    Settled,

    /// <summary>The platform failed in a way that another announcement may not.</summary>
    TryAgain,

    /// <summary>The platform said no, and the post has failed.</summary>
    Refused,
}

/// <summary>
/// The steps that bring one post out, exactly once. Each may run again at any time: it first looks at what the post already holds.
/// The platform's handle is stored before a byte is sent, and an announcement without bytes never becomes a post; so whatever is
/// cut off, asking the platform by the handle settles it, and nothing is ever sent a second time on suspicion.
/// </summary>
public sealed class PublishSteps(
    IDocumentStore store, IBlobStore blobs, PostStore posts, PostNotices notices, AccountTokens tokens, SecretBox secrets, JobTracker jobs)
{
    private const string Mp4 = "video/mp4";

    /// <summary>Last look before anything is spent: still wanted, still approved, and within the account's limits of this moment.</summary>
    /// <returns>False: there is nothing to do (cancelled, or already out).</returns>
    public Task<bool> PrepareAsync(string orgId, string postId, CancellationToken cancellation) =>
        FailingAsync(orgId, postId, () => LookOnceMoreAsync(orgId, postId, cancellation), cancellation);

    /// <summary>Announces the post, unless an announcement of an earlier try is still good: it alone decides whether something is out.</summary>
    public Task AnnounceAsync(string orgId, string postId, CancellationToken cancellation) =>
        FailingAsync(orgId, postId, () => AnnounceOnceAsync(orgId, postId, cancellation), cancellation);

    private async Task<bool> LookOnceMoreAsync(string orgId, string postId, CancellationToken cancellation)
    {
        Post post = await posts.RequireAsync(orgId, postId, cancellation);
        if (post.Status is not (PostStatus.Scheduled or PostStatus.Publishing))
            return false;
        if (ReleasePosts.FindObstacle(post) is { } obstacle)
            throw new PermanentException(obstacle.Code, obstacle.Message);
        await jobs.StartAsync(orgId, post.JobId, Stations.Publish, cancellation);
        CreatorLimits limits = await CallAsync(post, (platform, token) => platform.GetLimitsAsync(token, cancellation), cancellation);
        (_, RenderedFile file) = await OutputAsync(post, cancellation);
        if (FindPreflightProblem(post, file, limits) is { } problem)
            throw problem;

        Outcome<Post> moved = await posts.ChangeAsync(orgId, postId, p => p.Status == PostStatus.Scheduled
            ? posts.Note(p with { Status = PostStatus.Publishing }, "preflight", "ok", $"{limits.Nickname} may post this.")
            : p, cancellation);
        return moved.Succeeded(out Post? ready, out _) && ready.Status == PostStatus.Publishing;
    }

    private async Task<bool> AnnounceOnceAsync(string orgId, string postId, CancellationToken cancellation)
    {
        Post post = await posts.RequireAsync(orgId, postId, cancellation);
        if (post.HandleId is not null && await IsStillGoodAsync(post, cancellation))
            return true;
        (_, RenderedFile file) = await OutputAsync(post, cancellation);
        PublishHandle handle = await CallAsync(post, (platform, token) => platform.BeginAsync(token, Request(post, file), cancellation), cancellation);
        await posts.ChangeAsync(orgId, postId, p => p.HandleId != post.HandleId ? p : posts.Note(p with
        {
            HandleId = handle.Id,
            SealedUploadUrl = handle.UploadUrl is null ? null : secrets.Seal(handle.UploadUrl.AbsoluteUri, UploadContext(postId)),
            UploadUrlExpiresAt = handle.UploadUrlExpiresAt,
        }, "announce", "ok", $"{PlatformNotes.NameOf(post.Platform)} expects the video."), cancellation);
        return true;
    }

    public async Task UploadAsync(string orgId, string postId, CancellationToken cancellation)
    {
        Post post = await posts.RequireAsync(orgId, postId, cancellation);
        if (post.Status != PostStatus.Publishing || post.SealedUploadUrl is null)
            return;
        (RenderJob render, RenderedFile file) = await OutputAsync(post, cancellation);
        var handle = new PublishHandle(post.HandleId!, new Uri(secrets.Open(post.SealedUploadUrl, UploadContext(postId))), post.UploadUrlExpiresAt);

        using var progress = new StationProgress(jobs, orgId, post.JobId, Stations.Publish);
        await CallAsync(post, async (platform, token) =>
        {
            await platform.UploadAsync(
                token, handle, Request(post, file),
                async (offset, stop) => await blobs.OpenReadAsync(render.BlobPrefix + file.FileName, offset, stop)
                    ?? throw new PermanentException("render_gone", "The rendered video was deleted before it was published."),
                progress, cancellation);
            return true;
        }, cancellation);
        await posts.ChangeAsync(orgId, postId, p => p.Status == PostStatus.Publishing
            ? posts.Note(p with { Status = PostStatus.Processing }, "upload", "ok", string.Create(CultureInfo.InvariantCulture, $"{file.SizeBytes / 1e6:0.0} MB sent."))
            : p, cancellation);
    }

    public async Task<PostVerdict> CheckAsync(string orgId, string postId, CancellationToken cancellation)
    {
        Post post = await posts.RequireAsync(orgId, postId, cancellation);
        if (post.HandleId is null || post.Status is not (PostStatus.Publishing or PostStatus.Processing or PostStatus.OutcomeUnknown))
        {
            await notices.TellAsync(post, cancellation);
            return PostVerdict.Settled;
        }

        PublishStatus status = await CallAsync(post, (platform, token) => platform.GetStatusAsync(token, post.HandleId, cancellation), cancellation);
        switch (status.Phase)
        {
            case PublishPhase.Published:
                await SettleAsync(post, p => posts.Note(
                    p with { Status = PostStatus.Published, PublishedAt = p.PublishedAt ?? posts.Now, PlatformPostIds = status.PostIds, SealedUploadUrl = null },
                    "status", "ok", $"{PlatformNotes.NameOf(post.Platform)} says that it is published."), cancellation);
                if (post is { DueAt: { } due, PublishedAt: null })
                    Telemetry.PublishLateness.Record((posts.Now - due).TotalSeconds);
                return PostVerdict.Settled;
            case PublishPhase.InInbox:
                await SettleAsync(post, p => posts.Note(
                    p with { Status = PostStatus.InInbox, SealedUploadUrl = null },
                    "status", "ok", "It waits in the account's inbox for a person to post it."), cancellation);
                return PostVerdict.Settled;
            case PublishPhase.Failed when status.FailureIsTransient && post.Status != PostStatus.OutcomeUnknown:
                await SettleAsync(post, p => posts.Note(
                    p with { Status = PostStatus.Publishing }, "status", "retry", $"{PlatformNotes.NameOf(post.Platform)} stumbled ({status.FailureCode}); it is tried again."), cancellation);
                return PostVerdict.TryAgain;
            case PublishPhase.Failed:
                await FailAsync(orgId, postId, "platform_refused", $"{PlatformNotes.NameOf(post.Platform)} refused the video: {status.FailureCode}.", cancellation);
                return PostVerdict.Refused;
            default:
                return PostVerdict.Pending;
        }
    }

    /// <summary>
    /// Time or patience is up. If the platform says that it never got all the bytes, nothing is out and the post has failed; if it can't
    /// say, that is said plainly, and it is asked again with every reading of metrics.
    /// </summary>
    public async Task GiveUpWaitingAsync(string orgId, string postId, CancellationToken cancellation)
    {
        Post post = await posts.RequireAsync(orgId, postId, cancellation);
        if (post.Status is not (PostStatus.Publishing or PostStatus.Processing))
        {
            await notices.TellAsync(post, cancellation);
            return;
        }

        if (await IsIncompleteAsync(post, cancellation))
        {
            await FailAsync(orgId, postId, "upload_incomplete", $"The video could not be sent to {PlatformNotes.NameOf(post.Platform)}. Try again.", cancellation);
            return;
        }

        Outcome<Post> outcome = await posts.ChangeAsync(orgId, postId, p => p.Status is PostStatus.Publishing or PostStatus.Processing
            ? posts.Note(p with { Status = PostStatus.OutcomeUnknown }, "status", "retry", $"{PlatformNotes.NameOf(p.Platform)} has not said yet whether it is out.")
            : p, cancellation);
        if (outcome.Succeeded(out Post? unknown, out _))
            await notices.TellAsync(unknown, cancellation);
    }

    /// <summary>The handle stays with the post: should a person try again, the platform is asked about it first.</summary>
    public async Task FailAsync(string orgId, string postId, string code, string message, CancellationToken cancellation)
    {
        Outcome<Post> outcome = await posts.ChangeAsync(orgId, postId, p => PostMoves.CanMove(p.Status, PostStatus.Failed)
            ? posts.Note(p with { Status = PostStatus.Failed, Failure = new Failure(code, message), Tries = p.Tries + 1 }, "publish", "failed", message)
            : p, cancellation);
        if (outcome.Succeeded(out Post? post, out _) && post.Status == PostStatus.Failed)
        {
            await jobs.FailAsync(orgId, post.JobId, Stations.Publish, new Failure(code, message), cancellation);
            await notices.TellAsync(post, cancellation);
        }
    }

    // Good: it is or may yet be published, or still takes bytes. Not good: it failed, or its address has run out before all were there.
    private async Task<bool> IsStillGoodAsync(Post post, CancellationToken cancellation)
    {
        PublishStatus status = await CallAsync(post, (platform, token) => platform.GetStatusAsync(token, post.HandleId!, cancellation), cancellation);
        return status.Phase switch
        {
            PublishPhase.Failed => false,
            PublishPhase.AwaitingUpload => post.SealedUploadUrl is not null && post.UploadUrlExpiresAt > posts.Now,
            _ => true,
        };
    }

    private async Task<bool> IsIncompleteAsync(Post post, CancellationToken cancellation)
    {
        try
        {
            (_, RenderedFile file) = await OutputAsync(post, cancellation);
            (IPublishingPlatform platform, string token) = await tokens.GetPublishingAsync(post.OrgId, post.AccountId, cancellation);
            PublishStatus status = await platform.GetStatusAsync(token, post.HandleId!, cancellation);
            return status.Phase is PublishPhase.AwaitingUpload or PublishPhase.Processing && status.UploadedBytes < file.SizeBytes;
        }
        catch (WorkException)
        {
            return false;
        }
    }

    // Nothing has been sent yet, so what is refused for good has failed, with its own code and words.
    private async Task<T> FailingAsync<T>(string orgId, string postId, Func<Task<T>> step, CancellationToken cancellation)
    {
        try
        {
            return await step();
        }
        catch (PermanentException error)
        {
            await FailAsync(orgId, postId, error.Code, error.Message, cancellation);
            throw;
        }
    }

    private async Task SettleAsync(Post post, Func<Post, Post> change, CancellationToken cancellation)
    {
        if (!(await posts.ChangeAsync(post.OrgId, post.Id, change, cancellation)).Succeeded(out Post? settled, out Problem? problem))
            throw new PermanentException(problem.Code, problem.Message);
        await notices.TellAsync(settled, cancellation);
    }

    private static PermanentException? FindPreflightProblem(Post post, RenderedFile file, CreatorLimits limits) =>
        !limits.PrivacyLevels.Contains(post.Privacy)
            ? new PermanentException("privacy_not_allowed", $"This account can't post as {post.Privacy}. Choose one of: {string.Join(", ", limits.PrivacyLevels)}.")
            : file.DurationSeconds > limits.MaxDuration.TotalSeconds
                ? new PermanentException("video_too_long", $"This account may post at most {limits.MaxDuration.TotalSeconds:0} s; the video has {file.DurationSeconds:0.0} s.")
                : null;

    private static PublishRequest Request(Post post, RenderedFile file) => new(
        post.Caption, post.Privacy, post.AiGenerated,
        DisableComments: false, DisableDuet: false, DisableStitch: false,
        post.CoverAt is { } at ? TimeSpan.FromSeconds(at) : null, file.SizeBytes, Mp4);

    private async Task<(RenderJob Render, RenderedFile File)> OutputAsync(Post post, CancellationToken cancellation)
    {
        RenderJob? render = await store.ReadAsync<RenderJob>(Containers.Renders, post.OrgId, post.RenderId, cancellation);
        return render?.Files.FirstOrDefault(f => f.Platform == post.Platform) is { } file
            ? (render, file)
            : throw new PermanentException("render_gone", "The rendered video was deleted before it was published.");
    }

    private Task<T> CallAsync<T>(Post post, Func<IPublishingPlatform, string, Task<T>> call, CancellationToken cancellation) =>
        tokens.PublishAsync(post.OrgId, post.AccountId, call, cancellation);

    private static string UploadContext(string postId) => $"post/{postId}/upload";
}
