using Shortloop.Core.Accounts;
using Shortloop.Core.Coach;

namespace Shortloop.Core.Assistant.Tools.Coach;

public sealed record RecommendedItem(string Title, string Creator, string Reason, Uri Link, double? EngagementScore);

public sealed class RecommendVideos(Recommend recommend) : AssistantTool<DailyPlanInput>
{
    public override string Name => "recommend_videos";

    public override string Title => "Recommend videos";

    public override string Description => "Public videos of other creators that the person may like now, by what they liked before, with the reason for each.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, DailyPlanInput input, CancellationToken cancellation)
    {
        var wish = new PlanWish(input.Language, input.Category, null);
        if (!(await recommend.ExecuteAsync(CoachClient.Of(caller), wish, WishNames.Body, Limits.Usual, cancellation)).Succeeded(out Recommendations? found, out Problem? problem))
            return problem;
        RecommendedItem[] items = [.. found.Items.Select(one => new RecommendedItem(one.Video.Title, one.Video.Creator, one.Reason, one.Video.Link, one.EngagementScore))];
        return new ToolAnswer(
            Listed.Of(items), Card.Of("recommendations", "Recommended", items, item => new CardRow(item.Title, $"{item.Creator}. {item.Reason}"), "Nothing is known of this category yet."));
    }
}
