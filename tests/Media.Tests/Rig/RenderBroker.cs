using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shortloop.Adapters.ServiceBus;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;
using Shortloop.Engine.Broker;

namespace Shortloop.Media.Tests.Rig;

/// <summary>The real broker with the render queue, on a loopback port and a file of its own.</summary>
internal sealed class RenderBroker : IAsyncDisposable
{
    public const string KeyName = "render";
    public const string Key = "key of the render queue";
    public const int MaxDeliveries = 5;
    public static readonly TimeSpan Lock = TimeSpan.FromSeconds(30);

    private readonly WebApplication app;

    private RenderBroker(WebApplication app, TimeProvider clock)
    {
        this.app = app;
        Queue = new ServiceBusRestQueue(new ServiceBusQueueOptions(Address) { KeyName = KeyName, Key = Key }, clock);
    }

    public Uri Address => new(app.Urls.Single());

    public ServiceBusRestQueue Queue { get; }

    /// <summary>Messages to be had, and those that are locked.</summary>
    public QueueStatistics Statistics => app.Services.GetRequiredService<ServiceBusBroker>().GetStatistics(Queues.Render);

    public static async Task<RenderBroker> StartAsync(string folder, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(clock);
        builder.Services.AddServiceBusBroker(
            new ServiceBusBrokerOptions(Path.Combine(folder, "broker.db"), KeyName, Key, [new BrokerQueue(Queues.Render) { LockDuration = Lock, MaxDeliveryCount = MaxDeliveries }]));
        var app = builder.Build();
        app.MapServiceBusBroker();
        await app.StartAsync();
        return new RenderBroker(app, clock);
    }

    public Task SendAsync(string id, string body) => Queue.SendAsync(Queues.Render, new QueueMessage(id, body), default);

    public Task SendAsync(RenderOrder order) =>
        Queue.SendAsync(Queues.Render, new QueueMessage(order.JobId, JsonSerializer.Serialize(order, JsonSerializerOptions.Web)), default);

    public async ValueTask DisposeAsync()
    {
        Queue.Dispose();
        await app.DisposeAsync();
    }
}
