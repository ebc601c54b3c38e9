using Shortloop.Core.Ports;

namespace Shortloop.Adapters.YouTube;

/// <summary>Public videos of a connected channel. What is public there, a key may read: the channel's own sign-in would cost the same units and show more than is meant.</summary>
public sealed class YouTubeOwnVideos(YouTubeTrendSource source) : IOwnVideos
{
    public TrendSourceInfo Info { get; } = new(
        "youtube_own", VideoReading.Platform, Official: true, "YouTube Data API v3: the newest public videos of the channels that you have connected, and their counts, within the day's quota.");

    public bool MayRead(IReadOnlyList<string> scopes) => true;

    public Task<IReadOnlyList<PublicVideo>> ListAsync(string accessToken, PlatformProfile account, int max, CancellationToken cancellation) =>
        source.UploadsAsync(account.ExternalId, max, cancellation);

    public Task<IReadOnlyDictionary<string, PublicMetrics>> MeasureAsync(string accessToken, IReadOnlyList<string> videoIds, CancellationToken cancellation) =>
        source.MeasureAsync(videoIds, cancellation);
}
