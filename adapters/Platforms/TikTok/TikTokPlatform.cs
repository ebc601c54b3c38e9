using System.Globalization;
using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.TikTok;

/// <summary>TikTok by Login Kit v2, the Content Posting API (direct post by file upload) and the Display API.</summary>
public sealed class TikTokPlatform : IPublishingPlatform
{
    private const string VideoFields = "id,share_url,view_count,like_count,comment_count,share_count";
    private static readonly TimeSpan UploadUrlLifetime = TimeSpan.FromHours(1);

    private readonly TikTokHttp _http;
    private readonly ILogger _logger;
    private readonly TikTokOAuth _oauth;
    private readonly TimeProvider _time;
    private readonly TikTokUpload _upload;
    private readonly TikTokVideos _videos;

    /// <param name="http">From <see cref="CreateHttpClient"/>, or one without a timeout of its own and without redirects.</param>
    public TikTokPlatform(HttpClient http, TikTokOptions options, TimeProvider time, ILogger<TikTokPlatform> logger)
    {
        _time = time;
        _logger = logger;
        _http = new TikTokHttp(http, options, time, logger);
        _oauth = new TikTokOAuth(_http, options, time);
        _upload = new TikTokUpload(_http, logger);
        _videos = new TikTokVideos(_http, VideoFields);
    }

    public string Platform => "tiktok";

    public static HttpClient CreateHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        // Each call has its own limit; a chunk needs another one than a question.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public Uri CreateAuthorizeUrl(ConnectRequest request) => _oauth.AuthorizeUrl(request);

    public Task<PlatformTokens> ExchangeCodeAsync(string code, ConnectRequest request, CancellationToken cancellation) =>
        _oauth.ExchangeAsync(code, request, cancellation);

    public Task<PlatformTokens> RefreshAsync(string refreshToken, CancellationToken cancellation) => _oauth.RefreshAsync(refreshToken, cancellation);

    public Task RevokeAsync(string accessToken, CancellationToken cancellation) => _oauth.RevokeAsync(accessToken, cancellation);

    public async Task<PlatformProfile> GetProfileAsync(string accessToken, CancellationToken cancellation)
    {
        var answer = await _http.CallAsync<UserAnswer>(
            "user info", "v2/user/info/?fields=open_id,display_name,avatar_url", accessToken, null, cancellation);
        var user = answer.User ?? throw TikTokErrors.Unavailable("TikTok's answer to user info names no user.");
        return new PlatformProfile(
            user.OpenId, user.DisplayName ?? user.OpenId, Uri.TryCreate(user.AvatarUrl, UriKind.Absolute, out var avatar) ? avatar : null);
    }

    public async Task<CreatorLimits> GetLimitsAsync(string accessToken, CancellationToken cancellation)
    {
        var creator = await _http.CallAsync<CreatorAnswer>(
            "creator info", "v2/post/publish/creator_info/query/", accessToken, new { }, cancellation);
        return new CreatorLimits(
            creator.CreatorNickname ?? creator.CreatorUsername ?? "",
            creator.PrivacyLevelOptions ?? [],
            creator.CommentDisabled,
            creator.DuetDisabled,
            creator.StitchDisabled,
            TimeSpan.FromSeconds(creator.MaxVideoPostDurationSec));
    }

    public async Task<PublishHandle> BeginAsync(string accessToken, PublishRequest request, CancellationToken cancellation)
    {
        var expires = _time.GetUtcNow() + UploadUrlLifetime;
        var answer = await _http.CallAsync<InitAnswer>("video init", "v2/post/publish/video/init/", accessToken, InitBody(request), cancellation);
        if (answer.PublishId is null || !Uri.TryCreate(answer.UploadUrl, UriKind.Absolute, out var url))
            throw TikTokErrors.Unavailable("TikTok's answer to video init lacks its handle.");
        Logs.Begun(_logger, answer.PublishId);
        return new PublishHandle(answer.PublishId, url, expires);
    }

