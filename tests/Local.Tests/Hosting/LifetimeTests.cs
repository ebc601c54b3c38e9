using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Local.Hosting;

namespace Shortloop.Local.Tests.Hosting;

public sealed class LifetimeTests
{
    private readonly ManualTime _time = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly Inbox _inbox = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_PortTaken_SaysWhatToDo()
    {
        await using var first = await StartAsync();
        var error = await Assert.ThrowsAsync<PortInUseException>(() => TestHost.StartAsync([], options => options.Port = first.Http.BaseAddress!.Port));
        Assert.Equal($"Port {first.Http.BaseAddress!.Port} is in use: choose another with --port N.", error.Message);
    }

    [Fact]
    public async Task Stop_RequestInWork_IsAnsweredFirst()
    {
        await using var host = await StartAsync();
        var answer = host.Http.GetStringAsync("/api/wait", Cancellation);
        var call = await _inbox.NextAsync();
        var stopped = host.StopAsync();
        call.Finish();
        Assert.Equal("done", await answer);
        await stopped;
    }

    [Fact]
    public async Task Stop_RequestTakesTooLong_IsCancelledAndSays503()
    {
        await using var host = await StartAsync();
        var asked = host.Http.GetAsync("/api/wait", Cancellation);
        await _inbox.NextAsync();
        var stopped = host.StopAsync();
        Assert.Equal(new FunctionsHostOptions().DrainTimeout, await _time.NextWaitAsync());
        _time.Advance(new FunctionsHostOptions().DrainTimeout);
        using var answer = await asked;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        await stopped;
    }

    [Fact]
    public async Task Request_ClientGoes_FunctionIsCancelled()
    {
        await using var host = await StartAsync();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var asked = host.Http.GetStringAsync("/api/wait", gone.Token);
        var call = await _inbox.NextAsync();
        await gone.CancelAsync();
        await call.CancelledAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Empty(host.Logs.Entries);
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync(
        [typeof(Waiting)], add: host => host.Services.AddSingleton<TimeProvider>(_time).AddSingleton(_inbox));

    public sealed class Waiting(Inbox inbox)
    {
        [Function("Wait")]
        public async Task<string> Wait([HttpTrigger("get")] HttpRequest request, CancellationToken cancellation)
        {
            await inbox.AddAsync("", "", 0, cancellation);
            return "done";
        }
    }
}
