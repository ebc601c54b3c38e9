using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Planner.Produce;

/// <summary>
/// Under autopilot: an approved item's short is made some hours before its slot, so that what is edited until then is what is made. What stands in
/// its way is written on the item, where a person finds it.
/// </summary>
public sealed class ProduceDue(IDocumentStore store, ItemStore items, ProduceItem produce, DueIndex due, TimeProvider clock)
{
    public const string Issue = "production";

    /// <summary>Before the slot: enough for the render, for another try, and for a person whom the policy wants to look.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromHours(6);

    public Task EnterAsync(MonthPlan month, MonthItem item, CancellationToken cancellation) => EnterAsync(due, month, item, clock, cancellation);

    /// <summary>Enters an approved item, if its month produces by itself. Safe to repeat: the entry follows from the item.</summary>
    internal static async Task EnterAsync(DueIndex due, MonthPlan month, MonthItem item, TimeProvider clock, CancellationToken cancellation)
    {
        if (month.Produce is null)
            return;
        DateTimeOffset at = item.At - Lead > clock.GetUtcNow() ? item.At - Lead : clock.GetUtcNow();
        await due.EnterAsync(new Principal(month.CreatedBy, month.OrgId, Role.Editor), DueKind.Produce, item.Id, "autopilot", at, cancellation);
    }

    /// <returns>The job, whose story the caller starts; null: there is nothing to produce any more, or it can't be.</returns>
    public async Task<Job?> ExecuteAsync(DueEntry entry, CancellationToken cancellation)
    {
        if (await items.ReadAsync(entry.OrgId, entry.EntityId, cancellation) is not { Status: ItemStatus.Approved or ItemStatus.Producing } item
            || await store.ReadAsync<MonthPlan>(Containers.Months, entry.OrgId, item.MonthId, cancellation) is not { Produce: { } wanted })
            return null;
        var author = new Principal(entry.CreatedBy, entry.OrgId, Role.Editor);
        Outcome<Job> begun = await produce.ExecuteAsync(author, item.Id, new ProduceWish(wanted.Platforms, Privacy: wanted.Privacy), null, cancellation);
        if (begun.Succeeded(out Job? job, out Problem? problem))
            return job;
        if (item.Status == ItemStatus.Approved)
            await items.ChangeAsync(
                entry.OrgId, item.Id,
                present => present with
                {
                    Status = ItemStatus.NeedsAttention,
                    Issues = [.. present.Issues.Where(issue => issue.Code != Issue), new ItemIssue(Issue, problem.Message)],
                },
                null, cancellation);
        return null;
    }
}
