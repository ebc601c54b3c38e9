using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Local.Tests.Hosting;

public sealed class QueueTests
{
    private readonly ManualTime _time = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeQueue _queue;
    private readonly Inbox _inbox = new();

    public QueueTests() => _queue = new(_time);

    [Fact]
    public async Task Message_Handled_IsCompleted()
    {
        await using var host = await StartAsync();
        _queue.Put("m1", "hello");
        var call = await _inbox.NextAsync();
        Assert.Equal(("hello", "m1", 1), (call.Body, call.Id, call.Delivery));
        call.Finish();
        Assert.Equal("complete m1", await _queue.NextEventAsync());
        Assert.Empty(host.Logs.Entries);
    }

    [Fact]
    public async Task Message_FunctionThrows_IsAbandonedAndLogged()
    {
        await using var host = await StartAsync();
        _queue.Put("m1", "hello");
        var call = await _inbox.NextAsync();
        call.Fail(new InvalidOperationException("broken"));
        Assert.Equal("abandon m1", await _queue.NextEventAsync());
        Assert.IsType<InvalidOperationException>(Assert.Single(host.Logs.Entries).Exception);
    }

    [Fact]
    public async Task Messages_Many_FourAtATime()
    {
        await using var host = await StartAsync();
        for (int number = 0; number < 6; number++) _queue.Put($"m{number}", "x");
        var running = new List<Inbox.Call>();
        for (int number = 0; number < 4; number++) running.Add(await _inbox.NextAsync());
        Assert.Equal(2, _queue.Waiting);

        foreach (var call in running) call.Finish();
        (await _inbox.NextAsync()).Finish();
        (await _inbox.NextAsync()).Finish();
        for (int number = 0; number < 6; number++) Assert.StartsWith("complete", await _queue.NextEventAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lock_HalfOver_IsRenewed()
    {
        await using var host = await StartAsync();
        _queue.Put("m1", "x");
        var call = await _inbox.NextAsync();
        Assert.Equal(FakeQueue.Lock / 2, await _time.NextWaitAsync());
        _time.Advance(FakeQueue.Lock / 2);
        Assert.Equal("renew m1", await _queue.NextEventAsync());
        call.Finish();
        Assert.Equal("complete m1", await _queue.NextEventAsync());
    }

    [Fact]
    public async Task Lock_Lost_CancelsTheFunction()
    {
        await using var host = await StartAsync();
        _queue.LoseLocks = true;
        _queue.Put("m1", "x");
        var call = await _inbox.NextAsync();
        await _time.NextWaitAsync();
        _time.Advance(FakeQueue.Lock / 2);
        await call.CancelledAsync();
    }

    [Fact]
    public async Task Receive_BrokerAway_TriesAgainLater()
    {
        _queue.Failures = 1;
        await using var host = await StartAsync(receivers: 1);
        Assert.Equal(TimeSpan.FromSeconds(1), await _time.NextWaitAsync());
        _queue.Put("m1", "x");
        _time.Advance(TimeSpan.FromSeconds(1));
        (await _inbox.NextAsync()).Finish();
        Assert.Equal("complete m1", await _queue.NextEventAsync());
    }

    [Fact]
    public async Task Stop_MessageInWork_IsFinishedFirst()
    {
        await using var host = await StartAsync();
        _queue.Put("m1", "x");
        var call = await _inbox.NextAsync();
        var stopped = host.StopAsync();
        call.Finish();
        await stopped.WaitAsync(Limits.Patience, TestContext.Current.CancellationToken);
        Assert.Equal("complete m1", await _queue.NextEventAsync());
    }

    private Task<TestHost> StartAsync(int receivers = 4) => TestHost.StartAsync(
        [typeof(QueueSamples)],
        options => options.ReceiversPerQueue = receivers,
        host => host.Services.AddSingleton<TimeProvider>(_time).AddSingleton<IQueue>(_queue).AddSingleton(_inbox));

    public sealed class QueueSamples(Inbox inbox)
    {
        [Function("Take")]
        public Task Take([ServiceBusTrigger("work")] string message, string messageId, int deliveryCount, CancellationToken cancellation) =>
            inbox.AddAsync(message, messageId, deliveryCount, cancellation);
    }
}

public sealed class Inbox
{
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();

    public Task<Call> NextAsync() => _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limits.Patience);

    public Task AddAsync(string body, string id, int delivery, CancellationToken cancellation)
    {
        var call = new Call(body, id, delivery, cancellation);
        _calls.Writer.TryWrite(call);
        return call.Running;
    }

    public sealed class Call(string body, string id, int delivery, CancellationToken cancellation)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Body => body;

        public string Id => id;

        public int Delivery => delivery;

        public Task Running => _done.Task.WaitAsync(cancellation);

        public void Finish() => _done.SetResult();

        public void Fail(Exception failure) => _done.SetException(failure);

        public async Task CancelledAsync() =>
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Running.WaitAsync(Limits.Patience, TestContext.Current.CancellationToken));
    }
}

/// <summary>The queue port at its edge; the real broker has its own tests.</summary>
internal sealed class FakeQueue(TimeProvider time) : IQueue
{
    public static readonly TimeSpan Lock = TimeSpan.FromMinutes(1);

    private readonly Channel<LockedMessage> _messages = Channel.CreateUnbounded<LockedMessage>();
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private int _failures;

    public int Failures { set => _failures = value; }

    public bool LoseLocks { get; set; }

    public int Waiting => _messages.Reader.Count;

    public void Put(string id, string body) => _messages.Writer.TryWrite(new(id, body, "token", time.GetUtcNow() + Lock, 1));

    public Task<string> NextEventAsync() =>
        _events.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limits.Patience);

    public Task SendAsync(string queue, QueueMessage message, CancellationToken cancellation) => throw new NotSupportedException();

    public async Task<LockedMessage?> ReceiveAsync(string queue, TimeSpan wait, CancellationToken cancellation)
    {
        Assert.Equal("work", queue);
        if (Interlocked.Decrement(ref _failures) >= 0) throw new TransientException("queue_unavailable", "The broker is away.");
        return await _messages.Reader.ReadAsync(cancellation);
    }

    public Task<bool> CompleteAsync(string queue, LockedMessage message, CancellationToken cancellation) => Note($"complete {message.Id}");

    public Task<bool> AbandonAsync(string queue, LockedMessage message, CancellationToken cancellation) => Note($"abandon {message.Id}");

    public Task<bool> RenewAsync(string queue, LockedMessage message, CancellationToken cancellation) =>
        LoseLocks ? Task.FromResult(false) : Note($"renew {message.Id}");

    private Task<bool> Note(string what)
    {
        _events.Writer.TryWrite(what);
        return Task.FromResult(true);
    }
}
