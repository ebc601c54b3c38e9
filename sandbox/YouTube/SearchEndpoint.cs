using System.Globalization;
using System.Text.RegularExpressions;
using Shortloop.Sandbox.World;

namespace Shortloop.Sandbox.YouTube;

/// <summary>search.list over what the world has published in the last 60 days, or since publishedAfter.</summary>
internal sealed partial class SearchEndpoint(SandboxContext sandbox, KnownVideos videos, VideoJson json)
{
    private const int MostResults = 500;
    private const int DaysBack = 60;

    [GeneratedRegex("""-?"[^"]+"|[^\s|]+|\|""")]
    private static partial Regex Token { get; }

    public IResult Search(YouTubeCall call)
    {
        var type = call["type"] ?? "video";
        if (type == "channel")
            return Channels(call);
        if (type != "video")
            return YouTubeReply.Invalid("type: video or channel.");
        if (!TryTime(call["publishedAfter"], out var after) || !TryTime(call["publishedBefore"], out var before))
            return YouTubeReply.Error(400, "invalidPublishedAfter", "Times must be RFC 3339, such as 2026-01-01T00:00:00Z.", "youtube.search");
        var now = sandbox.Now;
        var until = before is null || before > now ? now : before.Value;
        var from = after ?? until.AddDays(-DaysBack);
        var query = Groups(call["q"] ?? "");
        var found = Candidates(call, from, until)
            .Where(v => (call["relevanceLanguage"] is not { } language || v.Language == language.Split('-')[0])
                && (call["videoCategoryId"] is not { } category || WorldCategories.YouTubeId(v.Category) == category)
                && HasLength(v, call["videoDuration"]) && Matches(query, v));
        var ordered = call["order"] switch
        {
            "date" => found.OrderByDescending(v => v.PublishedAt),
            "title" => found.OrderBy(v => v.Title, StringComparer.Ordinal),
            null or "relevance" or "viewCount" or "rating" => found.OrderByDescending(v => sandbox.World.MetricsAt(v, now).Views),
            _ => null,
        };
        return ordered is null
            ? YouTubeReply.Error(400, "invalidSearchFilter", "order: date, rating, relevance, title or viewCount.", "youtube.search")
            : Paging.Page(call, "youtube#searchListResponse", ordered.Take(MostResults).ToList(), v => Result("youtube#video", "videoId", v.Id, json.ShortSnippet(videos.Of(v), escaped: true)));
    }

    private IEnumerable<WorldVideo> Candidates(YouTubeCall call, DateTimeOffset from, DateTimeOffset until)
    {
        if (call["channelId"] is not { } channel)
            return sandbox.World.VideosPublished(from, until);
        return sandbox.World.FindCreator(channel) is { } creator
            ? sandbox.World.Uploads(creator, until).TakeWhile(v => v.PublishedAt >= from)
            : [];
    }

    private IResult Channels(YouTubeCall call)
    {
        var query = Groups(call["q"] ?? "");
        var found = sandbox.World.Creators.Where(c => query.TrueForAll(group => group.Any(term => Has($"{c.Name} {c.Handle} {c.Category}", term)))).Take(MostResults).ToList();
        return Paging.Page(call, "youtube#searchListResponse", found, c => Result(
            "youtube#channel", "channelId", c.Id, new { publishedAt = VideoJson.Time(CreatorWorld.Beginning), channelId = c.Id, title = Html.Text(c.Name), channelTitle = c.Name }));
    }

    private static Dictionary<string, object?> Result(string kind, string idName, string id, object snippet) => new()
    {
        ["kind"] = "youtube#searchResult",
        ["etag"] = "sbx",
        ["id"] = new Dictionary<string, object?> { ["kind"] = kind, [idName] = id },
        ["snippet"] = snippet,
    };

    /// <summary>All groups must be met, each by one of its terms: a|b is one group; -c is met by its absence.</summary>
    private static List<List<string>> Groups(string query)
    {
        var groups = new List<List<string>>();
        var joins = false;
        foreach (var token in Token.Matches(query).Select(m => m.Value))
        {
            if (token == "|")
            {
                joins = groups.Count > 0;
                continue;
            }

            var term = token.Replace("\"", "", StringComparison.Ordinal);
            if (joins)
                groups[^1].Add(term);
            else
                groups.Add([term]);
            joins = false;
        }

        return groups;
    }

    private static bool Matches(List<List<string>> query, WorldVideo video)
    {
        if (query.Count == 0)
            return true;
        var text = $"{video.Title}\n{video.Description}\n{video.Creator.Name} {video.Category.Replace('_', ' ')}";
        return query.TrueForAll(group => group.Exists(term => term is ['-', .. { Length: > 0 } unwanted] ? !Has(text, unwanted) : Has(text, term.TrimStart('#'))));
    }

    private static bool Has(string text, string term) => text.Contains(term, StringComparison.OrdinalIgnoreCase);

    private static bool HasLength(WorldVideo video, string? length) => length switch
    {
        "short" => video.DurationSeconds < 240,
        "medium" => video.DurationSeconds is >= 240 and <= 1200,
        "long" => video.DurationSeconds > 1200,
        _ => true,
    };

    private static bool TryTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (text is null)
            return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
            return false;
        time = parsed;
        return true;
    }
}
