using Shortloop.Core.Ports;

namespace Shortloop.Core.Coach;

/// <summary>What somebody had and did.</summary>
public sealed class CoachHistory(IDocumentStore store)
{
    private const int BatchSize = 100;

    public Task<DailyPlan?> FindPlanAsync(CoachClient client, long planId, CancellationToken cancellation) =>
        store.ReadAsync<DailyPlan>(Containers.Coach, client.Id, DailyPlan.IdOf(planId), cancellation);

    /// <summary>Newest first.</summary>
    public Task<Page<DailyPlan>> PlansAsync(CoachClient client, string? after, int limit, CancellationToken cancellation) =>
        ListAsync<DailyPlan>(client, DailyPlan.TheKind, after, limit, cancellation);

    /// <summary>Newest first.</summary>
    public Task<Page<CoachAction>> ActionsAsync(CoachClient client, string? after, int limit, CancellationToken cancellation) =>
        ListAsync<CoachAction>(client, CoachAction.TheKind, after, limit, cancellation);

    /// <summary>Removes all that is kept about them here. Safe to repeat; what is recorded meanwhile begins anew.</summary>
    public async Task ForgetAsync(CoachClient client, CancellationToken cancellation)
    {
        while ((await store.QueryAsync<AnyDocument>(Containers.Coach, new DocumentQuery(client.Id, Limit: BatchSize), cancellation)).Items is { Count: > 0 } documents)
            foreach (AnyDocument document in documents)
                await store.DeleteAsync(Containers.Coach, client.Id, document.Id, null, cancellation);
    }

    private Task<Page<T>> ListAsync<T>(CoachClient client, string kind, string? after, int limit, CancellationToken cancellation)
        where T : Document => store.QueryAsync<T>(
            Containers.Coach,
            new DocumentQuery(client.Id, [new Condition("kind", Comparison.Equal, kind)], OrderBy: "createdAt", Descending: true, Limit: limit, Continuation: after), cancellation);
}
