using Microsoft.Extensions.DependencyInjection;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;

namespace Shortloop.MoneyBench;

/// <summary>The product's use cases on the real store; the provider, the queue and the files are played.</summary>
internal static class Shop
{
    public static ServiceProvider Open(MoneySettings settings, Books books)
    {
        var clock = new LaterClock();
        var store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(settings.DatabasePath), clock);
        return new ServiceCollection()
            .AddShortloopCore()
            .AddSingleton<TimeProvider>(clock).AddSingleton(clock)
            .AddSingleton(store)
            .AddSingleton<IDocumentStore>(settings.Fault == Fault.None ? store : new FaultyStore(store, settings.Fault))
            .AddSingleton<IPayments>(books)
            .AddSingleton<IQueue, NoQueue>().AddSingleton<IBlobStore, AllFiles>()
            .AddSingleton<IEmbedder, NoVectors>().AddSingleton<IVectorIndex, NoVectors>()
            .AddSingleton(new CallbackAddress(new Uri("http://127.0.0.1/"))).AddSingleton(new PublicAddress(new Uri("http://127.0.0.1/")))
            .BuildServiceProvider();
    }

    /// <summary>A sweep finds only what has been left for a while; here the while is skipped.</summary>
    internal sealed class LaterClock : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + By;
    }

    /// <summary>Every story is over.</summary>
    internal sealed class NoStories : IWorkflows
    {
        public Task<bool> IsRunningAsync(string instanceId, CancellationToken cancellation) => Task.FromResult(false);

        public Task StartAsync(string story, string instanceId, object input, CancellationToken cancellation) => throw new NotSupportedException();

        public Task RaiseAsync(string instanceId, string eventName, object payload, CancellationToken cancellation) => throw new NotSupportedException();

        public Task TerminateAsync(string instanceId, string reason, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed class NoQueue : IQueue
    {
        public Task SendAsync(string queue, QueueMessage message, CancellationToken cancellation) => Task.CompletedTask;

        public Task<LockedMessage?> ReceiveAsync(string queue, TimeSpan wait, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> CompleteAsync(string queue, LockedMessage message, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> AbandonAsync(string queue, LockedMessage message, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> RenewAsync(string queue, LockedMessage message, CancellationToken cancellation) => throw new NotSupportedException();
    }

    // Nothing that is searched for costs anything.
    private sealed class NoVectors : IEmbedder, IVectorIndex
    {
        public string Model => "none";

        public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellation) => throw new NotSupportedException();

        public Task UpsertAsync(VectorEntry entry, CancellationToken cancellation) => throw new NotSupportedException();

        public Task DeleteAsync(string orgId, string kind, string id, CancellationToken cancellation) => throw new NotSupportedException();

        public Task DeleteAllAsync(string orgId, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<VectorHit>> SearchAsync(
            string orgId, string kind, string model, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<HybridHit>> HybridAsync(
            string orgId, string kind, string model, string text, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }

    private sealed class AllFiles : IBlobStore
    {
        public Task EnsureReadyAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task<Uri> CreateWriteLinkAsync(string path, TimeSpan life, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Uri> CreateReadLinkAsync(string path, TimeSpan life, string? downloadName, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<BlobBlock>> ListUncommittedBlocksAsync(string path, CancellationToken cancellation) => throw new NotSupportedException();

        public Task PutBlockAsync(string path, string blockId, Stream content, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<BlobFacts?> CommitBlocksAsync(string path, IReadOnlyList<string> blockIds, string contentType, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<BlobFacts?> GetFactsAsync(string path, CancellationToken cancellation) => Task.FromResult<BlobFacts?>(new BlobFacts(path, 1, "video/mp4", "1"));

        public Task<Stream?> OpenReadAsync(string path, long offset, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<BlobFacts> WriteAsync(string path, Stream content, string contentType, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<BlobFacts?> CopyAsync(string from, string to, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Page<BlobFacts>> ListAsync(string prefix, int limit, string? continuation, CancellationToken cancellation) => throw new NotSupportedException();

        public Task DeletePrefixAsync(string prefix, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
