using System.Globalization;
using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Planner.Months;

/// <summary>First step: what the month is about, and what to keep out.</summary>
public sealed class ResearchMonth(IDocumentStore store, MonthReader reader, GatherBrief gather, AgentCaller agents)
{
    public async Task<string> ExecuteAsync(PlanInput input, CancellationToken cancellation)
    {
        MonthWork work = await reader.RequireAsync(input, cancellation);
        var request = new ResearchRequest(await gather.ExecuteAsync(work.Project, work.Month, cancellation));
        ModelAnswer<ResearchAnswer> answer = await agents.AskAsync<ResearchAnswer>(
            work.Project, work.Month, AgentCatalog.Research, request, value => ResearchCheck.Problems(value, request), cancellation);
        await store.PatchAsync<MonthPlan>(
            Containers.Months, input.OrgId, input.MonthId,
            [
                new(PatchKind.Set, "topics", answer.Value.Topics),
                new(PatchKind.Set, "avoid", answer.Value.Avoid),
                new(PatchKind.Set, "confidence", answer.Value.Confidence),
                new(PatchKind.Set, "rationale", answer.Value.Rationale),
            ],
            null, cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{answer.Value.Topics.Count} topics by {answer.Model}");
    }
}
