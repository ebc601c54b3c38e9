using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Shortloop.Engine.History;
using Shortloop.Engine.Store;

namespace Shortloop.Engine;

internal sealed partial class EmbeddedDurableTaskClient
{
    private const int PurgePortion = 200;

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Read(instanceId) is { } row ? Describe(row, getInputsAndOutputs) : null);
    }

    /// <summary>An instance that doesn't exist yet is waited for, too.</summary>
    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitUntil(instanceId, status => status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    /// <inheritdoc cref="WaitForInstanceStartAsync"/>
    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitUntil(instanceId, StatusExtensions.IsFinished, getInputsAndOutputs, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        return Pageable.Create((token, sizeHint, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var size = sizeHint ?? query.PageSize;
            var rows = engine.Readers.Read(db => InstanceQuery.Page(db, query, token ?? query.ContinuationToken, size));
            var values = rows.Select(row => Describe(row, query.FetchInputsAndOutputs)).ToList();
            return Task.FromResult(new Page<OrchestrationMetadata>(values, Token(rows.Count == size ? rows[^1].Key : null)));
        });
    }

    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null, DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null, int pageSize = OrchestrationQuery.DefaultPageSize, string? lastInstanceKey = null,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var rows = engine.Readers.Read(db =>
            InstanceQuery.Ids(db, runtimeStatus, completedTimeFrom, completedTimeTo, lastInstanceKey, pageSize));
        var ids = rows.Select(row => row.InstanceId).ToList();
        return Task.FromResult(new Page<string>(ids, Token(rows.Count == pageSize ? rows[^1].Key : null)));
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var purged = await engine.Committer.Commit(db =>
            Instances.Find(db, instanceId) is { } instance ? Instances.Purge(db, instance.Key, options?.Recursive ?? false) : 0);
        return new PurgeResult(purged, isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var stopAt = filter.Timeout is { } limit ? clock.GetUtcNow() + limit : DateTimeOffset.MaxValue;
        var purged = 0;
        // In portions, so that what runs meanwhile gets its commits in between.
        foreach (var keys in engine.Readers.Read(db => InstanceQuery.Finished(db, filter)).Chunk(PurgePortion))
        {
            cancellation.ThrowIfCancellationRequested();
            if (clock.GetUtcNow() >= stopAt) return new PurgeResult(purged, isComplete: false);
            purged += await engine.Committer.Commit(db => keys.Sum(key => Instances.Purge(db, key, options?.Recursive ?? false)));
        }
        return new PurgeResult(purged, isComplete: true);
    }

    private async Task<OrchestrationMetadata> WaitUntil(
        string instanceId, Func<OrchestrationRuntimeStatus, bool> reached, bool getInputsAndOutputs, CancellationToken cancellation)
    {
        using var watcher = engine.Watch.Watch(instanceId);
        while (true)
        {
            var change = watcher.NextChange();
            if (Read(instanceId) is { } row && reached(row.Status)) return Describe(row, getInputsAndOutputs);
            await change.WaitAsync(cancellation);
        }
    }

    private OrchestrationMetadata Describe(InstanceRow row, bool payloads) => new(row.Name, row.InstanceId)
    {
        RuntimeStatus = row.Status,
        CreatedAt = At(row.CreatedAt),
        LastUpdatedAt = At(row.UpdatedAt),
        Tags = HistoryJson.ReadTags(row.Tags),
        DataConverter = payloads ? _converter : null,
        SerializedInput = payloads ? row.Input : null,
        SerializedOutput = payloads ? row.Output : null,
        SerializedCustomStatus = payloads ? row.CustomStatus : null,
        FailureDetails = payloads ? HistoryJson.ReadFailure(row.Failure)?.ToDetails() : null,
    };

    private static string? Token(long? key) => key?.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
