using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Ports;
using Shortloop.EndToEnd.Rig;
using Shortloop.Engine.Broker;
using Shortloop.Local.Hosting;

namespace Shortloop.Local.Tests.Hosting;

/// <summary>Queue functions against the real broker over HTTP. The broker has a clock of its own, so that a test moves one without the other.</summary>
public sealed class QueueTests : IAsyncLifetime
{
    private static readonly TimeSpan Lock = TimeSpan.FromMinutes(1);

    private readonly ManualTime _time = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ManualTime _brokerTime = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly Inbox _inbox = new();
    private RealBroker _broker = null!;

    public async ValueTask InitializeAsync() =>
        _broker = await RealBroker.StartAsync(_brokerTime, new BrokerQueue("work") { LockDuration = Lock, MaxDeliveryCount = 3 });

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task Message_Handled_IsCompleted()
    {
        await using var host = await StartAsync();
        await SendAsync("m1", "hello");
        var call = await _inbox.NextAsync();
        Assert.Equal(("hello", "m1", 1), (call.Body, call.Id, call.Delivery));
        call.Finish();
        await UntilAsync(new(0, 0, 0, 0));
        Assert.Empty(host.Logs.Entries);
    }

    [Fact]
    public async Task Message_InWork_IsLockedForAllOthers()
    {
        await using var host = await StartAsync();
        await SendAsync("m1");
        var call = await _inbox.NextAsync();
        Assert.Equal(new QueueStatistics(0, 1, 0, 0), _broker.Broker.GetStatistics("work"));
        Assert.Null(await _broker.Queue.ReceiveAsync("work", TimeSpan.Zero, TestContext.Current.CancellationToken));
        call.Finish();
    }

    [Fact]
    public async Task Message_FunctionThrows_ComesAgainAtOnceWithAHigherCount()
    {
        await using var host = await StartAsync();
        await SendAsync("m1");
        (await _inbox.NextAsync()).Fail(new InvalidOperationException("broken"));
        var again = await _inbox.NextAsync();
        Assert.Equal(("m1", 2), (again.Id, again.Delivery));
        Assert.IsType<InvalidOperationException>(Assert.Single(host.Logs.Entries).Exception);
        again.Finish();
        await UntilAsync(new(0, 0, 0, 0));
    }

    [Fact]
    public async Task Message_FailsEachTime_BecomesADeadLetterAndHoldsNobodyUp()
    {
        await using var host = await StartAsync(receivers: 1);
        await SendAsync("poison");
        await SendAsync("good");
        var order = new List<string>();
        for (int delivery = 0; delivery < 4; delivery++)
        {
            var call = await _inbox.NextAsync();
            order.Add($"{call.Id} {call.Delivery}");
            if (call.Id == "poison") call.Fail(new InvalidOperationException("broken"));
            else call.Finish();
        }

        Assert.Equal(["good 1", "poison 1", "poison 2", "poison 3"], order.Order());
        await UntilAsync(new(0, 0, 0, DeadLettered: 1));
        var dead = Assert.Single(_broker.Broker.PeekDeadLetters("work"));
        Assert.Equal(("poison", "MaxDeliveryCountExceeded"), (dead.MessageId, dead.Reason));
    }

    [Fact]
    public async Task Messages_Many_NoMoreAtOnceThanTheLimit()
    {
        await using var host = await StartAsync(receivers: 4);
        for (int number = 0; number < 6; number++) await SendAsync($"m{number}");
        var running = new List<Inbox.Call>();
        for (int number = 0; number < 4; number++) running.Add(await _inbox.NextAsync());
        Assert.Equal(new QueueStatistics(2, 4, 0, 0), _broker.Broker.GetStatistics("work"));

        foreach (var call in running) call.Finish();
        (await _inbox.NextAsync()).Finish();
        (await _inbox.NextAsync()).Finish();
        await UntilAsync(new(0, 0, 0, 0));
    }

