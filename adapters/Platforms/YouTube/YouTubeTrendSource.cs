using System.Globalization;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.YouTube;

/// <summary>Public videos by the YouTube Data API v3, by key. Costs: a search is one of the day's searches, everything else one unit a page.</summary>
public sealed class YouTubeTrendSource : ITrendSource
{
    private const int MostIdsPerCall = 50;
    private const int MostPerPage = 50;
    private const string VideoParts = "part=snippet,contentDetails,statistics";

    private readonly YouTubeHttp _http;
    private readonly YouTubeLinks _links;
    private readonly VideoReading _reading;

    /// <param name="http">From <see cref="CreateHttpClient"/>, or one without a timeout of its own and without redirects.</param>
    /// <param name="budget">Shared by all that use the same project at Google.</param>
    public YouTubeTrendSource(HttpClient http, YouTubeOptions options, QuotaBudget budget, TimeProvider time, ILogger<YouTubeTrendSource> logger)
    {
        _http = new YouTubeHttp(http, options, budget, time, logger, PortErrors.Source);
        _links = new YouTubeLinks(options);
        _reading = new VideoReading(_links, time);
    }

    public TrendSourceInfo Info { get; } = new(
        "youtube", VideoReading.Platform, Official: true,
        "YouTube Data API v3: searches by keyword, region and language, the charts, channels' uploads, and public counts, within the day's quota.");

    public static HttpClient CreateHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        // Each call has its own limit.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<IReadOnlyList<PublicVideo>> SearchAsync(TrendQuery query, CancellationToken cancellation)
    {
        IReadOnlyList<string> texts = KeywordQueries.Of(query.Keywords);
        if (texts.Count == 0 || query.Max < 1)
            return [];
        var ids = new List<string>();
        // Each search gets an equal part, so that the first keywords don't take everything.
        int share = (query.Max + texts.Count - 1) / texts.Count;
        foreach (string text in texts)
            ids.AddRange(await SearchIdsAsync(text, query, share, cancellation));
        IReadOnlyList<PublicVideo> videos = await VideosAsync([.. ids.Distinct().Take(query.Max)], cancellation);
        return [.. videos.OrderByDescending(v => v.PublishedAt)];
    }

    public async Task<IReadOnlyList<PublicVideo>> ChartAsync(string region, string? category, int max, CancellationToken cancellation)
    {
        string path = $"videos?{VideoParts}&chart=mostPopular&regionCode={Uri.EscapeDataString(region)}"
            + (category is null ? "" : $"&videoCategoryId={Uri.EscapeDataString(category)}");
        try
        {
            IReadOnlyList<WireVideo> videos = await PagesAsync<WireVideo>("chart", path, max, 1, cancellation, ["videoChartNotFound", "notFound"]);
            return [.. videos.Select(_reading.Video).OfType<PublicVideo>()];
        }
        catch (YouTubeRefusalException)
        {
            // Documented as 400, seen as 404: the region has no such chart.
            return [];
        }
    }

    public async Task<IReadOnlyDictionary<string, PublicMetrics>> MeasureAsync(IReadOnlyList<string> videoIds, CancellationToken cancellation)
    {
        var found = new Dictionary<string, PublicMetrics>();
        foreach (string[] ids in videoIds.Distinct().Chunk(MostIdsPerCall))
        {
            WireList<WireVideo> answer = await _http.CallAsync<WireList<WireVideo>>(
                "statistics", $"videos?part=statistics&id={Ids(ids)}", 1, null, cancellation);
            foreach (WireVideo video in answer.Items ?? [])
                found[video.Id] = _reading.Metrics(video.Statistics);
        }

        return found;
    }

    public async Task<PublicCreator?> FindCreatorAsync(string link, CancellationToken cancellation)
    {
        if (_links.FindChannel(link) is not { } query)
            return null;
        WireChannel? channel = await ChannelAsync($"part=snippet,statistics&{query}", cancellation);
        return channel is null ? null : _reading.Creator(channel);
    }

    public async Task<IReadOnlyList<PublicVideo>> UploadsAsync(string creatorId, int max, CancellationToken cancellation)
    {
        WireChannel? channel = await ChannelAsync($"part=contentDetails&id={Uri.EscapeDataString(creatorId)}", cancellation);
        if (channel?.ContentDetails?.RelatedPlaylists?.Uploads is not { Length: > 0 } playlist || max < 1)
            return [];
        try
        {
            IReadOnlyList<WireVideo> items = await PagesAsync<WireVideo>(
                "uploads", $"playlistItems?part=contentDetails&playlistId={Uri.EscapeDataString(playlist)}", max, 1, cancellation, ["playlistNotFound"]);
            IReadOnlyList<PublicVideo> videos = await VideosAsync([.. items.Select(i => i.ContentDetails?.VideoId).OfType<string>().Distinct()], cancellation);
            return [.. videos.OrderByDescending(v => v.PublishedAt)];
        }
        catch (YouTubeRefusalException)
        {
            // A channel without videos has no such playlist.
            return [];
        }
    }

    private async Task<IReadOnlyList<string>> SearchIdsAsync(string text, TrendQuery query, int max, CancellationToken cancellation)
    {
        string after = query.PublishedAfter.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string path = $"search?part=snippet&type=video&order=date&publishedAfter={Uri.EscapeDataString(after)}&q={Uri.EscapeDataString(text)}"
            + (query.Region is { } region ? $"&regionCode={Uri.EscapeDataString(region)}" : "")
            + (query.Language is { } language ? $"&relevanceLanguage={Uri.EscapeDataString(language.Split('-')[0])}" : "");
        IReadOnlyList<WireFound> found = await PagesAsync<WireFound>("search", path, max, null, cancellation);
        return [.. found.Select(f => f.Id?.VideoId).OfType<string>()];
    }

    private async Task<IReadOnlyList<PublicVideo>> VideosAsync(string[] videoIds, CancellationToken cancellation)
    {
        var videos = new List<PublicVideo>();
        foreach (string[] ids in videoIds.Chunk(MostIdsPerCall))
        {
            WireList<WireVideo> answer = await _http.CallAsync<WireList<WireVideo>>("videos", $"videos?{VideoParts}&id={Ids(ids)}", 1, null, cancellation);
            videos.AddRange((answer.Items ?? []).Select(_reading.Video).OfType<PublicVideo>());
        }

        return videos;
    }

    private async Task<WireChannel?> ChannelAsync(string query, CancellationToken cancellation) =>
        (await _http.CallAsync<WireList<WireChannel>>("channel", $"channels?{query}", 1, null, cancellation)).Items?.FirstOrDefault();

    private async Task<IReadOnlyList<T>> PagesAsync<T>(
        string operation, string path, int max, int? cost, CancellationToken cancellation, IReadOnlyList<string>? expects = null)
    {
        var items = new List<T>();
        string? token = null;
        while (items.Count < max)
        {
            int size = Math.Min(max - items.Count, MostPerPage);
            WireList<T> page = await _http.CallAsync<WireList<T>>(
                operation,
                string.Create(CultureInfo.InvariantCulture, $"{path}&maxResults={size}{(token is null ? "" : "&pageToken=" + Uri.EscapeDataString(token))}"),
                cost, null, cancellation, expects);
            items.AddRange(page.Items ?? []);
            if (page is not { NextPageToken: { } next, Items.Length: > 0 })
                break;
            token = next;
        }

        return items;
    }

    private static string Ids(string[] ids) => Uri.EscapeDataString(string.Join(',', ids));
}
