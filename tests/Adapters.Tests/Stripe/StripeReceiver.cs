using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Shortloop.Adapters.Tests.Stripe;

/// <summary>An address that takes Stripe's webhooks and keeps them, byte for byte.</summary>
public sealed class StripeReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _refusals;

    private StripeReceiver(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First() + "/hooks/stripe");

    public ConcurrentQueue<(DateTimeOffset At, string Signature, byte[] Body)> Received { get; } = new();

    /// <summary>What time it is when something comes.</summary>
    public Func<DateTimeOffset> Clock { get; set; } = () => DateTimeOffset.UtcNow;

    public static async Task<StripeReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var receiver = new StripeReceiver(builder.Build());
        receiver._app.MapPost("/hooks/stripe", (Delegate)receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The next deliveries are answered with 500.</summary>
    public void RefuseNext(int count) => Interlocked.Exchange(ref _refusals, count);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        Received.Enqueue((Clock(), http.Request.Headers["Stripe-Signature"].ToString(), body.ToArray()));
        return Interlocked.Decrement(ref _refusals) >= 0 ? Results.StatusCode(500) : Results.Ok();
    }
}
