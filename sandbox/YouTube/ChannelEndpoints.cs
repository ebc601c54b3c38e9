using Shortloop.Sandbox.World;

namespace Shortloop.Sandbox.YouTube;

/// <summary>channels.list and playlistItems.list (uploads only).</summary>
internal sealed class ChannelEndpoints(SandboxContext sandbox, KnownVideos videos, VideoJson json)
{
    private const int MostUploads = 500;

    public IResult Channels(YouTubeCall call)
    {
        List<WorldCreator> found;
        if (call["mine"] == "true")
        {
            if (call.Grant is not { } grant)
                return YouTubeReply.Error(401, "authorizationRequired", "The request uses the mine parameter but is not properly authorized.", "youtube.parameter");
            if (!Scopes.MayRead(grant))
                return InsufficientScope();
            found = Found([grant.ChannelId]);
        }
        else if (call["forHandle"] is { } handle)
        {
            found = Found([handle.StartsWith('@') ? handle : "@" + handle]);
        }
        else if (call.List("id") is { Count: > 0 and <= 50 } ids)
        {
            found = Found(ids.Where(id => id.StartsWith("UC", StringComparison.Ordinal)));
        }
        else
        {
            return YouTubeReply.Error(400, "missingRequiredParameter", "No filter selected. Expected one of: id, mine, forHandle", "youtube.parameter");
        }

        var answer = new Dictionary<string, object?>
        {
            ["kind"] = "youtube#channelListResponse",
            ["etag"] = "sbx",
            ["pageInfo"] = new { totalResults = found.Count, resultsPerPage = 5 },
        };
        // As the real one: no empty list, but none at all.
        if (found.Count > 0)
            answer["items"] = found.Select(c => Channel(c, call.Parts));
        return Results.Json(answer);
    }

    public IResult PlaylistItems(YouTubeCall call)
    {
        if (call["playlistId"] is not { } playlist)
            return YouTubeReply.Error(400, "playlistIdRequired", "The subscribe request does not specify a value for the required playlistId property.", "youtube.playlistItem");
        if (!playlist.StartsWith("UU", StringComparison.Ordinal) || sandbox.World.FindCreator("UC" + playlist[2..]) is not { } creator)
            return YouTubeReply.Error(404, "playlistNotFound", "The playlist identified with the request's playlistId parameter cannot be found.", "youtube.playlistItem");
        var all = sandbox.World.Uploads(creator, sandbox.Now).Take(MostUploads).ToList();
        return Paging.Page(call, "youtube#playlistItemListResponse", all, v => Item(playlist, v, call.Parts));
    }

    public static IResult InsufficientScope() =>
        YouTubeReply.Error(403, "insufficientPermissions", "Request had insufficient authentication scopes.", "global", "PERMISSION_DENIED");

    private List<WorldCreator> Found(IEnumerable<string> names) => [.. names.Distinct().Select(sandbox.World.FindCreator).OfType<WorldCreator>()];

    private Dictionary<string, object?> Channel(WorldCreator creator, IReadOnlySet<string> parts)
    {
        var json = VideoJson.Resource("youtube#channel", creator.Id);
        var days = (sandbox.Now - CreatorWorld.Beginning).TotalDays;
        if (parts.Contains("snippet"))
        {
            var picture = sandbox.Link($"youtube/img/{creator.Id}.svg");
            json["snippet"] = new
            {
                title = creator.Name,
                description = "Played by the sandbox",
                customUrl = creator.Handle,
                publishedAt = VideoJson.Time(CreatorWorld.Beginning),
                thumbnails = new { @default = new { url = picture, width = 88, height = 88 } },
            };
        }

        if (parts.Contains("statistics"))
        {
            // One in twenty hides how many follow.
            var hidden = creator.Index % 20 == 7;
            var statistics = new Dictionary<string, object?>
            {
                ["viewCount"] = VideoJson.Text((long)(creator.MedianViews * creator.VideosPerDay * 1.4 * days)),
                ["hiddenSubscriberCount"] = hidden,
                ["videoCount"] = VideoJson.Text((long)(creator.VideosPerDay * days)),
            };
            if (!hidden)
                statistics["subscriberCount"] = VideoJson.Text(Rounded(creator.FollowersAt(sandbox.Now)));
            json["statistics"] = statistics;
        }

        if (parts.Contains("contentDetails"))
            json["contentDetails"] = new { relatedPlaylists = new { likes = "", uploads = creator.UploadsPlaylist } };
        return json;
    }

    private Dictionary<string, object?> Item(string playlist, WorldVideo video, IReadOnlySet<string> parts)
    {
        var item = VideoJson.Resource("youtube#playlistItem", playlist + "." + video.Id);
        if (parts.Contains("snippet"))
        {
            var snippet = json.ShortSnippet(videos.Of(video), escaped: false);
            snippet["playlistId"] = playlist;
            snippet["resourceId"] = new { kind = "youtube#video", videoId = video.Id };
            item["snippet"] = snippet;
        }

        if (parts.Contains("contentDetails"))
            item["contentDetails"] = new { videoId = video.Id, videoPublishedAt = VideoJson.Time(video.PublishedAt) };
        return item;
    }

    /// <summary>YouTube tells three leading figures.</summary>
    private static long Rounded(long count)
    {
        var unit = 1L;
        while (count / unit >= 1000)
            unit *= 10;
        return count / unit * unit;
    }
}
