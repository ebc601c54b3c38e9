using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Analytics;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Assistant.Tools.Publishing;

public sealed record ListMetricsInput(
    [Description("Only of this post.")] string? PostId = null,
    [Description("Only of this video's posts.")] string? VideoId = null,
    [Description("How many posts at most, 1 to 50; 10 if left out.")] int? Limit = null);

/// <param name="At">When the platform said so.</param>
public sealed record MetricItem(
    string PostId, string VideoId, string Platform, string Age, DateTimeOffset At, long? Views, long? Likes, long? Comments, long? Shares, long? Saves);

public sealed class ListMetrics(IDocumentStore store) : AssistantTool<ListMetricsInput>
{
    private const int Looked = 1000;

    public override string Name => "list_metrics";

    public override string Title => "Look at the numbers";

    public override string Description =>
        "The newest numbers of published posts (views, likes, comments, shares, saves) with the age at which they were read. A number that is left out is unknown, which is not zero.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, ListMetricsInput input, CancellationToken cancellation)
    {
        List<Condition> where = [];
        if (input.PostId is { } post)
            where.Add(new Condition("postId", Comparison.Equal, post));
        if (input.VideoId is { } video)
            where.Add(new Condition("videoId", Comparison.Equal, video));
        Page<MetricSnapshot> page = await store.QueryAsync<MetricSnapshot>(
            Containers.Metrics, new DocumentQuery(caller.OrgId, where, OrderBy: "at", Descending: true, Limit: Looked), cancellation);
        MetricItem[] newest = [.. page.Items.DistinctBy(snapshot => snapshot.PostId).Select(Item)];
        MetricItem[] items = [.. newest.Take(Limits.Of(input.Limit))];
        return new ToolAnswer(
            Listed.Of(items, newest.Length > items.Length || page.Next is not null),
            Card.Of("metrics", "Numbers", items, Row, "No platform has given numbers yet."));
    }

    private static MetricItem Item(MetricSnapshot m) =>
        new(m.PostId, m.VideoId, m.Platform, m.AgeLabel, m.At, m.Views, m.Likes, m.Comments, m.Shares, m.Saves);

    private static CardRow Row(MetricItem item) => new(
        $"{Known(item.Views)} views, {Known(item.Likes)} likes, {Known(item.Comments)} comments",
        $"{item.Platform}, at the age of {item.Age}, read {Say.Time(item.At)}", Path: $"/videos/{item.VideoId}");

    private static string Known(long? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown";
}
