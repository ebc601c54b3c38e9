using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Tests.Hosting;

public sealed class TimerRetryTests
{
    private readonly ManualTime _time = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly Tries _tries = new();

    [Fact]
    public async Task FixedDelay_FailsTwice_RunsAgainAfterEachWaitAndKnowsItsCount()
    {
        _tries.Failures = 2;
        await using var host = await StartAsync(typeof(Fixed));
        await AssertWaitsAsync(10, 10);
        await _time.NextWaitAsync();
        Assert.Equal(["0 of 3", "1 of 3", "2 of 3"], _tries.Seen);
        Assert.Equal(2, host.Logs.Entries.Count);
    }

    [Fact]
    public async Task FixedDelay_FailsEachTime_GivesUpAndWaitsForTheNextTime()
    {
        _tries.Failures = int.MaxValue;
        await using var host = await StartAsync(typeof(Fixed));
        await AssertWaitsAsync(10, 10, 10);
        Assert.Equal(TimeSpan.FromMinutes(1), await _time.NextWaitAsync());
        Assert.Equal(4, _tries.Seen.Count);
        Assert.Contains("runs again at its next time", host.Logs.Entries.Last().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExponentialBackoff_WithoutEnd_DoublesUpToTheLongestWait()
    {
        _tries.Failures = 5;
        await using var host = await StartAsync(typeof(Growing));
        await AssertWaitsAsync(4, 8, 16, 30, 30);
        await _time.NextWaitAsync();
        Assert.Equal(6, _tries.Seen.Count);
    }

    [Theory]
    [InlineData(typeof(OnHttp), "only timers")]
    [InlineData(typeof(NoWait), "'soon'")]
    [InlineData(typeof(Shrinking), "above its largest")]
    [InlineData(typeof(Negative), "-1 for without end")]
    public void Attribute_ThatCannotBeUsed_IsFoundAtStart(Type functions, string expected)
    {
        var error = Assert.Throws<FunctionCatalogException>(() => FunctionCatalog.Discover([functions]));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private Task<TestHost> StartAsync(Type functions) =>
        TestHost.StartAsync([functions], add: host => host.Services.AddSingleton<TimeProvider>(_time).AddSingleton(_tries));

    private async Task AssertWaitsAsync(params int[] seconds)
    {
        foreach (int expected in seconds)
        {
            Assert.Equal(TimeSpan.FromSeconds(expected), await _time.NextWaitAsync());
            _time.Advance(TimeSpan.FromSeconds(expected));
        }
    }

    public sealed class Tries
    {
        public int Failures { get; set; }

        public ConcurrentQueue<string> Seen { get; } = [];

        public void Add(RetryContext retry)
        {
            Seen.Enqueue($"{retry.RetryCount} of {retry.MaxRetryCount}");
            if (Seen.Count <= Failures) throw new InvalidOperationException("broken");
        }
    }

    public sealed class Fixed(Tries tries)
    {
        [Function("Tick")]
        [FixedDelayRetry(3, "00:00:10")]
        public void Tick([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer, FunctionContext context) => tries.Add(context.RetryContext);
    }

    public sealed class Growing(Tries tries)
    {
        [Function("Tick")]
        [ExponentialBackoffRetry(-1, "00:00:04", "00:00:30")]
        public void Tick([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer, FunctionContext context) => tries.Add(context.RetryContext);
    }

    public static class OnHttp
    {
        [Function("F")]
        [FixedDelayRetry(3, "00:00:10")]
        public static string F([HttpTrigger] Microsoft.AspNetCore.Http.HttpRequest request) => "";
    }

    public static class NoWait
    {
        [Function("F")]
        [FixedDelayRetry(3, "soon")]
        public static void F([TimerTrigger("0 0 0 * * *")] TimerInfo timer)
        {
        }
    }

    public static class Shrinking
    {
        [Function("F")]
        [ExponentialBackoffRetry(3, "00:01:00", "00:00:10")]
        public static void F([TimerTrigger("0 0 0 * * *")] TimerInfo timer)
        {
        }
    }

    public static class Negative
    {
        [Function("F")]
        [FixedDelayRetry(-2, "00:00:10")]
        public static void F([TimerTrigger("0 0 0 * * *")] TimerInfo timer)
        {
        }
    }
}
