using System.Text.Json.Serialization;
using Shortloop.Core.Coach;

namespace Shortloop.Functions.Coach;

/// <summary>A daily plan as clients from before this API know it.</summary>
public sealed record DailyPlanView(
    [property: JsonPropertyName("plan_id")] long PlanId,
    [property: JsonPropertyName("plan_date")] DateOnly PlanDate,
    [property: JsonPropertyName("language")] string Language,
    [property: JsonPropertyName("category_code")] string CategoryCode,
    [property: JsonPropertyName("category_name")] string CategoryName,
    [property: JsonPropertyName("steps")] IReadOnlyList<PlanStepView> Steps,
    [property: JsonPropertyName("completion_progress")] CompletionProgressView CompletionProgress)
{
    internal static DailyPlanView Of(DailyPlan plan) => new(
        plan.PlanId, plan.Date, plan.Language, plan.Category, CoachCategory.Find(plan.Category)?.Names[plan.Language] ?? plan.Category,
        [.. plan.Steps.Select(PlanStepView.Of)],
        new CompletionProgressView(plan.Progress.CompletedSteps, plan.Progress.TotalSteps, plan.Progress.Percentage));
}

public sealed record PlanStepView(
    [property: JsonPropertyName("step_id")] long StepId,
    [property: JsonPropertyName("order")] int Order,
    [property: JsonPropertyName("action_type")] PlanAction ActionType,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("items")] IReadOnlyList<PlanItemView> Items)
{
    internal static PlanStepView Of(PlanStep step) => new(step.Id, step.Order, step.Action, step.Text, [.. step.Items.Select(PlanItemView.Of)]);
}

/// <param name="VideoId">Null where the item is a creator or something to search for.</param>
public sealed record PlanItemView(
    [property: JsonPropertyName("step_item_id")] long StepItemId,
    [property: JsonPropertyName("video_id")] string? VideoId,
    [property: JsonPropertyName("creator")] string Creator,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("thumbnail_url")] Uri? ThumbnailUrl,
    [property: JsonPropertyName("video_url")] Uri VideoUrl,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("is_completed")] bool IsCompleted)
{
    internal static PlanItemView Of(PlanItem item) => new(
        item.Id, item.VideoId, item.Creator, item.Title, item.Thumbnail, item.Link, item.Reason, item.IsCompleted);
}

/// <param name="Percentage">0 to 100.</param>
public sealed record CompletionProgressView(
    [property: JsonPropertyName("completed_steps")] int CompletedSteps,
    [property: JsonPropertyName("total_steps")] int TotalSteps,
    [property: JsonPropertyName("percentage")] int Percentage);

/// <param name="ActionType"><c>watched</c>, <c>liked</c>, <c>blocked</c>, <c>followed</c> or <c>searched</c>, as fits the step.</param>
public sealed record CompleteActionBody(
    [property: JsonPropertyName("step_item_id")] long? StepItemId,
    [property: JsonPropertyName("action_type")] string? ActionType);

public sealed record ActionCompletedView(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("action_recorded")] ActionRecordedView ActionRecorded);

/// <param name="UserId">A number that stands for the person here; the same in all answers to them.</param>
/// <param name="CompletedAt">Of the first time.</param>
public sealed record ActionRecordedView(
    [property: JsonPropertyName("user_id")] long UserId,
    [property: JsonPropertyName("step_item_id")] long StepItemId,
    [property: JsonPropertyName("action_type")] ItemAction ActionType,
    [property: JsonPropertyName("completed_at")] DateTimeOffset CompletedAt);

public sealed record RecommendationsView(
    [property: JsonPropertyName("language")] string Language,
    [property: JsonPropertyName("category_code")] string CategoryCode,
    [property: JsonPropertyName("category_name")] string CategoryName,
    [property: JsonPropertyName("recommendations")] IReadOnlyList<RecommendationView> Recommendations)
{
    internal static RecommendationsView Of(Recommendations found) => new(
        found.Language, found.Category.Code, found.Category.Names[found.Language],
        [.. found.Items.Select(item => new RecommendationView(
            item.Video.Id, item.Video.Creator, item.Video.Title, item.Video.Thumbnail, item.Video.Link, item.Reason, item.EngagementScore))]);
}

/// <param name="EngagementScore">Likes over views; null where the platform hides one of them.</param>
public sealed record RecommendationView(
    [property: JsonPropertyName("video_id")] string VideoId,
    [property: JsonPropertyName("creator")] string Creator,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("thumbnail_url")] Uri? ThumbnailUrl,
    [property: JsonPropertyName("video_url")] Uri VideoUrl,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("engagement_score")] double? EngagementScore);
