using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace Shortloop.Sandbox.TikTok;

/// <summary>Takes the chunks in order. A chunk counts only when all its bytes have arrived and lie on disk.</summary>
internal sealed class UploadEndpoint
{
    private static readonly TimeSpan UrlLifetime = TimeSpan.FromHours(1);
    private static readonly string[] ContentTypes = ["video/mp4", "video/quicktime", "video/webm"];

    private readonly SandboxContext _sandbox;
    private readonly PostFiles _files;
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _oneAtATime = new();

    public UploadEndpoint(SandboxContext sandbox) => (_sandbox, _files) = (sandbox, new PostFiles(sandbox));

    public async Task<IResult> PutAsync(HttpContext http, string? upload_id, string? upload_token)
    {
        var post = _sandbox.State.Read(s => s.TikTok.Posts.FirstOrDefault(p => p.UploadId == upload_id && p.UploadToken == upload_token));
        if (post is null || post.FailReason is not null)
            return Answer(http, StatusCodes.Status404NotFound, null);
        if (_sandbox.Now >= post.CreatedAt + UrlLifetime)
            return Answer(http, StatusCodes.Status403Forbidden, null);
        var gate = _oneAtATime.GetOrAdd(post.UploadId, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(http.RequestAborted);
        try
        {
            return await TakeAsync(http, post);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<IResult> TakeAsync(HttpContext http, Post post)
    {
        var request = http.Request;
        if (!ContentTypes.Contains(request.ContentType) || request.ContentLength is not { } length
            || !ContentRangeHeaderValue.TryParse(request.Headers.ContentRange, out var range)
            || range.Unit != "bytes" || range.From is not { } from || range.To is not { } to || range.Length != post.Size
            || length != to - from + 1)
            return Answer(http, StatusCodes.Status400BadRequest, post);
        if (from != post.UploadedBytes || post.UploadedAt is not null)
            return Answer(http, StatusCodes.Status416RangeNotSatisfiable, post);
        var index = from / post.ChunkSize;
        var expectedEnd = index == post.ChunkCount - 1 ? post.Size : from + post.ChunkSize;
        if (to + 1 != expectedEnd)
            return Answer(http, StatusCodes.Status416RangeNotSatisfiable, post);

        await _files.WriteChunkAsync(post, from, length, request.Body, http.RequestAborted);
        var complete = to + 1 == post.Size;
        var check = complete ? VideoCheck.Of(_files.Path(post), Creator.Find(post.OpenId)) : null;
        _sandbox.State.Update(s =>
        {
            post.UploadedBytes = to + 1;
            post.ContentType = request.ContentType!;
            if (check is not null)
                Complete(s, post, check);
            return 0;
        });
        return Answer(http, complete ? StatusCodes.Status201Created : StatusCodes.Status206PartialContent, post);
    }

    private void Complete(State.SandboxState state, Post post, VideoCheck check)
    {
        var now = _sandbox.Now;
        post.UploadedAt = now;
        post.DoneAt = now + TimeSpan.FromSeconds(state.Settings.ProcessingSeconds);
        post.PublicAt = post.DoneAt + TimeSpan.FromSeconds(state.Settings.ModerationSeconds);
        post.FailReason = check.FailReason;
        post.VideoId = VideoId(now);
        (post.DurationSeconds, post.Width, post.Height) = (check.DurationSeconds, check.Width, check.Height);
        Announce(state, post);
    }

    private static void Announce(State.SandboxState state, Post post)
    {
        var publish_type = post.Mode == PostMode.Direct ? "DIRECT_PUBLISH" : "INBOX_SHARE";
        var publish_id = post.PublishId;
        if (post.FailReason is { } reason)
            TikTokWebhooks.Enqueue(state, "post.publish.failed", post.OpenId, new { publish_id, reason, publish_type }, post.DoneAt!.Value);
        else if (post.Mode == PostMode.Inbox)
            TikTokWebhooks.Enqueue(state, "post.publish.inbox_delivered", post.OpenId, new { publish_id, publish_type }, post.DoneAt!.Value);
        else
            TikTokWebhooks.Enqueue(state, "post.publish.complete", post.OpenId, new { publish_id, publish_type }, post.DoneAt!.Value);
        if (post.IsPublic(DateTimeOffset.MaxValue))
        {
            TikTokWebhooks.Enqueue(
                state, "post.publish.publicly_available", post.OpenId, new { publish_id, post_id = post.VideoId, publish_type }, post.PublicAt!.Value);
        }
    }

    /// <summary>As TikTok's: seconds in the upper half, so beyond what a double holds exactly.</summary>
    private static long VideoId(DateTimeOffset now) => (now.ToUnixTimeSeconds() << 32) | Random.Shared.NextInt64(1L << 31);

    private static IResult Answer(HttpContext http, int status, Post? post)
    {
        if (post is { UploadedBytes: > 0 })
            http.Response.Headers.ContentRange = $"bytes 0-{post.UploadedBytes - 1}/{post.Size}";
        return Results.StatusCode(status);
    }
}

/// <summary>Where the bytes of posts lie.</summary>
internal sealed class PostFiles
{
    private readonly string _folder;

    public PostFiles(SandboxContext sandbox) =>
        Directory.CreateDirectory(_folder = System.IO.Path.Combine(sandbox.Options.DataDirectory, "tiktok"));

    public string Path(Post post) => System.IO.Path.Combine(_folder, post.UploadId + ".video");

    public async Task WriteChunkAsync(Post post, long from, long length, Stream body, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_folder);
        await using var file = new FileStream(Path(post), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
        // Bytes of a chunk that never finished, or of an earlier crash, are overwritten.
        file.SetLength(from);
        file.Position = from;
        await body.CopyToAsync(file, 1 << 16, cancellation);
        if (file.Position != from + length)
            throw new EndOfStreamException("The chunk ended before its announced length.");
        await file.FlushAsync(cancellation);
    }
}
