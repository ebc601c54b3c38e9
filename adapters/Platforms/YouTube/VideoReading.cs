using System.Globalization;
using System.Xml;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.YouTube;

/// <summary>From YouTube's resources to the port's records. A hidden count is null.</summary>
internal sealed class VideoReading(YouTubeLinks links, TimeProvider time)
{
    public const string Platform = "youtube";

    public PublicVideo? Video(WireVideo video) => video.Snippet is not { ChannelId: { } channel } snippet ? null : new PublicVideo(
        Platform,
        video.Id,
        channel,
        snippet.ChannelTitle ?? channel,
        snippet.Title ?? "",
        snippet.Description ?? "",
        links.Watch(video.Id),
        Picture(snippet.Thumbnails),
        snippet.PublishedAt,
        Seconds(video.ContentDetails?.Duration),
        snippet.DefaultAudioLanguage ?? snippet.DefaultLanguage,
        HashtagReading.Of(snippet.Title ?? "", snippet.Description ?? "", snippet.Tags ?? []),
        Sound: null,
        Metrics(video.Statistics));

    /// <summary>YouTube does not tell shares.</summary>
    public PublicMetrics Metrics(WireStatistics? statistics) =>
        new(Number(statistics?.ViewCount), Number(statistics?.LikeCount), Number(statistics?.CommentCount), Shares: null, time.GetUtcNow());

    public PublicCreator Creator(WireChannel channel) => new(
        Platform,
        channel.Id,
        channel.Snippet?.Title ?? channel.Id,
        channel.Snippet?.CustomUrl is { Length: > 0 } handle ? (handle[0] == '@' ? handle : "@" + handle) : null,
        links.Channel(channel.Id),
        Picture(channel.Snippet?.Thumbnails),
        channel.Statistics is { HiddenSubscriberCount: false } statistics ? Number(statistics.SubscriberCount) : null,
        Number(channel.Statistics?.ViewCount),
        Number(channel.Statistics?.VideoCount));

    /// <summary>ISO 8601; a live stream that goes on has P0D, which is no duration.</summary>
    public static double? Seconds(string? duration)
    {
        try
        {
            return duration is null ? null : XmlConvert.ToTimeSpan(duration).TotalSeconds is > 0 and var seconds ? seconds : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static Uri? Picture(WireThumbnails? pictures) =>
        Uri.TryCreate(pictures?.High?.Url ?? pictures?.Medium?.Url ?? pictures?.Default?.Url, UriKind.Absolute, out Uri? url) ? url : null;
}