    public async Task UploadAsync(
        string accessToken,
        PublishHandle handle,
        PublishRequest request,
        Func<long, CancellationToken, Task<Stream>> openAt,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        var status = await GetStatusAsync(accessToken, handle.Id, cancellation);
        if (status.Phase == PublishPhase.Failed)
            throw new PermanentException("platform_refused", $"TikTok ended the post before its bytes had arrived: {status.FailureCode}.");
        if (status.Phase is PublishPhase.AwaitingUpload or PublishPhase.Processing && status.UploadedBytes < request.VideoBytes)
            await _upload.SendAsync(handle, request, status.UploadedBytes, openAt, progress, cancellation);
        progress?.Report(1);
    }

    /// <summary>
    /// TikTok has one word for "send me bytes" and "I am working on them", and does not name the size it expects: with no byte there the phase
    /// is <see cref="PublishPhase.AwaitingUpload"/>, else <see cref="PublishPhase.Processing"/> with the number of bytes it has.
    /// </summary>
    public async Task<PublishStatus> GetStatusAsync(string accessToken, string handleId, CancellationToken cancellation)
    {
        var answer = await _http.CallAsync<StatusAnswer>(
            "status fetch", "v2/post/publish/status/fetch/", accessToken, new { publish_id = handleId }, cancellation);
        var phase = answer.Status switch
        {
            "PROCESSING_UPLOAD" when answer.UploadedBytes == 0 => PublishPhase.AwaitingUpload,
            "PROCESSING_UPLOAD" or "PROCESSING_DOWNLOAD" => PublishPhase.Processing,
            "PUBLISH_COMPLETE" => PublishPhase.Published,
            "SEND_TO_USER_INBOX" => PublishPhase.InInbox,
            "FAILED" => PublishPhase.Failed,
            _ => throw TikTokErrors.Unavailable($"TikTok gave an unknown status: {answer.Status}."),
        };
        var ids = (answer.PublicalyAvailablePostId ?? []).Select(id => id.ToString(CultureInfo.InvariantCulture)).ToList();
        return new PublishStatus(
            phase, ids, answer.UploadedBytes, answer.FailReason, answer.FailReason is "internal" or "video_pull_failed" or "spam_risk_too_many_posts");
    }

    public async Task<IReadOnlyList<PlatformMetrics>> GetMetricsAsync(
        string accessToken, IReadOnlyList<string> postIds, CancellationToken cancellation) =>
        [.. (await _videos.QueryAsync(accessToken, postIds, cancellation)).Select(Metrics)];

    public async Task<IReadOnlyList<PlatformMetrics>> ListRecentAsync(string accessToken, int count, CancellationToken cancellation) =>
        [.. (await _videos.ListAsync(accessToken, count, cancellation)).Select(Metrics)];

    private static object InitBody(PublishRequest request)
    {
        var plan = new UploadPlan(request.VideoBytes);
        return new
        {
            post_info = new
            {
                title = request.Caption,
                privacy_level = request.Privacy,
                disable_comment = request.DisableComments,
                disable_duet = request.DisableDuet,
                disable_stitch = request.DisableStitch,
                video_cover_timestamp_ms = (int)(request.CoverAt ?? TimeSpan.Zero).TotalMilliseconds,
                brand_content_toggle = false,
                brand_organic_toggle = false,
                is_aigc = request.AiGenerated,
            },
            source_info = new
            {
                source = "FILE_UPLOAD",
                video_size = plan.Size,
                chunk_size = plan.ChunkSize,
                total_chunk_count = plan.Count,
            },
        };
    }

    /// <summary>The Display API tells neither saves nor watch time.</summary>
    private static PlatformMetrics Metrics(WireVideo video) => new(
        video.Id,
        Uri.TryCreate(video.ShareUrl, UriKind.Absolute, out var url) ? url : null,
        video.ViewCount,
        video.LikeCount,
        video.CommentCount,
        video.ShareCount,
        Saves: null);
}
