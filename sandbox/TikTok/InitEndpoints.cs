using System.Security.Cryptography;
using System.Text.Json;
using Shortloop.Sandbox.State;

namespace Shortloop.Sandbox.TikTok;

/// <summary>A post begins: what it shall be is checked, a publish id and an upload address come back.</summary>
internal sealed class InitEndpoints(SandboxContext sandbox)
{
    private const int TitleLimit = 2200;

    public IResult Direct(TikTokCall call)
    {
        if (call.Body.Field("post_info") is not { ValueKind: JsonValueKind.Object } info)
            return TikTokReply.InvalidParams("post_info is required.");
        var privacy = info.Text("privacy_level") ?? "";
        var problem = CheckPostInfo(call.Creator, info, privacy);
        return problem ?? Begin(call, PostMode.Direct, info, privacy);
    }

    public IResult Inbox(TikTokCall call)
    {
        var since = sandbox.Now - TimeSpan.FromHours(24);
        var pending = sandbox.State.Read(s => s.TikTok.Posts.Count(p =>
            p.OpenId == call.Creator.OpenId && p.Mode == PostMode.Inbox && p.UploadedAt is null && p.FailReason is null && p.CreatedAt > since));
        return pending >= 5
            ? Forbidden("spam_risk_too_many_pending_share", "There may be at most 5 pending shares within any 24-hour period.")
            : Begin(call, PostMode.Inbox, call.Body.Field("post_info") ?? JsonElement.Parse("{}"), "");
    }

    private IResult? CheckPostInfo(Creator creator, JsonElement info, string privacy)
    {
        if (!creator.PrivacyOptions.Contains(privacy))
            return Forbidden("privacy_level_option_mismatch", "privacy_level is not one of the creator's options.");
        if (sandbox.Settings.Unaudited && (privacy != "SELF_ONLY" || !creator.IsPrivate))
            return Forbidden("unaudited_client_can_only_post_to_private_accounts", "An unaudited client can only post to private accounts, visible to their owner.");
        if (info.Flag("brand_content_toggle") && privacy == "SELF_ONLY")
            return TikTokReply.InvalidParams("Branded content can't be private.");
        if (info.Text("title") is { Length: > TitleLimit })
            return TikTokReply.InvalidParams($"title may have at most {TitleLimit} UTF-16 code units.");
        return TooManyPosts(sandbox, creator) ? Forbidden("spam_risk_too_many_posts", "The daily post cap of this user is reached.") : null;
    }

    public static bool TooManyPosts(SandboxContext sandbox, Creator creator)
    {
        var since = sandbox.Now - TimeSpan.FromHours(24);
        return sandbox.State.Read(s => s.TikTok.Posts.Count(p => p.OpenId == creator.OpenId && p.Mode == PostMode.Direct && p.CreatedAt > since)
            >= s.Settings.PostsPerDay);
    }

    private IResult Begin(TikTokCall call, PostMode mode, JsonElement info, string privacy)
    {
        if (call.Body.Field("source_info") is not { ValueKind: JsonValueKind.Object } source)
            return TikTokReply.InvalidParams("source_info is required.");
        if (source.Text("source") == "PULL_FROM_URL")
            return Forbidden("url_ownership_unverified", "The URL prefix of video_url is not verified for this app.");
        if (source.Text("source") != "FILE_UPLOAD")
            return TikTokReply.InvalidParams("source must be FILE_UPLOAD or PULL_FROM_URL.");
        var plan = new UploadPlan(source.Number("video_size") ?? 0, source.Number("chunk_size") ?? 0, source.Number("total_chunk_count") ?? 0);
        if (plan.Problem() is { } problem)
            return TikTokReply.InvalidParams(problem);
        var post = sandbox.State.Update(s => Add(s, call, mode, info, privacy, plan));
        var url = sandbox.Link($"tiktok/upload/video/?upload_id={post.UploadId}&upload_token={post.UploadToken}");
        return TikTokReply.Ok(new { publish_id = post.PublishId, upload_url = url.ToString() });
    }

    private Post Add(SandboxState state, TikTokCall call, PostMode mode, JsonElement info, string privacy, UploadPlan plan)
    {
        var number = $"{sandbox.Now.ToUnixTimeSeconds()}{RandomNumberGenerator.GetInt32(100_000, 1_000_000)}";
        var post = new Post
        {
            PublishId = (mode == PostMode.Direct ? "v_pub_file~v2-1." : "v_inbox_file~v2.") + number,
            OpenId = call.Creator.OpenId,
            Mode = mode,
            Title = info.Text("title") ?? "",
            Privacy = privacy,
            IsAigc = info.Flag("is_aigc"),
            DisableComment = info.Flag("disable_comment"),
            DisableDuet = info.Flag("disable_duet"),
            DisableStitch = info.Flag("disable_stitch"),
            BrandContent = info.Flag("brand_content_toggle"),
            BrandOrganic = info.Flag("brand_organic_toggle"),
            CreatedAt = sandbox.Now,
            UploadId = number,
            UploadToken = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Size = plan.Size,
            ChunkSize = plan.ChunkSize,
            ChunkCount = (int)plan.ChunkCount,
        };
        state.TikTok.Posts.Add(post);
        return post;
    }

    private static IResult Forbidden(string code, string message) => TikTokReply.Error(StatusCodes.Status403Forbidden, code, message);
}

/// <summary>
/// The rules of chunked upload. Whether TikTok's MB is 10^6 or 2^20 is not stated, so only what both readings allow is let through.
/// </summary>
internal sealed record UploadPlan(long Size, long ChunkSize, long ChunkCount)
{
    private const long MinChunk = 5 * 1024 * 1024;
    private const long MaxChunk = 64_000_000;
    private const long MaxLastChunk = 128_000_000;
    private const long MaxSize = 4_000_000_000;
    private const int MaxChunks = 1000;

    public string? Problem()
    {
        if (Size is <= 0 or > MaxSize)
            return "video_size must be 1 byte to 4 GB.";
        if (ChunkSize <= 0 || ChunkSize > Size)
            return "chunk_size must be positive and not above video_size.";
        if (ChunkCount != Size / ChunkSize)
            return "total_chunk_count must be video_size divided by chunk_size, rounded down.";
        if (ChunkCount > MaxChunks)
            return "total_chunk_count may be at most 1000.";
        if (Size < MinChunk && ChunkSize != Size)
            return "A video under 5 MB must be uploaded as one chunk.";
        if (ChunkSize > MaxChunk || (ChunkSize < MinChunk && ChunkSize != Size))
            return "chunk_size must be 5 MB to 64 MB.";
        return Size - ((ChunkCount - 1) * ChunkSize) > MaxLastChunk ? "The last chunk may be at most 128 MB." : null;
    }
}
