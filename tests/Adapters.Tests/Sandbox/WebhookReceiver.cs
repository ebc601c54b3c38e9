using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Shortloop.Adapters.Tests.Sandbox;

/// <summary>An address that takes TikTok's webhooks and keeps them.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First() + "/hooks/tiktok");

    public ConcurrentQueue<(string Signature, string Body)> Received { get; } = new();

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.MapPost("/hooks/tiktok", async (HttpRequest request, CancellationToken cancellation) =>
        {
            using var reader = new StreamReader(request.Body);
            receiver.Received.Enqueue((request.Headers["tiktok-signature"].ToString(), await reader.ReadToEndAsync(cancellation)));
        });
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The header as it must be for this body at the time that the header names.</summary>
    public static string Sign(string header, string body)
    {
        var time = header.Split(',')[0];
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes("sandbox-client-secret"), Encoding.UTF8.GetBytes($"{time[2..]}.{body}"));
        return $"{time},s={Convert.ToHexStringLower(mac)}";
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
