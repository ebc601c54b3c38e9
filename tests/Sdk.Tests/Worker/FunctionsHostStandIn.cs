using System.Buffers.Binary;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace Shortloop.Sdk.Tests.Worker;

/// <summary>
/// The Functions host as a worker sees it: one gRPC stream of messages both ways (Azure/azure-functions-language-worker-protobuf). It knows as many messages
/// as it takes to start a worker, to learn its functions and to call one.
/// </summary>
internal sealed class FunctionsHostStandIn : IAsyncDisposable
{
    /// <summary>Fields of StreamingMessage that are messages of their own.</summary>
    public const int RpcLog = 2, InvocationRequest = 4, InvocationResponse = 5, LoadRequest = 8, LoadResponse = 9,
        InitResponse = 16, InitRequest = 17, StartStream = 20, MetadataRequest = 29, MetadataResponse = 30;

    private const int Header = 5;

    private readonly WebApplication _app;
    private readonly Channel<ProtoMessage> _toWorker = Channel.CreateUnbounded<ProtoMessage>(), _fromWorker = Channel.CreateUnbounded<ProtoMessage>();

    private FunctionsHostStandIn(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>What the worker logged, and whatever else was not waited for.</summary>
    public List<string> Logged { get; } = [];

    public static async Task<FunctionsHostStandIn> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        WebApplication app = builder.Build();
        var host = new FunctionsHostStandIn(app);
        app.MapPost("/AzureFunctionsRpcMessages.FunctionRpc/EventStream", host.StreamAsync);
        await app.StartAsync();
        return host;
    }

    public void Send(int kind, ProtoMessage message) => _toWorker.Writer.TryWrite(new ProtoMessage().Put(1, $"{Guid.NewGuid()}").Put(kind, message));

    /// <summary>The next message of a kind.</summary>
    public async Task<ProtoMessage> ReceiveAsync(int kind, CancellationToken cancellation)
    {
        while (true)
        {
            ProtoMessage message = await _fromWorker.Reader.ReadAsync(cancellation);
            if (message.Has(kind))
                return message.Message(kind);
            ProtoMessage log = message.Message(RpcLog);
            Logged.Add(message.Has(RpcLog) ? $"{log.Text(2)}: {log.Text(4)} {log.Message(6).Text(2)}" : $"fields {string.Join(", ", message.Fields)}");
        }
    }

    public ValueTask DisposeAsync()
    {
        _toWorker.Writer.TryComplete();
        return _app.DisposeAsync();
    }

    private async Task StreamAsync(HttpContext context)
    {
        context.Features.Get<IHttpMinRequestBodyDataRateFeature>()!.MinDataRate = null;
        context.Response.ContentType = "application/grpc";
        await context.Response.StartAsync();
        Task sending = SendAllAsync(context);
        try
        {
            var header = new byte[Header];
            while (await context.Request.Body.ReadAtLeastAsync(header, Header, throwOnEndOfStream: false, context.RequestAborted) == Header)
            {
                var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1))];
                await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
                _fromWorker.Writer.TryWrite(ProtoMessage.Read(body));
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The worker is gone.
        }

        _fromWorker.Writer.TryComplete();
        _toWorker.Writer.TryComplete();
        await sending;
    }

    private async Task SendAllAsync(HttpContext context)
    {
        await foreach (ProtoMessage message in _toWorker.Reader.ReadAllAsync())
        {
            byte[] body = message.Write();
            var frame = new byte[Header + body.Length];
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), body.Length);
            body.CopyTo(frame, Header);
            await context.Response.Body.WriteAsync(frame, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
