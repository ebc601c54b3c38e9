using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Adapters.ServiceBus;
using Shortloop.Engine.Broker;
using Shortloop.Engine.Tests.Durable;

namespace Shortloop.Engine.Tests.Broker;

/// <summary>The broker on a loopback port, with a file of its own and a clock that stands still.</summary>
internal sealed class BrokerHost : IAsyncDisposable
{
    public const string KeyName = "policy";
    public const string Key = "secret key";

    private readonly string folder = Directory.CreateTempSubdirectory("broker-").FullName;
    private WebApplication app = null!;

    public FakeClock Clock { get; } = new();

    public Uri Address { get; private set; } = null!;

    public ServiceBusRestQueue Queue { get; private set; } = null!;

    /// <summary>Entra tokens that get in, as at Azure; the broker itself knows only keys.</summary>
    public HashSet<string> EntraTokens { get; } = [];

    public ServiceBusBroker Broker => app.Services.GetRequiredService<ServiceBusBroker>();

    public static async Task<BrokerHost> StartAsync()
    {
        var host = new BrokerHost();
        await host.OpenAsync();
        return host;
    }

    public async Task ReopenAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    /// <summary>The file as a killed process leaves it: copied while the broker runs, log and all.</summary>
    public string CopyOfTheFile()
    {
        var copy = Directory.CreateDirectory(Path.Combine(folder, "copy")).FullName;
        foreach (var file in Directory.GetFiles(folder))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return Path.Combine(copy, "broker.db");
    }

    public static ServiceBusBrokerOptions Options(string path) => new(path, KeyName, Key,
    [
        new BrokerQueue("jobs") { LockDuration = TimeSpan.FromSeconds(30), MaxDeliveryCount = 3 },
        new BrokerQueue("dropping") { DeadLetterOnExpiration = false, DefaultTimeToLive = TimeSpan.FromSeconds(5) },
    ]);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddServiceBusBroker(Options(Path.Combine(folder, "broker.db")));
        app = builder.Build();
        app.Use((http, next) =>
        {
            if (http.Request.Headers.Authorization.ToString().Split(' ') is ["Bearer", var token] && EntraTokens.Contains(token))
                http.Request.Headers.Authorization = Tokens.Sign(Address, Clock.GetUtcNow().AddMinutes(1));
            return next(http);
        });
        app.MapServiceBusBroker();
        await app.StartAsync();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Queue = new ServiceBusRestQueue(new ServiceBusQueueOptions(Address) { KeyName = KeyName, Key = Key }, Clock);
    }

    private async Task CloseAsync()
    {
        Queue.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
