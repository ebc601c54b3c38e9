using System.Text.Json;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Budgets;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Knowledge;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Planner.Prompts;
using Shortloop.Core.Publishing;

namespace Shortloop.Functions.Planner;

/// <param name="JobId">Of the newest job that worked on it.</param>
public sealed record MonthView(
    string Id, string ProjectId, string Month, int PostsPerDay, string Language, string TimeZone, MonthStatus Status, Failure? Failure, string? JobId,
    IReadOnlyList<MonthTopic> Topics, IReadOnlyList<FormatShare> Formats, double Confidence, string Rationale, DateTimeOffset CreatedAt)
{
    public static MonthView Of(MonthPlan month) => new(
        month.Id, month.ProjectId, month.Month, month.PostsPerDay, month.Language, month.TimeZone, month.Status, month.Failure, month.JobId,
        month.Topics, month.Formats, month.Confidence, month.Rationale, month.CreatedAt);
}

/// <param name="Platform">Where it goes.</param>
public sealed record ItemPostView(string Id, string Platform, PostStatus Status, Uri? Link);

/// <param name="State">Its own status, and from its production on what its job and posts say.</param>
/// <param name="Model">Who wrote it, as the provider names itself; empty: a person.</param>
/// <param name="Failure">Why its production or its post failed.</param>
public sealed record ItemView(
    string Id, string MonthId, string ProjectId, int Day, int Slot, DateTimeOffset At, string WallTime, string TimeZone, string Language, ItemState State,
    bool Locked, string Topic, string Format, string Angle, string Hook, IReadOnlyList<string> Outline, IReadOnlyList<StoryboardShot> Storyboard,
    string Caption, IReadOnlyList<string> Hashtags, string CallToAction, ItemPrompts Prompts, double Confidence, string Rationale, double? Score,
    string Model, IReadOnlyList<ItemIssue> Issues, int Regenerations, string? ApprovedBy, string? VideoId, string? JobId,
    IReadOnlyList<ItemPostView> Posts, Failure? Failure)
{
    public static ItemView Of(ItemSight sight)
    {
        MonthItem item = sight.Item;
        return new ItemView(
            item.Id, item.MonthId, item.ProjectId, item.Day, item.Slot, item.At, item.WallTime, item.TimeZone, item.Language, sight.State, item.Locked,
            item.Topic, item.Format, item.Angle, item.Hook, item.Outline, item.Storyboard, item.Caption, item.Hashtags, item.CallToAction, item.Prompts,
            item.Confidence, item.Rationale, item.Score, item.Model, item.Issues, item.Regenerations, item.ApprovedBy, item.VideoId, item.JobId,
            [.. sight.Posts.Select(post => new ItemPostView(post.Id, post.Platform, post.Status, post.Link))], sight.Failure);
    }
}

public sealed record PromptVersionView(int Version, string Comment, string Text, DateTimeOffset CreatedAt)
{
    public static PromptVersionView Of(PromptVersion version) => new(version.Version, version.Comment, version.Text, version.CreatedAt);
}

/// <param name="Agent">Its name.</param>
/// <param name="Version">The one that counts; from 101 on it is the organisation's own.</param>
/// <param name="ProductVersion">The one that comes with the product.</param>
/// <param name="Placeholders">What may stand in the text as <c>{{name}}</c>.</param>
/// <param name="Schema">JSON Schema of the agent's answer.</param>
/// <param name="Versions">Own ones, newest first.</param>
public sealed record PromptView(
    string Agent, string Does, int Version, int ProductVersion, string Text, IReadOnlyList<string> Placeholders, JsonElement Schema,
    IReadOnlyList<PromptVersionView> Versions)
{
    public static PromptView Of(PromptSight sight) => new(
        sight.Agent.Purpose, sight.Agent.Does, sight.Version, sight.Agent.Version, sight.Text, PromptRules.Placeholders, sight.Schema,
        [.. sight.Versions.Select(PromptVersionView.Of)]);
}

/// <param name="Passages">How many it was split into.</param>
/// <param name="Phrases">Of a list of what to avoid.</param>
public sealed record KnowledgeView(
    string Id, string FileName, KnowledgeKind Kind, string? ProjectId, int SizeBytes, int Passages, IReadOnlyList<string> Phrases, DateTimeOffset CreatedAt)
{
    public static KnowledgeView Of(KnowledgeDocument document) => new(
        document.Id, document.FileName, document.Kind, document.ProjectId, document.SizeBytes, document.Passages, document.Phrases, document.CreatedAt);
}

/// <param name="Score">
/// What its places in the two lists, by words and by likeness, are worth together: above 0, at most 0.033334 (first in both). It orders the passages of one
/// answer; it is no similarity, and the first one has at least 0.016667 even if nothing fits.
/// </param>
public sealed record KnowledgeHitView(string DocumentId, string FileName, KnowledgeKind Kind, string Text, double Score)
{
    public static KnowledgeHitView Of(KnowledgeHit hit) =>
        new(hit.Document.Id, hit.Document.FileName, hit.Document.Kind, hit.Chunk.Text, Math.Round(hit.Fused, 6));
}

/// <param name="Month">Calendar month, UTC.</param>
/// <param name="Calls">Of agents.</param>
/// <param name="ByAgent">Tokens by the agent that used them.</param>
public sealed record ProjectUsageView(
    string Month, long Calls, long Tokens, long PromptTokens, long CompletionTokens, long VideoSeconds, long Regenerations,
    IReadOnlyDictionary<string, long> ByAgent)
{
    public static ProjectUsageView Of(ProjectUsage usage) => new(
        usage.Month, usage.Calls, usage.Tokens, usage.PromptTokens, usage.CompletionTokens, usage.VideoSeconds, usage.Regenerations, usage.ByPurpose);
}
