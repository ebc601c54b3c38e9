using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;

namespace Shortloop.Core.Planner.Months;

/// <summary>What a step of the planning works on.</summary>
public sealed record MonthWork(MonthPlan Month, Project Project);

/// <summary>Within a story a missing month means that somebody deleted it, and a job that is over that somebody cancelled it.</summary>
public sealed class MonthReader(IDocumentStore store, ProjectStore projects, ItemStore items)
{
    public async Task<MonthWork> RequireAsync(PlanInput input, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Job>(Containers.Jobs, input.OrgId, input.JobId, cancellation) is null or { IsOver: true })
            throw new PermanentException("job_over", "The job was cancelled.");
        MonthPlan month = await store.ReadAsync<MonthPlan>(Containers.Months, input.OrgId, input.MonthId, cancellation)
            ?? throw new PermanentException("month_gone", "The month was deleted while it was being planned.");
        return new MonthWork(month, await projects.OfAsync(input.OrgId, month.ProjectId, month.CreatedBy, cancellation));
    }

    /// <summary>Those of the ids that agents may write over, by time.</summary>
    public async Task<IReadOnlyList<MonthItem>> OpenItemsAsync(MonthPlan month, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var wanted = ids.ToHashSet();
        return [.. (await items.OfMonthAsync(month.OrgId, month.Id, cancellation)).Where(item => wanted.Contains(item.Id) && item.IsOpen)];
    }
}
