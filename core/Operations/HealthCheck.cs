using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations;

/// <param name="Name"><c>documents</c>, <c>blobs</c>, <c>queue</c>.</param>
public sealed record DependencyHealth(string Name, bool Healthy);

/// <summary>Asks each dependency for something small.</summary>
public sealed class HealthCheck(IDocumentStore store, IBlobStore blobs, IQueue queue)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<DependencyHealth>> AskAsync(CancellationToken cancellation) =>
        await Task.WhenAll(
            AskAsync("documents", stop => store.QueryAsync<Job>(Containers.Jobs, new DocumentQuery("health", Limit: 1), stop), cancellation),
            AskAsync("blobs", stop => blobs.GetFactsAsync("health/probe/health/none", stop), cancellation),
            // A lock that nobody has: the queue says so, and nothing is taken or moved for it.
            AskAsync("queue", stop => queue.RenewAsync(Queues.Due, new LockedMessage("health", "", Guid.Empty.ToString(), default, 1), stop), cancellation));

    private static async Task<DependencyHealth> AskAsync(string name, Func<CancellationToken, Task> ask, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await ask(patience.Token);
            return new DependencyHealth(name, true);
        }
        catch (Exception error) when (error is WorkException || error is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return new DependencyHealth(name, false);
        }
    }
}
