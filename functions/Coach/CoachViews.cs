using Shortloop.Core.Coach;

namespace Shortloop.Functions.Coach;

/// <param name="Id">Less than 2⁵³, as all numbers that are ids here.</param>
/// <param name="Template">Made while no videos of the category were known; ask again in a minute.</param>
/// <param name="RenewsAt">From then on there is another plan.</param>
/// <param name="WatchSeconds">Of what there is to watch in all.</param>
/// <param name="Anonymous">It belongs to a client without an account.</param>
public sealed record CoachPlanView(
    long Id,
    DateOnly Date,
    string TimeZone,
    string Language,
    string Category,
    string CategoryName,
    bool Template,
    DateTimeOffset RenewsAt,
    int WatchSeconds,
    bool Anonymous,
    IReadOnlyList<CoachStepView> Steps,
    PlanProgress Progress,
    CoachStreakView Streak)
{
    internal static CoachPlanView Of(DailyPlan plan, CoachProfile? profile, CoachClient client, DateTimeOffset now) => new(
        plan.PlanId, plan.Date, plan.TimeZone, plan.Language, plan.Category, CoachCategory.Find(plan.Category)?.Names[plan.Language] ?? plan.Category,
        plan.Template, plan.RenewsAt, (int)plan.WatchSeconds, client.Anonymous, [.. plan.Steps.Select(CoachStepView.Of)], plan.Progress,
        CoachStreakView.Of(profile, plan.TimeZone, now));
}

/// <param name="Actions">What can be recorded of its items.</param>
public sealed record CoachStepView(
    long Id, int Order, PlanAction Action, string Text, IReadOnlyList<ItemAction> Actions, bool Completed, IReadOnlyList<CoachItemView> Items)
{
    internal static CoachStepView Of(PlanStep step) => new(
        step.Id, step.Order, step.Action, step.Text, PlanActions.Fitting(step.Action), step.IsCompleted, [.. step.Items.Select(CoachItemView.Of)]);
}

/// <param name="VideoId">Null where the item is a creator or something to search for.</param>
/// <param name="Seconds">Null: not known, or nothing to watch.</param>
/// <param name="Done">What was done with it, each once.</param>
public sealed record CoachItemView(
    long Id, string Platform, string? VideoId, string Creator, string Title, Uri? ThumbnailUrl, Uri Url, string Reason, double? Seconds, IReadOnlyList<ItemDone> Done)
{
    internal static CoachItemView Of(PlanItem item) => new(
        item.Id, item.Platform, item.VideoId, item.Creator, item.Title, item.Thumbnail, item.Link, item.Reason, item.Seconds, item.Done);
}

/// <param name="Current">Days in a row on which something was done, in the person's zone; today may still be to come.</param>
public sealed record CoachStreakView(int Current, int Longest, DateOnly? LastDay)
{
    internal static CoachStreakView Of(CoachProfile? profile, string? timeZone, DateTimeOffset now)
    {
        Streak streak = profile?.Streak ?? Streak.None;
        return new CoachStreakView(streak.On(CoachZones.Today(timeZone ?? profile?.TimeZone, now)), streak.Longest, streak.LastDay);
    }
}

public sealed record CoachCategoryView(string Code, string Name, bool Premium, bool Available);

/// <param name="Tier">Of who pays; <c>free</c> for clients without an account.</param>
/// <param name="MinItems">In a step.</param>
/// <param name="RenewalHours">How often there is a new plan.</param>
public sealed record CoachLimitsView(string Tier, int MinItems, int MaxItems, int RenewalHours);

/// <param name="Anonymous">Asked without an account.</param>
/// <param name="Language">Of the names, and as last asked for.</param>
public sealed record CoachCategoriesView(
    IReadOnlyList<CoachCategoryView> Items, IReadOnlyList<string> Languages, CoachLimitsView Limits, bool Anonymous, string Language, string? Category, CoachStreakView Streak);

/// <param name="PlanId">As in the plan.</param>
/// <param name="Action"><c>watched</c>, <c>liked</c>, <c>blocked</c>, <c>followed</c> or <c>searched</c>, as fits the step.</param>
public sealed record CoachActionBody(long? PlanId, long? ItemId, string? Action);

/// <summary>What is left out is as in the profile, else English, personal growth, UTC.</summary>
public sealed record CoachPlanBody(string? Language, string? Category, string? TimeZone);

public sealed record CoachActionView(long PlanId, long StepId, long ItemId, ItemAction Action, string Category, string Title, string Creator, Uri Url, DateTimeOffset At)
{
    internal static CoachActionView Of(CoachAction action) => new(
        action.PlanId, action.StepId, action.ItemId, action.Action, action.Category, action.Title, action.Creator, action.Link, action.CreatedAt);
}

/// <param name="Again">It had been recorded before.</param>
/// <param name="Plan">As it is now.</param>
public sealed record CoachActionDoneView(CoachActionView Action, bool Again, CoachPlanView Plan);

/// <param name="EngagementScore">Likes over views; null where the platform hides one of them.</param>
public sealed record CoachRecommendationView(
    string Platform, string VideoId, string Creator, string Title, Uri? ThumbnailUrl, Uri Url, string Reason, double? Seconds, double? EngagementScore, DateTimeOffset MeasuredAt)
{
    internal static CoachRecommendationView Of(Recommendation item) => new(
        item.Video.Platform, item.Video.Id, item.Video.Creator, item.Video.Title, item.Video.Thumbnail, item.Video.Link, item.Reason, item.Video.Seconds,
        item.EngagementScore, item.Video.MeasuredAt);
}

/// <param name="Moved">Plans and actions that became the account's.</param>
public sealed record CoachClaimView(int Moved, CoachStreakView Streak);
