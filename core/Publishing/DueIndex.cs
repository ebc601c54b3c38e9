using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Publishing;

[JsonConverter(typeof(SnakeCaseEnum<DueKind>))]
public enum DueKind
{
    Publish,
    Metrics,

    /// <summary>A notice that somebody wants by mail.</summary>
    Mail,

    /// <summary>Some minutes after a post was due: is it out?</summary>
    Late,

    /// <summary>An item of a month on autopilot: its short is made some hours before its slot.</summary>
    Produce,
}

/// <summary>Something that has to happen at an instant; a person can see, move and cancel it, which a sleeping orchestration would not allow.</summary>
public sealed record DueEntry : Document
{
    public required DueKind Kind { get; init; }

    /// <summary>The post; of <see cref="DueKind.Mail"/>, the notice; of <see cref="DueKind.Produce"/>, the item.</summary>
    [JsonPropertyName("postId")]
    public required string EntityId { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Metrics: the age of the post at this reading, <c>1h</c> to <c>28d</c>. Publish and Late: the number of the try. Mail: whose.</summary>
    public required string Label { get; init; }
}

/// <summary>
/// Entries by due time in a few partitions. A scheduled queue message wakes each at its second; the sweep once a minute finds whatever a lost
/// message left. Both start a story with the id of the entry, so it happens once.
/// </summary>
public sealed class DueIndex(IDocumentStore store, IQueue queue, TimeProvider clock)
{
    private const int Shards = 8;

    /// <summary>Body of a wake-up message.</summary>
    public sealed record WakeUp(string Shard, string Id);

    public async Task AddAsync(
        Principal caller, DueKind kind, string entityId, string label, DateTimeOffset dueAt, CancellationToken cancellation) =>
        await WakeAsync(await EnterAsync(caller, kind, entityId, label, dueAt, cancellation), cancellation);

    /// <summary>Without a message: the sweep finds it, unless <see cref="WakeAsync"/> is quicker.</summary>
    public Task<DueEntry> EnterAsync(
        Principal caller, DueKind kind, string entityId, string label, DateTimeOffset dueAt, CancellationToken cancellation)
    {
        string id = Ids.Derived("due", kind.ToString(), caller.OrgId, entityId, label);
        return store.UpsertAsync(Containers.Due, new DueEntry
        {
            Id = id,
            Partition = ShardOf(id),
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            Kind = kind,
            EntityId = entityId,
            Label = label,
            DueAt = dueAt,
        }, cancellation);
    }

    /// <summary>Sends the message that wakes an entry at its second.</summary>
    public Task WakeAsync(DueEntry entry, CancellationToken cancellation)
    {
        string body = JsonSerializer.Serialize(new WakeUp(entry.Partition, entry.Id), JsonSerializerOptions.Web);
        return queue.SendAsync(Queues.Due, new QueueMessage(entry.Id, body, entry.DueAt), cancellation);
    }

    /// <returns>Null: already done, cancelled, or moved to later.</returns>
    public async Task<DueEntry?> FindDueAsync(WakeUp wakeUp, CancellationToken cancellation)
    {
        DueEntry? entry = await store.ReadAsync<DueEntry>(Containers.Due, wakeUp.Shard, wakeUp.Id, cancellation);
        return entry is not null && entry.DueAt <= clock.GetUtcNow() ? entry : null;
    }

    /// <summary>Everything overdue, oldest first within a shard. Cost: one query a shard.</summary>
    public async Task<IReadOnlyList<DueEntry>> FindAllDueAsync(CancellationToken cancellation)
    {
        var due = new List<DueEntry>();
        for (int shard = 0; shard < Shards; shard++)
        {
            var query = new DocumentQuery(
                Name(shard), [new Condition("dueAt", Comparison.LessOrEqual, clock.GetUtcNow())], OrderBy: "dueAt", Limit: 200);
            due.AddRange((await store.QueryAsync<DueEntry>(Containers.Due, query, cancellation)).Items);
        }

        return due;
    }

    /// <summary>After its story has been started. Only this version: an entry that was moved meanwhile stays.</summary>
    public Task RemoveAsync(DueEntry entry, CancellationToken cancellation) =>
        store.DeleteAsync(Containers.Due, entry.Partition, entry.Id, entry.ETag, cancellation);

    private static string ShardOf(string id) => Name(id[^1] % Shards);

    private static string Name(int shard) => string.Create(CultureInfo.InvariantCulture, $"shard-{shard}");
}
