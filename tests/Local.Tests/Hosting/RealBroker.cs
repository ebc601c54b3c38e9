using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shortloop.Adapters.ServiceBus;
using Shortloop.Core.Ports;
using Shortloop.Engine.Broker;

namespace Shortloop.Local.Tests.Hosting;

/// <summary>The broker on a loopback port of its own, and the client that the app uses towards it.</summary>
internal sealed class RealBroker : IAsyncDisposable
{
    private const string KeyName = "tests";
    private const string Key = "secret key";

    private readonly string _folder = Directory.CreateTempSubdirectory("shortloop-broker-").FullName;
    private readonly TimeProvider _time;
    private readonly BrokerQueue[] _queues;
    private WebApplication _app = null!;

    private RealBroker(TimeProvider time, BrokerQueue[] queues) => (_time, _queues) = (time, queues);

    public ServiceBusBroker Broker => _app.Services.GetRequiredService<ServiceBusBroker>();

    public Uri Address { get; private set; } = null!;

    public ServiceBusRestQueue Queue { get; private set; } = null!;

    public static async Task<RealBroker> StartAsync(TimeProvider time, params BrokerQueue[] queues)
    {
        var broker = new RealBroker(time, queues);
        await broker.OpenAsync(port: 0);
        broker.Address = new Uri(broker._app.Urls.Single());
        broker.Queue = new ServiceBusRestQueue(new ServiceBusQueueOptions(broker.Address) { KeyName = KeyName, Key = Key }, time);
        return broker;
    }

    public Task SendAsync(string queue, string id, string body = "x", DateTimeOffset? notBefore = null) =>
        Queue.SendAsync(queue, new QueueMessage(id, body, notBefore), TestContext.Current.CancellationToken);

    /// <summary>Takes a message and gives it back, as often as it takes to become a dead letter.</summary>
    public async Task KillAsync(string queue, string id, string body = "x")
    {
        await SendAsync(queue, id, body);
        while (await Queue.ReceiveAsync(queue, TimeSpan.Zero, TestContext.Current.CancellationToken) is { } message)
            await Queue.AbandonAsync(queue, message, TestContext.Current.CancellationToken);
    }

    /// <summary>Stops listening; what is stored stays.</summary>
    public async Task CloseAsync()
    {
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
    }

    public Task ReopenAsync() => OpenAsync(Address.Port);

    public async ValueTask DisposeAsync()
    {
        Queue.Dispose();
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OpenAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddSingleton(_time);
        builder.Services.AddServiceBusBroker(new(Path.Combine(_folder, "broker.db"), KeyName, Key, _queues));
        _app = builder.Build();
        _app.MapServiceBusBroker();
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }
}
