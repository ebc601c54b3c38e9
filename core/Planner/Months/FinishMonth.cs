using System.Globalization;
using Shortloop.Core.Compliance;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Produce;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Planner.Months;

/// <summary>
/// Last step: the policy looks at every item, and under autopilot what nobody objects to is approved. What the policy wants a person to see waits for one
/// also then.
/// </summary>
public sealed class FinishMonth(
    IDocumentStore store, MonthReader reader, ItemStore items, PolicyEngine policy, ProduceDue produce, JobTracker jobs, JobNotices notices, EventLog events)
{
    /// <summary>Who approves under autopilot.</summary>
    public const string Autopilot = "autopilot";

    /// <summary>Writes the items; <see cref="CloseAsync"/> then ends the job.</summary>
    public async Task<string> ExecuteAsync(PlanInput input, IReadOnlyList<string> itemIds, CancellationToken cancellation)
    {
        MonthWork work = await reader.RequireAsync(input, cancellation);
        var done = new List<MonthItem>();
        foreach (MonthItem item in await reader.OpenItemsAsync(work.Month, [.. itemIds], cancellation))
            done.Add(Settle(await CheckAsync(policy, item, cancellation), work.Project, input.ItemIds is not null));
        await items.SaveAsync(input.OrgId, done, cancellation);
        foreach (MonthItem item in done.Where(item => item.Status == ItemStatus.Approved))
            await produce.EnterAsync(work.Month, item, cancellation);
        int marked = done.Count(item => item.Status == ItemStatus.NeedsAttention);
        return string.Create(CultureInfo.InvariantCulture, $"{done.Count} items, {marked} for a person to look at");
    }

    public async Task CloseAsync(PlanInput input, CancellationToken cancellation)
    {
        await store.PatchAsync<MonthPlan>(
            Containers.Months, input.OrgId, input.MonthId, [new(PatchKind.Set, "status", "planned"), new(PatchKind.Set, "failure", null)],
            [new Condition("jobId", Comparison.Equal, input.JobId)], cancellation);
        if (await store.ReadAsync<Job>(Containers.Jobs, input.OrgId, input.JobId, cancellation) is { IsOver: false } job)
            await notices.DoneAsync(job, cancellation);
        await jobs.SetStatusAsync(input.OrgId, input.JobId, JobStatus.Succeeded, cancellation);
        await events.AppendAsync(input.OrgId, input.UserId, "month", input.MonthId, null, cancellation);
    }

    /// <summary>A month that had items already stays planned: they are there. Safe to repeat.</summary>
    public async Task FailAsync(PlanInput input, Failure failure, CancellationToken cancellation)
    {
        string status = input.ItemIds is null ? "failed" : "planned";
        Job? ended = await store.ReadAsync<Job>(Containers.Jobs, input.OrgId, input.JobId, cancellation);
        failure = ended?.Failure ?? failure;
        await store.PatchAsync<MonthPlan>(
            Containers.Months, input.OrgId, input.MonthId, [new(PatchKind.Set, "status", status), new(PatchKind.Set, "failure", failure)],
            [new Condition("jobId", Comparison.Equal, input.JobId), new Condition("status", Comparison.Equal, "planning")], cancellation);
        if (await store.ReadAsync<Job>(Containers.Jobs, input.OrgId, input.JobId, cancellation) is { IsOver: false } job)
            await notices.FailedAsync(job, failure, cancellation);
        await jobs.FailAsync(input.OrgId, input.JobId, null, failure, cancellation);
        await events.AppendAsync(input.OrgId, input.UserId, "month", input.MonthId, null, cancellation);
    }

    /// <summary>With the policy's objections, and without those that it had before.</summary>
    internal static async Task<MonthItem> CheckAsync(PolicyEngine policy, MonthItem item, CancellationToken cancellation)
    {
        PolicyVerdict verdict = await policy.CheckAsync(item.Texts, cancellation);
        IEnumerable<ItemIssue> others = item.Issues.Where(issue => !issue.Code.StartsWith("policy_", StringComparison.Ordinal));
        return item with
        {
            Issues = verdict.Decision == PolicyDecision.Allow
                ? [.. others]
                : [.. others, new ItemIssue($"policy_{verdict.Decision.ToString().ToLowerInvariant()}", string.Join(' ', verdict.Reasons))],
        };
    }

    private static MonthItem Settle(MonthItem item, Project project, bool again) => (item with
    {
        Wish = "",
        Status = item.Issues.Count > 0 ? ItemStatus.NeedsAttention : project.Mode == ProjectMode.Autopilot ? ItemStatus.Approved : ItemStatus.Planned,
        ApprovedBy = item.Issues.Count == 0 && project.Mode == ProjectMode.Autopilot ? Autopilot : null,
    }) with
    {
        Regenerations = again ? item.Regenerations + 1 : item.Regenerations,
    };
}
