using Shortloop.Core.Accounts.Export;
using Shortloop.Core.Analytics;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Operations.Retention;

/// <summary>What is dropped when its time is over and the store doesn't drop by itself.</summary>
public enum RetentionStep
{
    Jobs,
    UnfinishedUploads,
    Exports,
    Metrics,
}

/// <summary>
/// Drops what has had its time, page by page over all partitions. Every removal names the version that was looked at: what somebody changes at this
/// moment stays.
/// </summary>
public sealed class ApplyRetention(IDocumentStore store, IBlobStore blobs, RetentionRules rules)
{
    private const int PageSize = 200;

    /// <param name="asOf">The same for all pages: another instant would be another query, and the cursor of no use.</param>
    /// <param name="continuation">From the call before; null: from the beginning.</param>
    /// <returns>Where to go on; null: done.</returns>
    public Task<string?> ExecuteAsync(RetentionStep step, DateTimeOffset asOf, string? continuation, CancellationToken cancellation) => step switch
    {
        RetentionStep.Jobs => JobsAsync(asOf, continuation, cancellation),
        RetentionStep.UnfinishedUploads => UploadsAsync(asOf, continuation, cancellation),
        RetentionStep.Exports => ExportsAsync(asOf, continuation, cancellation),
        RetentionStep.Metrics => MetricsAsync(asOf, continuation, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private Task<string?> JobsAsync(DateTimeOffset asOf, string? continuation, CancellationToken cancellation)
    {
        DateTimeOffset before = asOf - rules.Jobs;
        return EachAsync<Job>(
            Containers.Jobs, [new Condition("createdAt", Comparison.Less, before)], continuation,
            job => job.IsOver && (job.Stations.Max(station => station.EndedAt) ?? job.CreatedAt) < before, _ => Task.CompletedTask, cancellation);
    }

    // The document first, by its version: an upload that is completed at this moment keeps its bytes.
    private Task<string?> UploadsAsync(DateTimeOffset asOf, string? continuation, CancellationToken cancellation) => EachAsync<Video>(
        Containers.Videos,
        [
            new Condition("status", Comparison.Equal, "uploading"),
            new Condition("createdAt", Comparison.Less, asOf - rules.UnfinishedUploads),
        ],
        continuation, _ => true, video => blobs.DeletePrefixAsync(video.BlobPrefix, cancellation), cancellation);

    // Those that never became an archive go as late as those that did.
    private Task<string?> ExportsAsync(DateTimeOffset asOf, string? continuation, CancellationToken cancellation) => EachAsync<Export>(
        Containers.Exports,
        [
            new Condition("exportId", Comparison.Equal, null),
            new Condition("createdAt", Comparison.Less, asOf - rules.Exports),
        ],
        continuation, export => export.ExpiresAt is not { } end || end <= asOf,
        export => blobs.DeletePrefixAsync(export.BlobPrefix, cancellation), cancellation);

    private Task<string?> MetricsAsync(DateTimeOffset asOf, string? continuation, CancellationToken cancellation) => EachAsync<MetricSnapshot>(
        Containers.Metrics,
        [
            new Condition("at", Comparison.Less, asOf - rules.Metrics.Values.DefaultIfEmpty(TimeSpan.MaxValue / 2).Min()),
        ],
        continuation, snapshot => rules.Metrics.TryGetValue(snapshot.Platform, out TimeSpan kept) && snapshot.At < asOf - kept,
        _ => Task.CompletedTask, cancellation);

    private async Task<string?> EachAsync<T>(
        Container container, IReadOnlyList<Condition> where, string? continuation, Func<T, bool> isDue, Func<T, Task> after, CancellationToken cancellation)
        where T : Document
    {
        Page<T> page = await store.QueryAsync<T>(container, new DocumentQuery(null, where, Limit: PageSize, Continuation: continuation), cancellation);
        foreach (T document in page.Items.Where(isDue))
            if (await store.DeleteAsync(container, document.Partition, document.Id, document.ETag, cancellation) == WriteStatus.Written)
                await after(document);
        return page.Next;
    }
}
