using System.Globalization;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing.Charges;

/// <summary>
/// Finds credits that are still kept for work whose story is over: it was ended from outside, or cut off between its end and the settling. What
/// became of the work decides, as it always does.
/// </summary>
public sealed class SweepCharges(IDocumentStore store, CloseRender close, IEnumerable<IChargedWork> others, TimeProvider clock)
{
    /// <summary>What is younger is most likely at work.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>Cost: one query over all ledgers.</summary>
    /// <returns>How many were ended.</returns>
    public async Task<int> ExecuteAsync(IWorkflows workflows, CancellationToken cancellation)
    {
        // One instant for all pages: another would be another query.
        DateTimeOffset before = clock.GetUtcNow() - Grace;
        (int ended, string? next) = (0, null);
        do
        {
            var query = new DocumentQuery(
                null, [new Condition("status", Comparison.Equal, "open"), new Condition("createdAt", Comparison.Less, before)],
                Limit: 200, Continuation: next);
            Page<Reservation> page = await store.QueryAsync<Reservation>(Containers.Ledger, query, cancellation);
            foreach (Reservation open in page.Items)
            {
                if (await workflows.IsRunningAsync(open.StoryId, cancellation))
                    continue;
                string[] parts = open.Work.Split('-');
                int run = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
                if (others.FirstOrDefault(other => parts[0].StartsWith(other.Prefix, StringComparison.Ordinal)) is { } other)
                    await other.CloseAsync(open.OrgId, parts[0], run, cancellation);
                else
                    await close.ExecuteAsync(open.OrgId, parts[0], run, cancellation);
                ended++;
            }

            next = page.Next;
        }
        while (next is not null);
        return ended;
    }
}