    [Fact]
    public async Task Limits_InHostJson_AreTheReceivers()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("shortloop-host-").FullName, "host.json");
        await File.WriteAllTextAsync(
            file, """{ "extensions": { "serviceBus": { "maxConcurrentCalls": 2, "maxAutoLockRenewalDuration": "00:00:30" } } }""", TestContext.Current.CancellationToken);
        await using var host = await TestHost.StartAsync([typeof(QueueSamples)], options => options.HostJson = file, Services);
        for (int number = 0; number < 3; number++) await SendAsync($"m{number}");
        Inbox.Call[] calls = [await _inbox.NextAsync(), await _inbox.NextAsync()];
        Assert.Equal(new QueueStatistics(1, 2, 0, 0), _broker.Broker.GetStatistics("work"));

        for (int wait = 0; wait < 2; wait++) await _time.NextWaitAsync();
        _time.Advance(Lock / 2);
        foreach (var call in calls) await call.CancelledAsync();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task Message_Scheduled_ComesWhenItIsDue()
    {
        await using var host = await StartAsync(receivers: 1);
        await _broker.SendAsync("work", "later", notBefore: _brokerTime.GetUtcNow().AddHours(1));
        await SendAsync("now");
        (await _inbox.NextAsync()).Finish();
        await UntilAsync(new(0, 0, Scheduled: 1, 0));
        _brokerTime.Advance(TimeSpan.FromHours(1));

        // A receiver may be between looking and waiting just now, or on its way with a signature that has run out meanwhile: it tries again.
        var next = _inbox.NextAsync();
        await Poll.UntilAsync("it comes", () => Task.FromResult(next.IsCompleted), done => done || Later(), () => "");
        Assert.Equal("later", (await next).Id);
        (await next).Finish();

        bool Later()
        {
            _brokerTime.Advance(TimeSpan.FromSeconds(30));
            _time.Advance(TimeSpan.FromSeconds(30));
            return false;
        }
    }

    [Fact]
    public async Task Message_SentTwice_IsHandledTwice()
    {
        await using var host = await StartAsync();
        await SendAsync("same");
        await SendAsync("same");
        for (int time = 0; time < 2; time++)
        {
            var call = await _inbox.NextAsync();
            Assert.Equal(("same", 1), (call.Id, call.Delivery));
            call.Finish();
        }
    }

    [Fact]
    public async Task Lock_HalfOver_IsRenewed()
    {
        await using var host = await StartAsync(receivers: 1);
        await SendAsync("m1");
        var call = await _inbox.NextAsync();
        for (int half = 0; half < 4; half++)
        {
            Assert.Equal(Lock / 2, await _time.NextWaitAsync());
            _brokerTime.Advance(Lock / 2);
            _time.Advance(Lock / 2);
        }

        // The fifth wait begins when the fourth renewal has been answered: twice the lock's length is over, and it still holds.
        await _time.NextWaitAsync();
        Assert.Equal(new QueueStatistics(0, 1, 0, 0), _broker.Broker.GetStatistics("work"));
        call.Finish();
        await UntilAsync(new(0, 0, 0, 0));
        Assert.Empty(host.Logs.Entries);
    }

    [Fact]
    public async Task Lock_Lost_CancelsTheFunctionAndTheMessageComesAgain()
    {
        await using var host = await StartAsync(receivers: 1);
        await SendAsync("m1");
        var call = await _inbox.NextAsync();
        await _time.NextWaitAsync();
        _brokerTime.Advance(Lock);
        _time.Advance(Lock / 2);
        await call.CancelledAsync();
        var again = await _inbox.NextAsync();
        Assert.Equal(2, again.Delivery);
        again.Finish();
        await UntilAsync(new(0, 0, 0, 0));
    }

    [Fact]
    public async Task Lock_RenewedAsLongAsAllowed_ThenTheFunctionIsAskedToEnd()
    {
        await using var host = await TestHost.StartAsync(
            [typeof(QueueSamples)], options => (options.ReceiversPerQueue, options.MaxLockRenewal) = (1, Lock), Services);
        await SendAsync("m1");
        var call = await _inbox.NextAsync();
        await _time.NextWaitAsync();
        _time.Advance(Lock / 2);
        await _time.NextWaitAsync();
        Assert.False(call.Running.IsCompleted);
        _time.Advance(Lock / 2);
        await call.CancelledAsync();
    }

    [Fact]
    public async Task Broker_Away_IsAskedAgainLater()
    {
        await _broker.CloseAsync();
        await using var host = await StartAsync(receivers: 1);
        Assert.Equal(TimeSpan.FromSeconds(1), await _time.NextWaitAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(2), await _time.NextWaitAsync());
        await _broker.ReopenAsync();
        await SendAsync("m1");
        _time.Advance(TimeSpan.FromSeconds(2));
        (await _inbox.NextAsync()).Finish();
        await UntilAsync(new(0, 0, 0, 0));
    }

    [Fact]
    public async Task Stop_MessageInWork_IsFinishedFirst()
    {
        await using var host = await StartAsync(receivers: 1);
        await SendAsync("m1");
        var call = await _inbox.NextAsync();
        var stopped = host.StopAsync();
        await SendAsync("m2");
        call.Finish();
        await stopped.WaitAsync(Limits.Patience, TestContext.Current.CancellationToken);
        await UntilAsync(new(Active: 1, 0, 0, 0));
    }

    [Fact]
    public async Task Stop_FunctionTakesTooLong_MessageGoesBack()
    {
        await using var host = await StartAsync(receivers: 1);
        await SendAsync("m1");
        var call = await _inbox.NextAsync();
        await _time.NextWaitAsync();
        var stopped = host.StopAsync();
        Assert.Equal(new FunctionsHostOptions().DrainTimeout, await _time.NextWaitAsync());
        _time.Advance(new FunctionsHostOptions().DrainTimeout);
        await call.CancelledAsync();
        await stopped.WaitAsync(Limits.Patience, TestContext.Current.CancellationToken);
        await UntilAsync(new(Active: 1, 0, 0, 0));
    }

    private Task SendAsync(string id, string body = "x") => _broker.SendAsync("work", id, body);

    private async Task UntilAsync(QueueStatistics expected) => await Poll.UntilAsync(
        $"the queue is {expected}", () => Task.FromResult(_broker.Broker.GetStatistics("work")), seen => seen == expected, () => "");

    private Task<TestHost> StartAsync(int receivers = 4) =>
        TestHost.StartAsync([typeof(QueueSamples)], options => options.ReceiversPerQueue = receivers, Services);

    private void Services(FunctionsHostBuilder host) =>
        host.Services.AddSingleton<TimeProvider>(_time).AddSingleton<IQueue>(_broker.Queue).AddSingleton(_inbox);

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
