using System.Globalization;
using System.Xml;

namespace Shortloop.Sandbox.YouTube;

/// <summary>Resources as YouTube writes them: counts are texts, what is hidden is absent.</summary>
internal sealed class VideoJson(SandboxContext sandbox)
{
    public Dictionary<string, object?> Video(TubeVideo video, IReadOnlySet<string> parts)
    {
        var json = Resource("youtube#video", video.Id);
        if (parts.Contains("snippet"))
            json["snippet"] = Snippet(video);
        if (parts.Contains("contentDetails"))
            json["contentDetails"] = ContentDetails(video);
        if (parts.Contains("statistics"))
            json["statistics"] = Statistics(video);
        if (parts.Contains("status"))
            json["status"] = new { uploadStatus = "processed", privacyStatus = "public", license = "youtube", embeddable = true, publicStatsViewable = true, madeForKids = false };
        return json;
    }

    /// <summary>In searches and playlists: shorter, without tags, and a search escapes its texts as HTML.</summary>
    public Dictionary<string, object?> ShortSnippet(TubeVideo video, bool escaped)
    {
        var description = video.Description.Length <= 160 ? video.Description : video.Description[..160] + " ...";
        return new()
        {
            ["publishedAt"] = Time(video.PublishedAt),
            ["channelId"] = video.ChannelId,
            ["title"] = escaped ? Html.Text(video.Title) : video.Title,
            ["description"] = escaped ? Html.Text(description) : description,
            ["thumbnails"] = Thumbnails(video.Id),
            ["channelTitle"] = video.ChannelTitle,
            ["liveBroadcastContent"] = "none",
        };
    }

    public object Thumbnails(string videoId) => new
    {
        @default = new { url = Picture(videoId), width = 120, height = 90 },
        medium = new { url = Picture(videoId), width = 320, height = 180 },
        high = new { url = Picture(videoId), width = 480, height = 360 },
    };

    public static Dictionary<string, object?> Resource(string kind, object id) => new() { ["kind"] = kind, ["etag"] = "sbx", ["id"] = id };

    public static string Time(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private Dictionary<string, object?> Snippet(TubeVideo video)
    {
        var snippet = ShortSnippet(video, escaped: false);
        snippet["description"] = video.Description;
        snippet["tags"] = video.Tags;
        snippet["categoryId"] = video.CategoryId;
        // Most creators say it.
        if (video.World is null || video.World.PublishedAt.Second % 8 != 0)
            snippet["defaultAudioLanguage"] = video.Language;
        return snippet;
    }

    private static Dictionary<string, object?> ContentDetails(TubeVideo video) => new()
    {
        ["duration"] = XmlConvert.ToString(TimeSpan.FromSeconds(video.DurationSeconds)),
        ["dimension"] = "2d",
        ["definition"] = "hd",
        ["caption"] = video.HasCaptions ? "true" : "false",
        ["licensedContent"] = false,
        ["projection"] = "rectangular",
    };

    private static Dictionary<string, object?> Statistics(TubeVideo video)
    {
        var statistics = new Dictionary<string, object?> { ["viewCount"] = Text(video.Metrics.Views), ["favoriteCount"] = "0" };
        if (video.Metrics.Likes is { } likes)
            statistics["likeCount"] = Text(likes);
        if (video.Metrics.Comments is { } comments)
            statistics["commentCount"] = Text(comments);
        return statistics;
    }

    private Uri Picture(string videoId) => sandbox.Link($"youtube/img/{videoId}.svg");
}
