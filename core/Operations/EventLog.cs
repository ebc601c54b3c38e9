using System.Collections.Concurrent;
using System.Globalization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations;

/// <summary>"This changed, read it again." Carries ids only, so that a stream can be replayed and tells nobody's secrets.</summary>
/// <param name="Kind"><c>job</c>, <c>video</c>, <c>post</c>, <c>render</c>, <c>account</c>, <c>notice</c>, <c>trend</c>, <c>blogger</c>.</param>
/// <param name="Audience">The one user who may see it; null: all members.</param>
public sealed record StreamEvent(string Kind, string EntityId, string? VideoId, string? Audience = null) : Document
{
    /// <summary>1 for an organisation's first event, then one more each. Only meaningful on an event that was read.</summary>
    public long Number() => EventLog.Read(Id) ?? throw new InvalidOperationException($"'{Id}' is not an event's id.");

    public bool IsFor(string userId) => Audience is null || Audience == userId;
}

/// <summary>
/// Persisted events that any instance can resume from. Partition: the organisation whose members may see them. They are numbered without a gap, in
/// the order in which they became visible: the number is taken in the same transaction that writes the event, so clocks, slow writers and several
/// instances can't hide an event behind one that a reader has seen already.
/// </summary>
public sealed class EventLog(IDocumentStore store, TimeProvider clock)
{
    /// <summary>Who missed more reads everything anew, which costs them less.</summary>
    public const int MaxMissed = 1000;

    private const string Notice = "notice";
    private const int KeepSeconds = 24 * 60 * 60;

    // Within a process writers to one organisation take turns, so that only other instances can come in between.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new();

    /// <summary>Told the organisation after each event that this process has written.</summary>
    public event Action<string>? Appended;

    /// <param name="userId">Who caused it; of a notice, whom it is for.</param>
    public async Task AppendAsync(string orgId, string userId, string kind, string entityId, string? videoId, CancellationToken cancellation)
    {
        SemaphoreSlim turn = _turns.GetOrAdd(orgId, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellation);
        try
        {
            while (!await TryAppendAsync(new StreamEvent(kind, entityId, videoId, kind == Notice ? userId : null)
            {
                Id = "",
                Partition = orgId,
                OrgId = orgId,
                CreatedBy = userId,
                CreatedAt = clock.GetUtcNow(),
                TtlSeconds = KeepSeconds,
            }, cancellation))
            {
                // Another instance was faster: look again.
            }
        }
        finally
        {
            turn.Release();
        }

        Appended?.Invoke(orgId);
    }

    /// <returns>Number of the newest event; 0: there was never one. 1 point read.</returns>
    public async Task<long> LastAsync(string orgId, CancellationToken cancellation) =>
        (await store.ReadAsync<EventCount>(Containers.Events, orgId, EventCount.OnlyId, cancellation))?.Last ?? 0;

    /// <summary>The events with numbers above <paramref name="after"/> and up to <paramref name="last"/>, in order, none left out.</summary>
    /// <param name="last">At most <see cref="MaxMissed"/> more.</param>
    /// <returns>Null: some of them are no longer kept.</returns>
    public async Task<IReadOnlyList<StreamEvent>?> ReadAsync(string orgId, long after, long last, CancellationToken cancellation)
    {
        if (last <= after)
            return [];
        var query = new DocumentQuery(
            orgId, [new Condition("id", Comparison.Greater, Format(after)), new Condition("id", Comparison.LessOrEqual, Format(last))], Limit: MaxMissed);
        IReadOnlyList<StreamEvent> found = (await store.QueryAsync<StreamEvent>(Containers.Events, query, cancellation)).Items;
        return found.Count == last - after ? found : null;
    }

    public static string Format(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    /// <returns>Null: not one of our ids.</returns>
    public static long? Read(string? id) =>
        id is { Length: 19 } && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private async Task<bool> TryAppendAsync(StreamEvent entry, CancellationToken cancellation)
    {
        EventCount? count = await store.ReadAsync<EventCount>(Containers.Events, entry.OrgId, EventCount.OnlyId, cancellation);
        long number = (count?.Last ?? 0) + 1;
        BatchOperation counted = count is null
            ? new(BatchKind.Create, EventCount.First(entry))
            : new(BatchKind.Replace, count with { Last = number });
        return await store.BatchAsync(
            Containers.Events, entry.OrgId, [counted, new(BatchKind.Upsert, entry with { Id = Format(number) })], cancellation) == WriteStatus.Written;
    }

    /// <summary>How many events an organisation has had. It stays when they are gone.</summary>
    private sealed record EventCount(long Last) : Document
    {
        /// <summary>Sorts before every event's id, so that no range of those holds it.</summary>
        public const string OnlyId = "-count";

        public static EventCount First(StreamEvent entry) => new(1)
        {
            Id = OnlyId,
            Partition = entry.Partition,
            OrgId = entry.OrgId,
            CreatedBy = entry.CreatedBy,
            CreatedAt = entry.CreatedAt,
        };
    }
}
