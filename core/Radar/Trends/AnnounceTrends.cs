using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Radar.Trends;

/// <summary>Tells an organisation of new trends: the stream of each, people of the strongest few. Safe to repeat: nobody is told twice.</summary>
public sealed class AnnounceTrends(IDocumentStore store, WatchStore watches, Members members, Notifier notifier, EventLog events)
{
    /// <summary>Of one analysis.</summary>
    private const int MostNotices = 3;

    public async Task ExecuteAsync(string orgId, IReadOnlyList<string> trendIds, CancellationToken cancellation)
    {
        foreach (string id in trendIds)
            await events.AppendAsync(orgId, "shortloop", "trend", id, null, cancellation);
        foreach (string id in trendIds.Take(MostNotices))
            if (await store.ReadAsync<Trend>(Containers.Trends, orgId, id, cancellation) is { } trend)
                foreach (string userId in await RecipientsAsync(orgId, cancellation))
                    await notifier.TellAsync(
                        orgId, userId, NoticeKind.TrendFound, trend.Id, trend.DetectedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                        new Dictionary<string, string>(), cancellation);
    }

    /// <summary>Without accounts there are no members, but whoever sits at the machine.</summary>
    private async Task<IReadOnlyList<string>> RecipientsAsync(string orgId, CancellationToken cancellation) =>
        await members.AllAsync(orgId, cancellation) is { Count: > 0 } all ? [.. all.Select(membership => membership.UserId)]
        : (await watches.ReadAsync(orgId, cancellation)).CreatedBy is var owner && owner.StartsWith("usr_", StringComparison.Ordinal) ? [owner] : [];
}
