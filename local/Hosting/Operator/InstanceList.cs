using Microsoft.DurableTask.Client;

namespace Shortloop.Local.Hosting.Operator;

/// <param name="Status">Null: any.</param>
/// <param name="Name">A part of the orchestration's name, whatever its case; null: any.</param>
/// <param name="Prefix">What the instance's id begins with; null: any.</param>
/// <param name="Before">Only what was created before; null: up to now.</param>
internal sealed record InstanceFilter(OrchestrationRuntimeStatus? Status, string? Name, string? Prefix, DateTimeOffset? Before);

/// <summary>Instances with the newest first. The client lists them from the oldest on, so this asks for ever longer stretches of the past.</summary>
internal static class InstanceList
{
    private const int Growth = 16;
    private static readonly TimeSpan FirstStretch = TimeSpan.FromMinutes(1);

    /// <returns>At most <paramref name="count"/>, and more only where the last ones were created in the same instant.</returns>
    public static async Task<IReadOnlyList<OrchestrationMetadata>> NewestAsync(
        DurableTaskClient client, InstanceFilter filter, int count, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = new List<OrchestrationMetadata>();
        // The filter includes its ends, and an engine's clock may be a little ahead.
        var to = filter.Before?.AddTicks(-1) ?? now.AddDays(1);
        var stretch = filter.Before is null ? FirstStretch + TimeSpan.FromDays(1) : FirstStretch;
        while (found.Count < count && to > DateTimeOffset.UnixEpoch)
        {
            var from = to - DateTimeOffset.UnixEpoch > stretch ? to - stretch : DateTimeOffset.UnixEpoch;
            found.AddRange((await BetweenAsync(client, filter, from, to, cancellation)).OrderByDescending(instance => instance.CreatedAt));
            (to, stretch) = (from.AddTicks(-1), stretch * Growth);
        }

        return found.Count <= count ? found : [.. found.Where(instance => instance.CreatedAt >= found[count - 1].CreatedAt)];
    }

    private static async Task<List<OrchestrationMetadata>> BetweenAsync(
        DurableTaskClient client, InstanceFilter filter, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var query = new OrchestrationQuery(
            from, to, filter.Status is { } status ? [status] : null, InstanceIdPrefix: filter.Prefix, PageSize: 1_000);
        var found = new List<OrchestrationMetadata>();
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            if (filter.Name is null || instance.Name.Contains(filter.Name, StringComparison.OrdinalIgnoreCase)) found.Add(instance);
        }

        return found;
    }
}
