using System.Globalization;
using System.Security;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Shortloop.Sandbox.World;

namespace Shortloop.Sandbox.YouTube;

/// <summary>What youtube.com shows to anybody: a page per video, oEmbed, and a channel's feed of its newest fifteen.</summary>
internal sealed class PublicPages(SandboxContext sandbox, KnownVideos videos)
{
    private const int InFeed = 15;

    public IResult Watch(string? v)
    {
        if (v is null || videos.Find(v) is not { } video)
            return Html.Page("Video unavailable", "<h1>Video unavailable</h1><p>This video isn't available any more.</p>", StatusCodes.Status404NotFound);
        return Html.Page(video.Title, string.Create(CultureInfo.InvariantCulture, $"""
            <p><span class="badge">YouTube, played by the sandbox</span></p>
            <h1>{Html.Text(video.Title)}</h1>
            <p>{Html.Text(video.ChannelTitle)} · {video.Metrics.Views:N0} views · {video.PublishedAt:yyyy-MM-dd}</p>
            <img src="/youtube/img/{video.Id}.svg" alt="" width="480" height="270">
            <p>{Html.Text(video.Description)}</p>
            """));
    }

    public IResult Embed(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var link) || VideoIdOf(link) is not { } id)
            return Results.Text("Not Found", statusCode: 404);
        if (id == KnownVideos.Private)
            return Results.Text("Unauthorized", statusCode: 401);
        if (videos.Find(id) is not { } video)
            return Results.Text("Not Found", statusCode: 404);
        var author = sandbox.World.FindCreator(video.ChannelId)?.Handle ?? "channel/" + video.ChannelId;
        return Results.Json(new
        {
            title = video.Title,
            author_name = video.ChannelTitle,
            author_url = sandbox.Link("youtube/www/" + author),
            type = "video",
            height = 113,
            width = 200,
            version = "1.0",
            provider_name = "YouTube",
            provider_url = "https://www.youtube.com/",
            thumbnail_height = 360,
            thumbnail_width = 480,
            thumbnail_url = sandbox.Link($"youtube/img/{video.Id}.svg"),
        });
    }

    public IResult Feed(string? channel_id)
    {
        if (channel_id is null || !channel_id.StartsWith("UC", StringComparison.Ordinal) || sandbox.World.FindCreator(channel_id) is not { } creator)
            return Results.Text("Not Found", statusCode: 404);
        var entries = string.Concat(sandbox.World.Uploads(creator, sandbox.Now).Take(InFeed).Select(v => Entry(videos.Of(v))));
        return Results.Text($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
             <link rel="self" href="http://www.youtube.com/feeds/videos.xml?channel_id={creator.Id}"/>
             <id>yt:channel:{creator.Id[2..]}</id>
             <yt:channelId>{creator.Id[2..]}</yt:channelId>
             <title>{Xml(creator.Name)}</title>
             <link rel="alternate" href="https://www.youtube.com/channel/{creator.Id}"/>
             <author><name>{Xml(creator.Name)}</name><uri>https://www.youtube.com/channel/{creator.Id}</uri></author>
             <published>{VideoJson.Time(CreatorWorld.Beginning)}</published>
            {entries}</feed>
            """, "text/xml; charset=UTF-8", Encoding.UTF8);
    }

    /// <summary>A plain picture in a colour of its own.</summary>
    public static IResult Picture(string name)
    {
        var hue = Dice.Key(name) % 360;
        return Results.Text(
            $"""<svg xmlns="http://www.w3.org/2000/svg" width="480" height="270"><rect width="480" height="270" fill="hsl({hue} 45% 40%)"/><path d="M205 95v80l70-40z" fill="#fff" opacity=".8"/></svg>""",
            "image/svg+xml");
    }

    private static string Entry(TubeVideo video) => string.Create(CultureInfo.InvariantCulture, $"""
         <entry>
          <id>yt:video:{video.Id}</id>
          <yt:videoId>{video.Id}</yt:videoId>
          <yt:channelId>{video.ChannelId}</yt:channelId>
          <title>{Xml(video.Title)}</title>
          <link rel="alternate" href="https://www.youtube.com/watch?v={video.Id}"/>
          <author><name>{Xml(video.ChannelTitle)}</name><uri>https://www.youtube.com/channel/{video.ChannelId}</uri></author>
          <published>{VideoJson.Time(video.PublishedAt)}</published>
          <updated>{VideoJson.Time(video.PublishedAt.AddMinutes(7))}</updated>
          <media:group>
           <media:title>{Xml(video.Title)}</media:title>
           <media:thumbnail url="https://i.ytimg.com/vi/{video.Id}/hqdefault.jpg" width="480" height="360"/>
           <media:description>{Xml(video.Description)}</media:description>
           <media:community><media:starRating count="{video.Metrics.Likes ?? 0}" average="5.00" min="1" max="5"/><media:statistics views="{video.Metrics.Views}"/></media:community>
          </media:group>
         </entry>

        """);

    private static string? VideoIdOf(Uri link)
    {
        if (link.Host == "youtu.be")
            return link.AbsolutePath.Trim('/');
        var query = QueryHelpers.ParseQuery(link.Query);
        return query.TryGetValue("v", out var id) ? id.ToString()
            : link.AbsolutePath.Split('/') is [.., "shorts" or "embed" or "live", var last] ? last : null;
    }

    private static string Xml(string text) => SecurityElement.Escape(text);
}
