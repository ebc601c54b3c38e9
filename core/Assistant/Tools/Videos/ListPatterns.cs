using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Patterns;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Assistant.Tools.Videos;

public sealed record ListPatternsInput(
    [Description("Only of this video; left out: of all of the organisation's.")] string? VideoId = null,
    [Description("weakest: what is most worth changing; best (if left out): what works.")] PatternOrder Order = PatternOrder.Best,
    [Description("How many at most, 1 to 50; 10 if left out.")] int? Limit = null);

public enum PatternOrder
{
    Best,
    Weakest,
}

/// <param name="Effect">Learned from outcomes; null: not known yet, and nothing is to be claimed of it.</param>
public sealed record PatternItem(
    string Id, string VideoId, string Type, string Title, double Score, double? Effect, int EffectCount, double Confidence, string? Recommendation, IReadOnlyList<string> Evidence);

public sealed class ListPatterns(IDocumentStore store) : AssistantTool<ListPatternsInput>
{
    private const int MostEvidence = 3;

    public override string Name => "list_patterns";

    public override string Title => "List patterns";

    public override string Description =>
        "Patterns measured in videos (hook timing, cut frequency, pacing, sound …) with scores from 0 to 100, evidence and recommendations. "
        + "For what works best, or with order weakest for what to change. An effect of null means that no outcome has taught it yet.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, ListPatternsInput input, CancellationToken cancellation)
    {
        int limit = Limits.Of(input.Limit);
        Condition[]? where = input.VideoId is { } id ? [new Condition("videoId", Comparison.Equal, id)] : null;
        var query = new DocumentQuery(caller.OrgId, where, OrderBy: "content.score", Descending: input.Order == PatternOrder.Best, Limit: limit);
        Page<Pattern> page = await store.QueryAsync<Pattern>(Containers.Patterns, query, cancellation);
        PatternItem[] items = [.. page.Items.Select(Item)];
        return new ToolAnswer(
            Listed.Of(items, page.Next is not null),
            Card.Of("patterns", input.Order == PatternOrder.Best ? "Best patterns" : "Weakest patterns", items, Row, "No pattern has been found yet."));
    }

    private static PatternItem Item(Pattern pattern)
    {
        PatternContent c = pattern.Content;
        return new PatternItem(
            pattern.Id, pattern.VideoId, c.Type, c.Title, c.Score, c.Effect, c.EffectCount, c.Confidence, c.Recommendation,
            [.. c.Evidence.Take(MostEvidence).Select(evidence => evidence.At is { } at ? $"{Say.Seconds(at)}: {evidence.Text}" : evidence.Text)]);
    }

    private static CardRow Row(PatternItem item) => new(
        item.Title, $"score {Say.Number(item.Score)}, {(item.Effect is { } effect ? $"effect {Say.Number(effect)} (n = {item.EffectCount})" : "effect not known yet")}"
        + (item.Recommendation is { } advice ? $". {advice}" : ""),
        Path: $"/videos/{item.VideoId}");
}
