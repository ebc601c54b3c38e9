using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.YouTube;

/// <summary>
/// Without a key: a channel's public feed (its newest fifteen videos, with views and likes), and oEmbed for the name behind a link. It can
/// neither search nor give a chart, and measures only what a feed still shows.
/// </summary>
public sealed class FeedTrendSource : ITrendSource
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Yt = "http://www.youtube.com/xml/schemas/2015";
    private static readonly XNamespace Media = "http://search.yahoo.com/mrss/";

    private readonly YouTubeHttp _http;
    private readonly YouTubeLinks _links;
    private readonly TimeProvider _time;

    /// <param name="http">From <see cref="YouTubeTrendSource.CreateHttpClient"/>.</param>
    public FeedTrendSource(HttpClient http, YouTubeOptions options, QuotaBudget budget, TimeProvider time, ILogger<FeedTrendSource> logger)
    {
        _time = time;
        _http = new YouTubeHttp(http, options, budget, time, logger, PortErrors.Source);
        _links = new YouTubeLinks(options);
    }

    public TrendSourceInfo Info { get; } = new(
        "feed", VideoReading.Platform, Official: true, "YouTube's public feeds (the newest fifteen videos of a channel) and oEmbed for single links; no key, no search.");

    public Task<IReadOnlyList<PublicVideo>> SearchAsync(TrendQuery query, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<PublicVideo>>([]);

    public Task<IReadOnlyList<PublicVideo>> ChartAsync(string region, string? category, int max, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PublicVideo>>([]);

    /// <summary>Nothing: neither feed nor oEmbed tells a video's numbers by its id.</summary>
    public Task<IReadOnlyDictionary<string, PublicMetrics>> MeasureAsync(IReadOnlyList<string> videoIds, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, PublicMetrics>>(new Dictionary<string, PublicMetrics>());

    /// <summary>By the channel's id only: a feed has no other address. Followers and totals are not told.</summary>
    public async Task<PublicCreator?> FindCreatorAsync(string link, CancellationToken cancellation)
    {
        if (_links.FindChannel(link) is not ['i', 'd', '=', .. var id] || await FeedAsync(id, cancellation) is not { } feed)
            return null;
        return new PublicCreator(VideoReading.Platform, id, (string?)feed.Element(Atom + "title") ?? id, null, _links.Channel(id), null, null, null, null);
    }

    public async Task<IReadOnlyList<PublicVideo>> UploadsAsync(string creatorId, int max, CancellationToken cancellation) =>
        await FeedAsync(creatorId, cancellation) is { } feed
            ? [.. feed.Elements(Atom + "entry").Select(entry => Video(entry, creatorId)).OfType<PublicVideo>().OrderByDescending(v => v.PublishedAt).Take(max)]
            : [];

    /// <summary>Title, author and picture of one link, by oEmbed.</summary>
    /// <returns>Null: no link to a video, or nothing public there.</returns>
    public async Task<(string Title, string Author, Uri? Thumbnail)?> DescribeAsync(string link, CancellationToken cancellation)
    {
        if (_links.FindVideoId(link) is not { } id)
            return null;
        string url = Uri.EscapeDataString($"https://www.youtube.com/watch?v={id}");
        byte[]? body = await _http.PageAsync("oEmbed", $"oembed?format=json&url={url}", cancellation);
        return body is not null && YouTubeHttp.Read<EmbedAnswer>(body) is { Title: { } title } answer
            ? (title, answer.AuthorName ?? "", Uri.TryCreate(answer.ThumbnailUrl, UriKind.Absolute, out Uri? picture) ? picture : null)
            : null;
    }

    private async Task<XElement?> FeedAsync(string channelId, CancellationToken cancellation)
    {
        byte[]? body = await _http.PageAsync("feed", $"feeds/videos.xml?channel_id={Uri.EscapeDataString(channelId)}", cancellation);
        if (body is null)
            return null;
        try
        {
            // No document type, so nothing that could be expanded or fetched.
            using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XElement.Load(reader);
        }
        catch (XmlException broken)
        {
            throw new TransientException("source_unavailable", "YouTube's feed could not be read.", null, broken);
        }
    }

    private PublicVideo? Video(XElement entry, string channelId)
    {
        if ((string?)entry.Element(Yt + "videoId") is not { } id || !DateTimeOffset.TryParse(
            (string?)entry.Element(Atom + "published"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset published))
            return null;
        XElement? group = entry.Element(Media + "group");
        XElement? community = group?.Element(Media + "community");
        string title = (string?)entry.Element(Atom + "title") ?? "";
        string description = (string?)group?.Element(Media + "description") ?? "";
        return new PublicVideo(
            VideoReading.Platform, id, channelId, (string?)entry.Element(Atom + "author")?.Element(Atom + "name") ?? channelId, title, description,
            _links.Watch(id), Uri.TryCreate((string?)group?.Element(Media + "thumbnail")?.Attribute("url"), UriKind.Absolute, out Uri? picture) ? picture : null,
            published, DurationSeconds: null, Language: null, HashtagReading.Of(title, description, []), Sound: null,
            new PublicMetrics(
                Count(community?.Element(Media + "statistics")?.Attribute("views")),
                // A hidden number of likes reads 0 here, so 0 says nothing.
                Count(community?.Element(Media + "starRating")?.Attribute("count")) is > 0 and var likes ? likes : null,
                Comments: null, Shares: null, _time.GetUtcNow()));
    }

    private static long? Count(XAttribute? attribute) =>
        long.TryParse(attribute?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count : null;
}
