using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Shortloop.Sdk.Tests;

/// <summary>The one piece of behaviour of any size that the official surface itself has: an event with a time-out.</summary>
public sealed class WaitForExternalEventTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private readonly FakeContext _context = new();

    [Fact]
    public async Task WaitForExternalEvent_EventFirst_ReturnsItAndCancelsTheTimer()
    {
        var wait = _context.WaitForExternalEvent<string>("approved", Timeout, TestContext.Current.CancellationToken);
        _context.Event.SetResult("yes");

        Assert.Equal("yes", await wait);
        Assert.Equal(FakeContext.Now + Timeout, _context.FireAt);
        Assert.True(_context.TimerToken.IsCancellationRequested);
        Assert.False(_context.EventToken.IsCancellationRequested);
    }

    // The limit is for a wait that would never end, were the wrong side cancelled.
    [Fact(Timeout = 20_000)]
    public async Task WaitForExternalEvent_TimerFirst_ThrowsTaskCanceled()
    {
        var wait = _context.WaitForExternalEvent<string>("approved", Timeout, TestContext.Current.CancellationToken);
        _context.Timer.SetResult();

        await Assert.ThrowsAsync<TaskCanceledException>(() => wait);
        Assert.False(_context.TimerToken.IsCancellationRequested);
    }

    [Fact]
    public async Task WaitForExternalEvent_CallersTokenCancelled_ThrowsTaskCanceled()
    {
        using var source = new CancellationTokenSource();
        var wait = _context.WaitForExternalEvent<string>("approved", Timeout, source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => wait);
    }

    private sealed class FakeContext : TaskOrchestrationContext
    {
        public static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

        public TaskCompletionSource Timer { get; } = new();

        public TaskCompletionSource<object> Event { get; } = new();

        public DateTime FireAt { get; private set; }

        public CancellationToken TimerToken { get; private set; }

        public CancellationToken EventToken { get; private set; }

        public override TaskName Name => "story";

        public override string InstanceId => "1";

        public override ParentOrchestrationInstance? Parent => null;

        public override DateTime CurrentUtcDateTime => Now;

        public override bool IsReplaying => false;

        protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

        public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
        {
            (FireAt, TimerToken) = (fireAt, cancellationToken);
            return Timer.Task.WaitAsync(cancellationToken);
        }

        public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
        {
            EventToken = cancellationToken;
            return (T)await Event.Task.WaitAsync(cancellationToken);
        }

        public override T? GetInput<T>()
            where T : default => default;

        public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
            throw new NotSupportedException();

        public override Task<TResult> CallSubOrchestratorAsync<TResult>(
            TaskName orchestratorName, object? input = null, TaskOptions? options = null) => throw new NotSupportedException();

        public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

        public override void SetCustomStatus(object? customStatus) => throw new NotSupportedException();

        public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
            throw new NotSupportedException();

        public override Guid NewGuid() => throw new NotSupportedException();
    }
}
