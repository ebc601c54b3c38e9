using System.Globalization;
using System.Text.Json;

namespace Shortloop.Sandbox.TikTok;

/// <summary>Display API: the creator, and public videos with their figures. Which fields come back is said in the query string.</summary>
internal sealed class DisplayEndpoints(SandboxContext sandbox)
{
    private static readonly Dictionary<string, string> UserFields = new()
    {
        ["open_id"] = "user.info.basic",
        ["union_id"] = "user.info.basic",
        ["avatar_url"] = "user.info.basic",
        ["avatar_url_100"] = "user.info.basic",
        ["avatar_large_url"] = "user.info.basic",
        ["display_name"] = "user.info.basic",
        ["bio_description"] = "user.info.profile",
        ["profile_deep_link"] = "user.info.profile",
        ["is_verified"] = "user.info.profile",
        ["username"] = "user.info.profile",
        ["follower_count"] = "user.info.stats",
        ["following_count"] = "user.info.stats",
        ["likes_count"] = "user.info.stats",
        ["video_count"] = "user.info.stats",
    };

    private static readonly string[] VideoFields =
    [
        "id", "create_time", "cover_image_url", "share_url", "video_description", "duration", "height", "width", "title",
        "embed_html", "embed_link", "like_count", "comment_count", "share_count", "view_count", "is_aigc",
    ];

    public IResult UserInfo(TikTokCall call)
    {
        if (Fields(call, UserFields.Keys) is not { } fields)
            return TikTokReply.InvalidParams("fields is required and may name only known fields.");
        if (fields.FirstOrDefault(f => !call.Has(UserFields[f])) is { } missing)
            return TikTokReply.Error(StatusCodes.Status401Unauthorized, "scope_not_authorized", $"The user did not authorize the scope {UserFields[missing]}.");
        var posts = PublicPosts(call.Creator);
        var user = User(call.Creator, posts, sandbox.Now);
        return TikTokReply.Ok(new { user = fields.ToDictionary(f => f, f => user[f]) });
    }

    public IResult VideoQuery(TikTokCall call)
    {
        if (Fields(call, VideoFields) is not { } fields)
            return TikTokReply.InvalidParams("fields is required and may name only known fields.");
        if (call.Body.Field("filters")?.Field("video_ids") is not { ValueKind: JsonValueKind.Array } ids || ids.GetArrayLength() is 0 or > 20)
            return TikTokReply.InvalidParams("filters.video_ids must hold 1 to 20 ids.");
        var wanted = ids.EnumerateArray().Select(i => i.ToString()).ToHashSet();
        var videos = PublicPosts(call.Creator).Where(p => wanted.Contains(Id(p))).Select(p => Video(call.Creator, p, fields));
        return TikTokReply.Ok(new { videos });
    }

    public IResult VideoList(TikTokCall call)
    {
        if (Fields(call, VideoFields) is not { } fields)
            return TikTokReply.InvalidParams("fields is required and may name only known fields.");
        var count = call.Body.Number("max_count") ?? 10;
        if (count is < 1 or > 20)
            return TikTokReply.InvalidParams("max_count must be 1 to 20.");
        var before = call.Body.Number("cursor") ?? long.MaxValue;
        var older = PublicPosts(call.Creator).Where(p => Milliseconds(p) < before).OrderByDescending(Milliseconds).ToList();
        var page = older.Take((int)count).ToList();
        return TikTokReply.Ok(new
        {
            videos = page.Select(p => Video(call.Creator, p, fields)),
            cursor = page.Count == 0 ? before : Milliseconds(page[^1]),
            has_more = older.Count > page.Count,
        });
    }

    private List<Post> PublicPosts(Creator creator)
    {
        var now = sandbox.Now;
        return sandbox.State.Read(s => s.TikTok.Posts.Where(p => p.OpenId == creator.OpenId && p.IsPublic(now)).ToList());
    }

    private static List<string>? Fields(TikTokCall call, IEnumerable<string> known)
    {
        var fields = call.Query["fields"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        return fields.Count > 0 && fields.All(known.Contains) ? fields : null;
    }

    private static long Milliseconds(Post post) => post.PublicAt!.Value.ToUnixTimeMilliseconds();

    private static string Id(Post post) => post.VideoId.ToString(CultureInfo.InvariantCulture);

    private Dictionary<string, object?> Video(Creator creator, Post post, List<string> fields)
    {
        var figures = VideoFigures.At(post, sandbox.Now);
        var share = VideoPages.ShareUrl(sandbox, creator, post);
        var short150 = post.Title.Length <= 150 ? post.Title : post.Title[..150];
        var all = new Dictionary<string, object?>
        {
            ["id"] = Id(post),
            ["create_time"] = post.PublicAt!.Value.ToUnixTimeSeconds(),
            ["cover_image_url"] = share + "?cover=1",
            ["share_url"] = share,
            ["video_description"] = short150,
            ["title"] = short150,
            ["duration"] = post.DurationSeconds,
            ["height"] = post.Height,
            ["width"] = post.Width,
            ["embed_html"] = $"""<iframe src="{share}"></iframe>""",
            ["embed_link"] = share,
            ["like_count"] = figures.Likes,
            ["comment_count"] = figures.Comments,
            ["share_count"] = figures.Shares,
            ["view_count"] = figures.Views,
            ["is_aigc"] = post.IsAigc,
        };
        return fields.ToDictionary(f => f, f => all[f]);
    }

    private Dictionary<string, object?> User(Creator creator, List<Post> posts, DateTimeOffset now)
    {
        var avatar = sandbox.Link($"tiktok/www/avatar/{creator.Username}");
        return new()
        {
            ["open_id"] = creator.OpenId,
            ["union_id"] = creator.UnionId,
            ["avatar_url"] = avatar,
            ["avatar_url_100"] = avatar,
            ["avatar_large_url"] = avatar,
            ["display_name"] = creator.Nickname,
            ["bio_description"] = "Played by the sandbox",
            ["profile_deep_link"] = sandbox.Link($"tiktok/www/@{creator.Username}"),
            ["is_verified"] = false,
            ["username"] = creator.Username,
            ["follower_count"] = creator.Followers,
            ["following_count"] = 87,
            ["likes_count"] = posts.Sum(p => VideoFigures.At(p, now).Likes),
            ["video_count"] = posts.Count,
        };
    }
}
