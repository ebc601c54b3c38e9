using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Strategies;

namespace Shortloop.Core.Assistant.Tools.Writing;

public sealed record OfVideoInput(
    [Description("Only of this video; left out: of all.")] string? VideoId = null,
    [Description("How many at most, 1 to 50; 10 if left out.")] int? Limit = null);

public sealed record StrategyItem(
    string Id, string VideoId, string Model, DateTimeOffset CreatedAt, string Summary, IReadOnlyList<string> Themes, IReadOnlyList<string> Hashtags, IReadOnlyList<string> Schedule);

public sealed class ListStrategies(IDocumentStore store) : AssistantTool<OfVideoInput>
{
    public override string Name => "list_strategies";

    public override string Title => "List strategies";

    public override string Description => "Strategies that were written for videos, newest first: summary, themes with reasons, hashtags and posting times.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, OfVideoInput input, CancellationToken cancellation)
    {
        Page<Strategy> page = await store.QueryAsync<Strategy>(Containers.Strategies, QueryOf(caller, input), cancellation);
        StrategyItem[] items = [.. page.Items.Select(strategy => new StrategyItem(
            strategy.Id, strategy.VideoId, strategy.Model, strategy.CreatedAt, strategy.Content.Summary,
            [.. strategy.Content.Themes.Select(theme => $"{theme.Title}: {theme.Why}")], strategy.Content.Hashtags,
            [.. strategy.Content.Schedule.Select(slot => $"{slot.Weekday} {slot.Hour}:00: {slot.Why}")]))];
        return new ToolAnswer(
            Listed.Of(items, page.Next is not null),
            Card.Of("strategies", "Strategies", items, item => new CardRow(item.Summary, $"by {item.Model}", Path: $"/videos/{item.VideoId}"), "There is no strategy yet."));
    }

    internal static DocumentQuery QueryOf(Principal caller, OfVideoInput input) => new(
        caller.OrgId, input.VideoId is { } id ? [new Condition("videoId", Comparison.Equal, id)] : null, OrderBy: "createdAt", Descending: true,
        Limit: Limits.Of(input.Limit));
}
