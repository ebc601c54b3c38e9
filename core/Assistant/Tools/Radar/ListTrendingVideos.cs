using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Trends;
using VideoOrder = Shortloop.Core.Radar.Trends.VideoOrder;

namespace Shortloop.Core.Assistant.Tools.Radar;

public sealed record TrendingVideosInput(
    [Description("Only of this followed creator, as list_bloggers gives the id.")] string? BloggerId = null,
    [Description("How many at most, 1 to 50; 10 if left out.")] int? Limit = null);

/// <param name="Velocity">Views an hour; null: not known.</param>
/// <param name="ViralScore">Views over the creator's own usual at that age; null: not known.</param>
public sealed record WatchedVideo(
    string Id, string Platform, string Title, string Creator, Uri Link, DateTimeOffset PublishedAt, long? Views, double? Velocity, double? ViralScore, IReadOnlyList<string> Hashtags);

public sealed class ListTrendingVideos(FindTrends find) : AssistantTool<TrendingVideosInput>
{
    public override string Name => "list_trending_videos";

    public override string Title => "Look at trending videos";

    public override string Description => "Watched public videos of other creators that gain views fastest, with views an hour and how far they are above their creator's usual.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, TrendingVideosInput input, CancellationToken cancellation)
    {
        TrendStatus? status = input.BloggerId is null ? TrendStatus.Trending : null;
        Page<TrendVideo> page = await find.VideosAsync(caller, status, null, input.BloggerId, VideoOrder.Velocity, null, Limits.Of(input.Limit), cancellation);
        WatchedVideo[] items = [.. page.Items.Select(v => new WatchedVideo(
            v.Id, v.Platform, v.Title, v.CreatorName, v.Link, v.PublishedAt, v.Latest?.Views, v.Velocity, v.Viral?.Score, v.Hashtags))];
        return new ToolAnswer(
            Listed.Of(items, page.Next is not null),
            Card.Of(
                "trend_videos", "Trending videos", items,
                item => new CardRow(
                    item.Title, $"{item.Creator}, {item.Platform}{(item.Velocity is { } fast ? $", {Say.Number(fast)} views an hour" : "")}"
                    + (item.ViralScore is { } viral ? $", {Say.Number(viral)} times the usual" : ""), Path: "/radar"),
                "No watched video is trending."));
    }
}
