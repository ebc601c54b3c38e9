using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Coach;

namespace Shortloop.Core.Assistant.Tools.Coach;

public sealed record DailyPlanInput(
    [Description("Category: personal_growth, entertainment, wellness, creative, learning; with Coach also science_tech, food, travel. As last time if left out.")] string? Category = null,
    [Description("en, ru or es; the person's own if left out.")] string? Language = null);

public sealed record DailyPlanStep(int Order, string Text, IReadOnlyList<DailyPlanItem> Items);

public sealed record DailyPlanItem(string Title, string Creator, string Reason, Uri Link, bool Done);

public sealed record DailyPlanResult(DateOnly Date, string Category, PlanProgress Progress, IReadOnlyList<DailyPlanStep> Steps);

public sealed class GetDailyPlan(MakePlan plans) : AssistantTool<DailyPlanInput>
{
    public override string Name => "get_daily_plan";

    public override string Title => "Look at the daily plan";

    public override string Description => "The person's own plan of today for a better feed: five steps to watch, like, follow, block and search, with reasons and what is done already.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, DailyPlanInput input, CancellationToken cancellation)
    {
        var wish = new PlanWish(input.Language, input.Category, null);
        if (!(await plans.ExecuteAsync(CoachClient.Of(caller), wish, WishNames.Body, cancellation)).Succeeded(out MadePlan? made, out Problem? problem))
            return problem;
        DailyPlan plan = made.Plan;
        DailyPlanStep[] steps = [.. plan.Steps.Select(step => new DailyPlanStep(
            step.Order, step.Text, [.. step.Items.Select(item => new DailyPlanItem(item.Title, item.Creator, item.Reason, item.Link, item.IsCompleted))]))];
        return new ToolAnswer(
            new DailyPlanResult(plan.Date, plan.Category, plan.Progress, steps),
            new Card(
                "plan", "Today's plan",
                [.. steps.Select(step => new CardRow(
                    step.Text, string.Join("; ", step.Items.Select(item => item.Title)), step.Items.All(item => item.Done) ? "done" : null))],
                $"{plan.Progress.CompletedSteps} of {plan.Progress.TotalSteps} steps are done."));
    }
}
