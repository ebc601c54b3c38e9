using System.Text.Json;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Planner.Items;

/// <summary>An item with what its production says of it.</summary>
public sealed record ItemSight(MonthItem Item, ItemState State, Failure? Failure, IReadOnlyList<Post> Posts);

/// <summary>Reads and changes items: only allowed moves, always against the current version, every change told to the stream.</summary>
public sealed class ItemStore(IDocumentStore store, EventLog events)
{
    private const int BatchSize = 100;

    public Task<MonthItem?> ReadAsync(string orgId, string itemId, CancellationToken cancellation) => Ids.IsWellFormed(itemId)
        ? store.ReadAsync<MonthItem>(Containers.Items, orgId, itemId, cancellation)
        : Task.FromResult<MonthItem?>(null);

    /// <summary>By day and slot.</summary>
    public Task<Page<MonthItem>> ListAsync(string orgId, string monthId, string? after, int limit, CancellationToken cancellation) =>
        store.QueryAsync<MonthItem>(
            Containers.Items,
            new DocumentQuery(orgId, [new Condition("monthId", Comparison.Equal, monthId)], OrderBy: "at", Limit: limit, Continuation: after), cancellation);

    /// <summary>All of a month, by time; at most 310.</summary>
    public async Task<IReadOnlyList<MonthItem>> OfMonthAsync(string orgId, string monthId, CancellationToken cancellation) =>
        (await ListAsync(orgId, monthId, null, 1000, cancellation)).Items;

    /// <summary>Hooks of the organisation's other months that go out within these bounds.</summary>
    public async Task<IReadOnlyList<MonthItem>> AroundAsync(
        string orgId, string monthId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var found = new List<MonthItem>();
        string? next = null;
        do
        {
            Page<MonthItem> page = await store.QueryAsync<MonthItem>(
                Containers.Items,
                new DocumentQuery(
                    orgId,
                    [new("at", Comparison.GreaterOrEqual, from), new("at", Comparison.LessOrEqual, to), new("monthId", Comparison.NotEqual, monthId)],
                    OrderBy: "at", Limit: 1000, Continuation: next),
                cancellation);
            found.AddRange(page.Items.Where(item => item.Hook.Length > 0));
            next = page.Next;
        }
        while (next is not null);
        return found;
    }

    /// <summary>Writes what a step made. The month is being planned meanwhile, and nobody else writes.</summary>
    public async Task SaveAsync(string orgId, IEnumerable<MonthItem> items, CancellationToken cancellation)
    {
        foreach (MonthItem[] some in items.Chunk(BatchSize))
            await store.BatchAsync(Containers.Items, orgId, [.. some.Select(item => new BatchOperation(BatchKind.Upsert, item))], cancellation);
    }

    /// <param name="change">Pure; may run more than once.</param>
    /// <param name="etag">Of the version that the caller saw; null: any.</param>
    public async Task<Outcome<MonthItem>> ChangeAsync(
        string orgId, string itemId, Func<MonthItem, Outcome<MonthItem>> change, string? etag, CancellationToken cancellation)
    {
        while (true)
        {
            if (await ReadAsync(orgId, itemId, cancellation) is not { } present)
                return Problem.Missing("item");
            if (etag is not null && etag != present.ETag)
                return Problem.ChangedMeanwhile;
            if (!change(present).Succeeded(out MonthItem? changed, out Problem? refused))
                return refused;
            if (changed == present)
                return present;
            if (!ItemMoves.CanMove(present.Status, changed.Status))
                return MoveRefused(present.Status, changed.Status);
            WriteResult<MonthItem> written = await store.ReplaceAsync(Containers.Items, changed, cancellation);
            if (written.Status == WriteStatus.Changed)
                continue;
            if (written.Document is not { } item)
                return Problem.Missing("item");
            await events.AppendAsync(orgId, item.CreatedBy, "month", item.MonthId, null, cancellation);
            return item;
        }
    }

    public async Task<ItemSight> LookAsync(MonthItem item, CancellationToken cancellation)
    {
        if (item.JobId is null)
            return new ItemSight(item, ItemStates.Of(item, null, []), null, []);
        Job? job = await store.ReadAsync<Job>(Containers.Jobs, item.OrgId, item.JobId, cancellation);
        var query = new DocumentQuery(item.OrgId, [new Condition("jobId", Comparison.Equal, item.JobId)]);
        IReadOnlyList<Post> posts = (await store.QueryAsync<Post>(Containers.Posts, query, cancellation)).Items;
        ItemState state = ItemStates.Of(item, job, posts);
        return new ItemSight(item, state, state == ItemState.Failed ? posts.FirstOrDefault(post => post.Failure is not null)?.Failure ?? job?.Failure : null, posts);
    }

    private static Problem MoveRefused(ItemStatus from, ItemStatus to) => new(
        ProblemKind.Conflict, "item_move_refused", $"An item that is {Word(from)} can't become {Word(to)}.");

    private static string Word(ItemStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString()).Replace('_', ' ');
}
