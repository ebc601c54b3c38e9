using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Local.Hosting;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Tests.Hosting;

public sealed class TimerTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string _data = Directory.CreateTempSubdirectory("shortloop-timers-").FullName;
    private readonly ManualTime _time = new(new(2026, 3, 1, 12, 1, 0, TimeSpan.Zero));
    private readonly TimerRuns _runs = new();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Wait_UntilDue_RunsOnceEachTime()
    {
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        await _time.NextWaitAsync();
        _time.Advance(4 * Minute);
        Assert.False((await _runs.NextAsync()).IsPastDue);
        await _time.NextWaitAsync();
        _time.Advance(5 * Minute);
        Assert.False((await _runs.NextAsync()).IsPastDue);
        await _time.NextWaitAsync();
        Assert.Equal(2, _runs.Count);
    }

    [Fact]
    public async Task ScheduleStatus_DuringARun_IsAsItWasBefore()
    {
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        await _time.NextWaitAsync();
        _time.Advance(4 * Minute);
        AssertStatus((await _runs.NextAsync()).ScheduleStatus, last: null, next: "12:05", updated: "12:01");
        await _time.NextWaitAsync();
        _time.Advance(5 * Minute);
        AssertStatus((await _runs.NextAsync()).ScheduleStatus, last: "12:05", next: "12:10", updated: "12:05");
    }

    [Fact]
    public async Task Start_MissedWhileDown_RunsPastDueAtOnce()
    {
        await using (await StartAsync(typeof(EveryFiveMinutes))) await _time.NextWaitAsync();
        _time.Advance(20 * Minute);
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        var late = await _runs.NextAsync();
        Assert.True(late.IsPastDue);
        Assert.Equal(new DateTime(2026, 3, 1, 12, 5, 0), late.ScheduleStatus!.Next);
    }

    [Fact]
    public async Task Start_NothingMissed_DoesNotRun()
    {
        await using (await StartAsync(typeof(EveryFiveMinutes))) await _time.NextWaitAsync();
        _time.Advance(2 * Minute);
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        await _time.NextWaitAsync();
        Assert.Equal(0, _runs.Count);
    }

    [Fact]
    public async Task Start_RunOnStartup_RunsWithoutBeingPastDue()
    {
        await using var host = await StartAsync(typeof(AtStart));
        var run = await _runs.NextAsync();
        Assert.False(run.IsPastDue);
        Assert.Null(run.ScheduleStatus);
        Assert.Empty(Directory.EnumerateFiles(_data, "*.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Run_LongerThanInterval_RunsOnceMoreRightAfter()
    {
        _runs.Hold();
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        await _time.NextWaitAsync();
        _time.Advance(4 * Minute);
        await _runs.NextAsync();
        _time.Advance(12 * Minute);
        Assert.Equal(1, _runs.Count);
        _runs.Release();

        // 12:10 and 12:15 have passed: one run makes both good, and isn't called past due.
        Assert.False((await _runs.NextAsync()).IsPastDue);
        await _time.NextWaitAsync();
        Assert.Equal(2, _runs.Count);
        _time.Advance(3 * Minute);
        AssertStatus((await _runs.NextAsync()).ScheduleStatus, last: "12:17", next: "12:20", updated: "12:17");
    }

    [Fact]
    public async Task Run_Throws_IsLoggedAndGoesOn()
    {
        _runs.Failure = new InvalidOperationException("broken");
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        await _time.NextWaitAsync();
        _time.Advance(4 * Minute);
        await _runs.NextAsync();
        await _time.NextWaitAsync();
        Assert.Same(_runs.Failure, Assert.Single(host.Logs.Entries).Exception);
        _time.Advance(5 * Minute);
        await _runs.NextAsync();
    }

    [Fact]
    public async Task Start_BrokenMemory_StartsAfreshWithWarning()
    {
        Directory.CreateDirectory(Path.Combine(_data, "timers"));
        await File.WriteAllTextAsync(Path.Combine(_data, "timers", "Tick.json"), "{", TestContext.Current.CancellationToken);
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        await _time.NextWaitAsync();
        Assert.Contains("Tick", Assert.Single(host.Logs.Entries).Message, StringComparison.Ordinal);
        Assert.Equal(0, _runs.Count);
    }

    [Fact]
    public async Task Start_MissedAndRunOnStartup_RunsOnceAndPastDue()
    {
        await using (await StartAsync(typeof(HourlyAndAtStart)))
        {
            await _runs.NextAsync();
            await _time.NextWaitAsync();
        }

        _time.Advance(TimeSpan.FromHours(5));
        await using var host = await StartAsync(typeof(HourlyAndAtStart));
        Assert.True((await _runs.NextAsync()).IsPastDue);
        await _time.NextWaitAsync();
        Assert.Equal(2, _runs.Count);
    }

    [Fact]
    public async Task Start_ScheduleChangedSince_OldNextTimeIsNoPromise()
    {
        await using (await StartAsync(typeof(EveryFiveMinutes))) await _time.NextWaitAsync();
        _time.Advance(20 * Minute);
        await using var host = await StartAsync(typeof(HourlyUnderTheSameName));
        await _time.NextWaitAsync();
        Assert.Equal(0, _runs.Count);
        _time.Advance(39 * Minute);
        AssertStatus((await _runs.NextAsync()).ScheduleStatus, last: null, next: "13:00", updated: "12:01");
    }

    [Fact]
    public async Task UseMonitor_MoreThanOnceAMinute_IsTurnedOff()
    {
        await using var host = await StartAsync(typeof(EveryTenSeconds));
        await _time.NextWaitAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null((await _runs.NextAsync()).ScheduleStatus);
        Assert.Empty(Directory.EnumerateFiles(_data, "*.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Interval_InsteadOfCron_CountsFromTheLastRun()
    {
        await using var host = await StartAsync(typeof(EveryNinetyMinutes));
        await _time.NextWaitAsync();
        _time.Advance(90 * Minute);
        AssertStatus((await _runs.NextAsync()).ScheduleStatus, last: null, next: "13:31", updated: "12:01");
        await _time.NextWaitAsync();
        _time.Advance(90 * Minute);
        AssertStatus((await _runs.NextAsync()).ScheduleStatus, last: "13:31", next: "15:01", updated: "13:31");
    }

    [Fact]
    public async Task Interval_OfAYear_IsWaitedForInPieces()
    {
        await using var host = await StartAsync(typeof(AtNewYear));
        Assert.Equal(Minute, await _time.NextWaitAsync());
        _time.Advance(TimeSpan.FromDays(305));
        await _time.NextWaitAsync();
        Assert.Equal(0, _runs.Count);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.False((await _runs.NextAsync()).IsPastDue);
    }

    [Fact]
    public async Task Clock_SetForward_RunsOnceForAllThatWasPassed()
    {
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        await _time.NextWaitAsync();
        _time.Advance(TimeSpan.FromHours(7));
        await _runs.NextAsync();
        await _time.NextWaitAsync();
        Assert.Equal(1, _runs.Count);
    }

    [Fact]
    public async Task Clock_SetBack_DoesNotRunTheSameTimeAgain()
    {
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        await _time.NextWaitAsync();
        _time.Advance(4 * Minute);
        await _runs.NextAsync();
        await _time.NextWaitAsync();
        _time.SetBack(20 * Minute);
        for (int minute = 0; minute < 24; minute++)
        {
            _time.Advance(Minute);
            await _time.NextWaitAsync();
        }

        Assert.Equal(1, _runs.Count);
        _time.Advance(Minute);
        AssertStatus((await _runs.NextAsync()).ScheduleStatus, last: "12:05", next: "12:10", updated: "12:05");
    }

    [Fact]
    public async Task TwoHosts_OnOneDataFolder_OneRunsTheTimersAndTheOtherTakesOver()
    {
        var first = await StartAsync(typeof(EveryFiveMinutes));
        await _time.NextWaitAsync();
        await using var second = await StartAsync(typeof(EveryFiveMinutes));
        Assert.Equal(TimeSpan.FromSeconds(5), await _time.NextWaitAsync());
        _time.Advance(4 * Minute);
        await _runs.NextAsync();
        await _time.NextWaitAsync();
        await _time.NextWaitAsync();
        Assert.Equal(1, _runs.Count);

        await first.DisposeAsync();
        _time.Advance(6 * Minute);
        Assert.True((await _runs.NextAsync()).IsPastDue);
    }

    [Fact]
    public async Task Stop_RunInWork_IsWaitedFor()
    {
        _runs.Hold();
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        await _time.NextWaitAsync();
        _time.Advance(4 * Minute);
        await _runs.NextAsync();
        var stopped = host.StopAsync();
        Assert.False(stopped.IsCompleted);
        _runs.Release();
        await stopped.WaitAsync(Limits.Patience, TestContext.Current.CancellationToken);
        Assert.Contains("12:05", await File.ReadAllTextAsync(Path.Combine(_data, "timers", "Tick.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(BadSchedule), "six fields")]
    [InlineData(typeof(NoSetting), "'nowhere' is missing")]
    public async Task Start_BadSchedule_SaysWhatToDo(Type functions, string expected)
    {
        var error = await Assert.ThrowsAsync<FunctionCatalogException>(() => StartAsync(functions));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static void AssertStatus(ScheduleStatus? status, string? last, string next, string updated)
    {
        Assert.Equal(last, status!.Last == default ? null : $"{status.Last:HH:mm}");
        Assert.Equal((next, updated), ($"{status.Next:HH:mm}", $"{status.LastUpdated:HH:mm}"));
    }

    private Task<TestHost> StartAsync(Type functions) => TestHost.StartAsync(
        [functions],
        options => options.DataDirectory = _data,
        host => host.Services.AddSingleton<TimeProvider>(_time).AddSingleton(_runs));

    public sealed class EveryFiveMinutes(TimerRuns runs)
    {
        [Function("Tick")]
        public Task Tick([TimerTrigger("0 */5 * * * *")] TimerInfo timer) => runs.AddAsync(timer);
    }

    public sealed class AtStart(TimerRuns runs)
    {
        [Function("AtStart")]
        public Task Run([TimerTrigger("0 0 0 * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) => runs.AddAsync(timer);
    }

    public sealed class HourlyUnderTheSameName(TimerRuns runs)
    {
        [Function("Tick")]
        public Task Tick([TimerTrigger("0 0 * * * *")] TimerInfo timer) => runs.AddAsync(timer);
    }

    public sealed class HourlyAndAtStart(TimerRuns runs)
    {
        [Function("Tick")]
        public Task Tick([TimerTrigger("0 0 * * * *", RunOnStartup = true)] TimerInfo timer) => runs.AddAsync(timer);
    }

    public sealed class EveryTenSeconds(TimerRuns runs)
    {
        [Function("Tick")]
        public Task Tick([TimerTrigger("*/10 * * * * *")] TimerInfo timer) => runs.AddAsync(timer);
    }

    public sealed class EveryNinetyMinutes(TimerRuns runs)
    {
        [Function("Tick")]
        public Task Tick([TimerTrigger("01:30:00")] TimerInfo timer) => runs.AddAsync(timer);
    }

    public sealed class AtNewYear(TimerRuns runs)
    {
        [Function("Tick")]
        public Task Tick([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => runs.AddAsync(timer);
    }

    public static class BadSchedule
    {
        [Function("Bad")]
        public static void Run([TimerTrigger("every day")] TimerInfo timer)
        {
        }
    }

    public static class NoSetting
    {
        [Function("NoSetting")]
        public static void Run([TimerTrigger("%nowhere%")] TimerInfo timer)
        {
        }
    }
}

public sealed class TimerRuns
{
    private readonly Channel<TimerInfo> _runs = Channel.CreateUnbounded<TimerInfo>();
    private TaskCompletionSource _gate = new();
    private int _count;

    public TimerRuns() => _gate.SetResult();

    public int Count => _count;

    public Exception? Failure { get; set; }

    public void Hold() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _gate.SetResult();

    public Task<TimerInfo> NextAsync() =>
        _runs.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limits.Patience);

    public async Task AddAsync(TimerInfo timer)
    {
        Interlocked.Increment(ref _count);

        // As it was at the call: the host goes on using its own.
        _runs.Writer.TryWrite(new() { IsPastDue = timer.IsPastDue, ScheduleStatus = Copy(timer.ScheduleStatus) });
        await _gate.Task;
        if (Failure is not null) throw Failure;
    }

    private static ScheduleStatus? Copy(ScheduleStatus? status) =>
        status is null ? null : new() { Last = status.Last, Next = status.Next, LastUpdated = status.LastUpdated };
}
