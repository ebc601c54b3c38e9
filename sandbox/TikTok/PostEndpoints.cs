namespace Shortloop.Sandbox.TikTok;

internal sealed class PostEndpoints(SandboxContext sandbox)
{
    public IResult CreatorInfo(TikTokCall call)
    {
        // Intended by TikTok: this one comes with HTTP 200.
        if (InitEndpoints.TooManyPosts(sandbox, call.Creator))
            return TikTokReply.Error(StatusCodes.Status200OK, "spam_risk_too_many_posts", "The daily post cap of this user is reached.");
        return TikTokReply.Ok(new
        {
            creator_avatar_url = sandbox.Link($"tiktok/www/avatar/{call.Creator.Username}"),
            creator_username = call.Creator.Username,
            creator_nickname = call.Creator.Nickname,
            privacy_level_options = call.Creator.PrivacyOptions,
            comment_disabled = false,
            duet_disabled = call.Creator.IsPrivate,
            stitch_disabled = call.Creator.IsPrivate,
            max_video_post_duration_sec = call.Creator.MaxSeconds,
        });
    }

    public IResult Status(TikTokCall call) => WithPost(call, post =>
    {
        var now = sandbox.Now;
        var status = post.Status(now);
        // int64 numbers, not strings; never told for what only the creator may see.
        long[] ids = post.IsPublic(now) ? [post.VideoId] : [];
        return status == "FAILED"
            ? TikTokReply.Ok(new { status, fail_reason = post.FailReason, uploaded_bytes = post.UploadedBytes })
            : TikTokReply.Ok(new { status, publicaly_available_post_id = ids, uploaded_bytes = post.UploadedBytes });
    });

    public IResult Cancel(TikTokCall call) => WithPost(call, post => sandbox.State.Update(_ =>
    {
        if (post.UploadedAt is not null || post.FailReason is not null)
            return TikTokReply.Error(StatusCodes.Status400BadRequest, "publish_not_cancellable", "The post can no longer be cancelled.");
        post.FailReason = "publish_cancelled";
        return TikTokReply.OkWithoutData();
    }));

    private IResult WithPost(TikTokCall call, Func<Post, IResult> action)
    {
        if (call.Body.Text("publish_id") is not { Length: > 0 } publishId)
            return TikTokReply.InvalidParams("publish_id is required.");
        var post = sandbox.State.Read(s => s.TikTok.Posts.FirstOrDefault(p => p.PublishId == publishId));
        if (post is null)
            return TikTokReply.Error(StatusCodes.Status400BadRequest, "invalid_publish_id", "The publish_id does not exist.");
        return post.OpenId == call.Creator.OpenId
            ? action(post)
            : TikTokReply.Error(
                StatusCodes.Status400BadRequest, "token_not_authorized_for_specified_publish_id", "The access token does not belong to this publish_id's user.");
    }
}
