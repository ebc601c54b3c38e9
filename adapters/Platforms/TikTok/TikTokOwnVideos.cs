using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.TikTok;

/// <summary>Public videos of a connected account by the Display API. TikTok shows an app nobody else's.</summary>
public sealed class TikTokOwnVideos : IOwnVideos
{
    private const string Scope = "video.list";
    private const string Counts = "id,view_count,like_count,comment_count,share_count";

    private readonly TikTokVideos _full;
    private readonly TikTokVideos _counts;
    private readonly TimeProvider _time;

    /// <param name="http">From <see cref="TikTokPlatform.CreateHttpClient"/>, or one without a timeout of its own and without redirects.</param>
    public TikTokOwnVideos(HttpClient http, TikTokOptions options, TimeProvider time, ILogger<TikTokOwnVideos> logger)
    {
        var calls = new TikTokHttp(http, options, time, logger);
        _full = new TikTokVideos(calls, $"{Counts},share_url,title,video_description,create_time,cover_image_url,duration");
        _counts = new TikTokVideos(calls, Counts);
        _time = time;
    }

    public TrendSourceInfo Info { get; } = new(
        "tiktok", "tiktok", Official: true, "TikTok Display API: the newest public videos of the accounts that you have connected, and their counts, by those accounts' own sign-in.");

    public bool MayRead(IReadOnlyList<string> scopes) => scopes.Contains(Scope);

    public async Task<IReadOnlyList<PublicVideo>> ListAsync(string accessToken, PlatformProfile account, int max, CancellationToken cancellation)
    {
        var videos = await _full.ListAsync(accessToken, max, cancellation);
        return [.. videos.Select(video => Read(video, account)).OfType<PublicVideo>()];
    }

    public async Task<IReadOnlyDictionary<string, PublicMetrics>> MeasureAsync(
        string accessToken, IReadOnlyList<string> videoIds, CancellationToken cancellation)
    {
        var videos = await _counts.QueryAsync(accessToken, videoIds, cancellation);
        return videos.DistinctBy(video => video.Id).ToDictionary(video => video.Id, Metrics);
    }

    /// <returns>Null: without a link or a time there is nothing to watch.</returns>
    private PublicVideo? Read(WireVideo video, PlatformProfile account)
    {
        if (video.CreateTime <= 0 || !Uri.TryCreate(video.ShareUrl, UriKind.Absolute, out var link))
            return null;
        var description = video.VideoDescription ?? "";
        // Many have no title of their own; what people see is the description then.
        var title = string.IsNullOrWhiteSpace(video.Title) ? description : video.Title;
        return new PublicVideo(
            Info.Platform, video.Id, account.ExternalId, account.DisplayName, title, description, link,
            Uri.TryCreate(video.CoverImageUrl, UriKind.Absolute, out var cover) ? cover : null,
            DateTimeOffset.FromUnixTimeSeconds(video.CreateTime), video.Duration, Language: null, Hashtags.In(title, description), Sound: null, Metrics(video));
    }

    private PublicMetrics Metrics(WireVideo video) => new(video.ViewCount, video.LikeCount, video.CommentCount, video.ShareCount, _time.GetUtcNow());
}
