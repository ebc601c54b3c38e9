using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Bloggers;

namespace Shortloop.Core.Assistant.Tools.Radar;

/// <param name="Followers">Null: hidden, or not looked at yet.</param>
public sealed record BloggerItem(
    string Id, string Platform, string Name, Uri Link, long? Followers, long? WeeklyGrowth, double? VideosPerWeek, double? MedianViews, string? BestVideo, DateTimeOffset? MeasuredAt,
    string? Obstacle);

public sealed class ListBloggers(EditBloggers bloggers) : AssistantTool<NoInput>
{
    private const double Week = 5.5;

    public override string Name => "list_bloggers";

    public override string Title => "Look at followed creators";

    public override string Description => "Creators that the organisation follows: followers and their growth, how often they publish, usual views, and their best video.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, NoInput input, CancellationToken cancellation)
    {
        Page<Blogger> page = await bloggers.ListAsync(caller, null, Limits.Most, cancellation);
        BloggerItem[] items = [.. page.Items.Select(Item)];
        return new ToolAnswer(
            Listed.Of(items, page.Next is not null),
            Card.Of(
                "bloggers", "Followed creators", items,
                item => new CardRow(
                    item.Name, item.Obstacle ?? $"{item.Platform}, {(item.Followers is { } many ? $"{many} followers" : "followers unknown")}"
                    + (item.VideosPerWeek is { } often ? $", {Say.Number(often)} videos a week" : ""), Path: "/radar"),
                "Nobody is followed yet."));
    }

    private static BloggerItem Item(Blogger blogger)
    {
        BloggerStatistics stats = BloggerStats.Of(blogger);
        return new BloggerItem(
            blogger.Id, blogger.Platform, blogger.Name, blogger.Link, stats.Now?.Followers, stats.Growth.FirstOrDefault(growth => growth.Days >= Week)?.Followers, stats.Cadence?.PerWeek,
            stats.MedianViews, stats.Best.Count > 0 ? stats.Best[0].Video.Title : null, stats.MeasuredAt, stats.Obstacle);
    }
}
