using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Trends;

namespace Shortloop.Core.Assistant.Tools.Radar;

public sealed record ListTrendsInput(
    [Description("Only hashtags, topics, formats or sounds; left out: all.")] TrendType? Type = null,
    [Description("How many at most, 1 to 50; 10 if left out.")] int? Limit = null);

/// <param name="AverageVelocity">Views an hour; null: not known.</param>
public sealed record TrendItem(string Id, TrendType Type, string Label, double Score, int Videos, int Creators, double Lift, double? AverageVelocity, DateTimeOffset DetectedAt);

public sealed class ListTrends(FindTrends find) : AssistantTool<ListTrendsInput>
{
    public override string Name => "list_trends";

    public override string Title => "Look at trends";

    public override string Description =>
        "Hashtags, topics, formats and sounds that rise among the watched public videos, strongest first, with a score from 0 to 100 and by how much they exceed what is usual (lift).";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, ListTrendsInput input, CancellationToken cancellation)
    {
        Page<Trend> page = await find.TrendsAsync(caller, input.Type, null, null, Limits.Of(input.Limit), cancellation);
        TrendItem[] items = [.. page.Items.Select(t => new TrendItem(
            t.Id, t.Type, t.Label, t.Score, t.Videos, t.Creators, t.Parts.Lift, t.AverageVelocity, t.DetectedAt))];
        return new ToolAnswer(
            Listed.Of(items, page.Next is not null),
            Card.Of(
                "trends", "Trends", items,
                item => new CardRow(
                    item.Label, $"score {Say.Number(item.Score)}, {Say.Number(item.Lift)} times the usual, {item.Videos} videos of {item.Creators} creators", Say.Word(item.Type), "/radar"),
                "No trend has been found."));
    }
}
