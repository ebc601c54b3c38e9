using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Operations;

public sealed class RequestCountersTests : IDisposable
{
    private static readonly RateRule Hourly = new("key", 100, TimeSpan.FromHours(1), Strict: true);
    private static readonly RateRule Tiny = new("key", 3, TimeSpan.FromHours(1), Strict: true);

    private readonly Workbench _bench = new();
    private readonly CountingStore _store;

    public RequestCountersTests() => _store = new CountingStore(_bench.Store);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Take_UpToTheLimit_IsAllowedAndThenRefused()
    {
        RequestCounters counters = Instance();

        Assert.Equal([(2L, true), (1L, true), (0L, true), (0L, false)], await TakeAsync(counters, Tiny, 4));
    }

    [Fact]
    public async Task Take_InTheNextWindow_BeginsAnew()
    {
        RequestCounters counters = Instance();
        _bench.Clock.Advance(TimeSpan.FromMinutes(59));
        await TakeAsync(counters, Tiny, 4);

        Assert.Equal(TimeSpan.FromMinutes(1), (await counters.TakeAsync(Tiny, "a", default)).ResetIn);
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await counters.TakeAsync(Tiny, "a", default)).Allowed);
    }

    [Fact]
    public async Task Take_ByAnother_IsCountedByItself()
    {
        RequestCounters counters = Instance();
        await TakeAsync(counters, Tiny, 4);

        Assert.True((await counters.TakeAsync(Tiny, "b", default)).Allowed);
        Assert.True((await counters.TakeAsync(Tiny with { Name = "session" }, "a", default)).Allowed);
    }

    [Fact]
    public async Task Take_ByTwoInstances_LetThroughATwentiethEachTooMuchAtMost()
    {
        RequestCounters[] instances = [Instance(), Instance()];
        int allowed = 0;
        for (int i = 0; i < 300; i++)
            allowed += (await instances[i % 2].TakeAsync(Hourly, "a", default)).Allowed ? 1 : 0;

        Assert.InRange(allowed, 90, 110);
    }

    [Fact]
    public async Task Take_AfterARestart_KnowsWhatWasUsed()
    {
        await TakeAsync(Instance(), Tiny, 3);

        Assert.False((await Instance().TakeAsync(Tiny, "a", default)).Allowed);
    }

    [Fact]
    public async Task Take_ManyTimes_WritesSeldomAndNotAtAllOverTheLimit()
    {
        RequestCounters counters = Instance();
        await TakeAsync(counters, Hourly, 100);
        int used = _store.Writes;
        await TakeAsync(counters, Hourly, 100);

        Assert.InRange(used, 1, 30);
        Assert.Equal(used, _store.Writes);
    }

    [Fact]
    public async Task Take_OnceByAStranger_WritesNothing()
    {
        await Instance().TakeAsync(new RateRule("anonymous", 600, TimeSpan.FromMinutes(1)), "a", default);

        Assert.Equal(0, _store.Writes);
    }

    [Fact]
    public async Task Take_ManyAtOnce_AreCountedOnceEach()
    {
        RequestCounters counters = Instance();

        RateStanding[] standings = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () => await counters.TakeAsync(Hourly, "a", default))));

        Assert.InRange(standings.Count(standing => standing.Allowed), 95, 100);
        Assert.False((await Instance().TakeAsync(Hourly with { Limit = 95 }, "a", default)).Allowed);
    }

    private RequestCounters Instance() => new(_store, _bench.Clock);

    private static async Task<List<(long, bool)>> TakeAsync(RequestCounters counters, RateRule rule, int times)
    {
        List<(long, bool)> seen = [];
        for (int i = 0; i < times; i++)
        {
            RateStanding standing = await counters.TakeAsync(rule, "a", default);
            seen.Add((standing.Remaining, standing.Allowed));
        }

        return seen;
    }

    /// <summary>The real store, whose writes are counted.</summary>
    private sealed class CountingStore(IDocumentStore store) : IDocumentStore
    {
        private int _writes;

        public int Writes => _writes;

        public Task<T?> ReadAsync<T>(Container container, string partition, string id, CancellationToken cancellation)
            where T : Document => store.ReadAsync<T>(container, partition, id, cancellation);

        public Task<WriteResult<T>> CreateAsync<T>(Container container, T document, CancellationToken cancellation)
            where T : Document => Counted(store.CreateAsync(container, document, cancellation));

        public Task<WriteResult<T>> PatchAsync<T>(
            Container container, string partition, string id, IReadOnlyList<PatchOperation> operations, IReadOnlyList<Condition>? conditions, CancellationToken cancellation)
            where T : Document => Counted(store.PatchAsync<T>(container, partition, id, operations, conditions, cancellation));

        public Task<WriteResult<T>> ReplaceAsync<T>(Container container, T document, CancellationToken cancellation)
            where T : Document => throw new NotSupportedException();

        public Task<T> UpsertAsync<T>(Container container, T document, CancellationToken cancellation)
            where T : Document => throw new NotSupportedException();

        public Task<WriteStatus> DeleteAsync(Container container, string partition, string id, string? etag, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<WriteStatus> BatchAsync(Container container, string partition, IReadOnlyList<BatchOperation> operations, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<Page<T>> QueryAsync<T>(Container container, DocumentQuery query, CancellationToken cancellation)
            where T : Document => throw new NotSupportedException();

        public Task<long> CountAsync(Container container, string? partition, IReadOnlyList<Condition>? where, CancellationToken cancellation) => throw new NotSupportedException();

        private Task<T> Counted<T>(Task<T> write)
        {
            Interlocked.Increment(ref _writes);
            return write;
        }
    }
}
