using Shortloop.Sandbox.World;

namespace Shortloop.Sandbox.YouTube;

/// <summary>videos.list and videoCategories.list.</summary>
internal sealed class VideoEndpoints(SandboxContext sandbox, KnownVideos videos, VideoJson json)
{
    private const int ChartLength = 200;

    private static readonly (string Id, string Title)[] Categories =
    [
        ("1", "Film & Animation"), ("2", "Autos & Vehicles"), ("10", "Music"), ("15", "Pets & Animals"), ("17", "Sports"), ("19", "Travel & Events"), ("20", "Gaming"),
        ("22", "People & Blogs"), ("23", "Comedy"), ("24", "Entertainment"), ("25", "News & Politics"), ("26", "Howto & Style"), ("27", "Education"), ("28", "Science & Technology"),
    ];

    /// <summary>Since July 2025 only few categories have a chart; the others answer as if it were not there.</summary>
    private static readonly string[] WithChart = ["1", "10", "20", "24"];

    public IResult Videos(YouTubeCall call)
    {
        if (call["chart"] is { } chart)
            return chart == "mostPopular" ? Chart(call) : YouTubeReply.Error(400, "unsupportedChart", "The chart parameter is not supported.", "youtube.parameter");
        var ids = call.List("id");
        if (ids.Count is 0 or > 50)
            return YouTubeReply.Error(400, "invalidFilters", "The request must name 1 to 50 ids, or a chart.", "youtube.parameter");
        var found = ids.Distinct().Select(videos.Find).OfType<TubeVideo>().ToList();
        return Results.Json(new
        {
            kind = "youtube#videoListResponse",
            etag = "sbx",
            items = found.Select(v => json.Video(v, call.Parts)),
            pageInfo = new { totalResults = found.Count, resultsPerPage = found.Count },
        });
    }

    public IResult CategoryList(YouTubeCall call) => Results.Json(new
    {
        kind = "youtube#videoCategoryListResponse",
        etag = "sbx",
        items = Categories.Select(c => new { kind = "youtube#videoCategory", etag = "sbx", id = c.Id, snippet = new { title = c.Title, assignable = true, channelId = "UCsandbox" } }),
    });

    private IResult Chart(YouTubeCall call)
    {
        var category = call["videoCategoryId"] is { } id && id != "0" ? id : null;
        if (category is not null && !WithChart.Contains(category))
            return YouTubeReply.Error(404, "videoChartNotFound", "The requested video chart is not supported or is not available.", "youtube.video");
        var (now, language) = (sandbox.Now, WorldLanguages.OfRegion(call["regionCode"] ?? "US"));
        var all = sandbox.World.VideosPublished(now.AddDays(-7), now)
            .Where(v => v.Language == language && (category is null || WorldCategories.YouTubeId(v.Category) == category))
            .OrderByDescending(v => sandbox.World.MetricsAt(v, now).Views)
            .Take(ChartLength)
            .ToList();
        return Paging.Page(call, "youtube#videoListResponse", all, v => json.Video(videos.Of(v), call.Parts));
    }
}
