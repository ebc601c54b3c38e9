using System.Globalization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations;

/// <summary>"This changed, read it again." Carries ids only, so that a stream can be replayed and tells nobody's secrets.</summary>
/// <param name="Kind"><c>job</c>, <c>video</c>, <c>post</c>, <c>render</c>, <c>account</c>, <c>notice</c>.</param>
public sealed record StreamEvent(string Kind, string EntityId, string? VideoId) : Document;

/// <summary>Persisted events that any instance can resume from. Partition: the organisation whose members may see them.</summary>
public sealed class EventLog(IDocumentStore store, TimeProvider clock)
{
    /// <summary>A client that was away for longer reads everything anew.</summary>
    private const int KeepSeconds = 24 * 60 * 60;

    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private long _last;

    public async Task AppendAsync(string orgId, string userId, string kind, string entityId, string? videoId, CancellationToken cancellation)
    {
        var entry = new StreamEvent(kind, entityId, videoId)
        {
            Id = NextId(),
            Partition = orgId,
            OrgId = orgId,
            CreatedBy = userId,
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = KeepSeconds,
        };
        await store.UpsertAsync(Containers.Events, entry, cancellation);
    }

    /// <summary>
    /// Events after one that the reader has, and for safety those of the two seconds before it: an id is taken before its event is
    /// written, so a neighbour may become visible late. The reader passes over what it has seen.
    /// </summary>
    public async Task<IReadOnlyList<StreamEvent>> ReadAfterAsync(string orgId, string after, int limit, CancellationToken cancellation)
    {
        string from = Format(Math.Max(0, long.Parse(after, CultureInfo.InvariantCulture) - Overlap.Ticks));
        var query = new DocumentQuery(orgId, [new Condition("id", Comparison.Greater, from)], Limit: limit);
        return (await store.QueryAsync<StreamEvent>(Containers.Events, query, cancellation)).Items;
    }

    /// <summary>An id that sorts after everything written until now and before everything that is written later, also within one tick.</summary>
    public string Now()
    {
        lock (_lock)
            return Format(Math.Max(_last, clock.GetUtcNow().UtcTicks - 1));
    }

    // Strictly growing within a process; between instances as exact as their clocks, which the reader's overlap allows for.
    private string NextId()
    {
        lock (_lock)
        {
            _last = Math.Max(_last + 1, clock.GetUtcNow().UtcTicks);
            return Format(_last);
        }
    }

    private static string Format(long ticks) => ticks.ToString("D19", CultureInfo.InvariantCulture);
}
