using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Publishing;

/// <summary>Changes a post by its rules: only allowed moves, always against the current version, every change told to the stream.</summary>
public sealed class PostStore(IDocumentStore store, EventLog events, TimeProvider clock)
{
    /// <summary>The creator's timeline keeps the newest of its entries.</summary>
    private const int KeepAttempts = 50;

    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Post> RequireAsync(string orgId, string postId, CancellationToken cancellation) =>
        await store.ReadAsync<Post>(Containers.Posts, orgId, postId, cancellation)
        ?? throw new PermanentException("post_gone", "The post was deleted.");

    /// <param name="change">Pure; may run more than once. A status it may not move to is a conflict.</param>
    /// <param name="etag">Of the version that the caller saw; null: any.</param>
    public async Task<Outcome<Post>> ChangeAsync(
        string orgId, string postId, Func<Post, Post> change, CancellationToken cancellation, string? etag = null)
    {
        while (true)
        {
            Post? post = await store.ReadAsync<Post>(Containers.Posts, orgId, postId, cancellation);
            if (post is null)
                return Problem.Missing("post");
            if (etag is not null && etag != post.ETag)
                return Problem.ChangedMeanwhile;
            Post changed = change(post);
            if (changed == post)
                return post;
            if (changed.Status != post.Status && !PostMoves.CanMove(post.Status, changed.Status))
                return new Problem(ProblemKind.Conflict, "post_move_refused", $"A post that is {Word(post.Status)} can't become {Word(changed.Status)}.");
            WriteResult<Post> result = await store.ReplaceAsync(Containers.Posts, changed, cancellation);
            if (result.Status == WriteStatus.Changed)
                continue;
            if (result.Document is not { } written)
                return Problem.Missing("post");
            await events.AppendAsync(orgId, post.CreatedBy, "post", postId, post.VideoId, cancellation);
            return written;
        }
    }

    public Post Note(Post post, string step, string outcome, string message) => post with
    {
        Attempts = [.. post.Attempts.TakeLast(KeepAttempts - 1), new PostAttempt(clock.GetUtcNow(), step, outcome, message)],
    };

    private static string Word(PostStatus status) =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString()).Replace('_', ' ');
}
