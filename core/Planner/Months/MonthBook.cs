using Shortloop.Core.Accounts;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Planner.Months;

/// <summary>Reads and removes months.</summary>
public sealed class MonthBook(IDocumentStore store, ItemStore items)
{
    private static readonly Problem Busy = new(
        ProblemKind.Conflict, "month_being_planned", "This month is being planned just now. Wait until its job is over, or cancel it.");

    /// <summary>The latest month first.</summary>
    /// <param name="projectId">Null: of all.</param>
    public Task<Page<MonthPlan>> ListAsync(string orgId, string? projectId, string? after, int limit, CancellationToken cancellation) =>
        store.QueryAsync<MonthPlan>(
            Containers.Months,
            new DocumentQuery(
                orgId, projectId is null ? null : [new Condition("projectId", Comparison.Equal, projectId)], OrderBy: "month", Descending: true,
                Limit: limit, Continuation: after),
            cancellation);

    public Task<MonthPlan?> ReadAsync(string orgId, string monthId, CancellationToken cancellation) => Ids.IsWellFormed(monthId)
        ? store.ReadAsync<MonthPlan>(Containers.Months, orgId, monthId, cancellation)
        : Task.FromResult<MonthPlan?>(null);

    /// <summary>Removes a month with its items. Shorts and posts that were made from them stay: they are the channel's.</summary>
    public async Task<Problem?> DeleteAsync(Principal caller, string monthId, string? etag, CancellationToken cancellation)
    {
        if (await ReadAsync(caller.OrgId, monthId, cancellation) is not { } month)
            return Problem.Missing("month");
        if (etag is not null && etag != month.ETag)
            return Problem.ChangedMeanwhile;
        if (month.Status == MonthStatus.Planning)
            return Busy;
        foreach (MonthItem item in await items.OfMonthAsync(caller.OrgId, monthId, cancellation))
            await store.DeleteAsync(Containers.Items, caller.OrgId, item.Id, null, cancellation);
        await store.DeleteAsync(Containers.Months, caller.OrgId, monthId, null, cancellation);
        return null;
    }
}
