using Shortloop.Core;
using Shortloop.Engine;
using Shortloop.Engine.Broker;
using Shortloop.Functions;
using Shortloop.Functions.Http;
using Shortloop.Local.Hosting;
using Shortloop.Orchestrations;

namespace Shortloop.Local.Serve;

/// <summary>The embedded host: composition root of the embedded build.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(LocalSettings settings, CancellationToken stop)
    {
        await using WebApplication queue = BuildQueue(settings);
        await StartAsync(() => queue.StartAsync(stop), settings.QueuePort);

        await using WebApplication app = BuildApp(settings, queue.Services.GetRequiredService<ServiceBusBroker>());
        try
        {
            await app.StartFunctionsAsync(stop);
        }
        catch (PortInUseException error)
        {
            throw new StartException(error.Message, error);
        }

        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop: running work is drained, everything else goes on at the next start.
        }

        await app.StopAsync(CancellationToken.None);
        await queue.StopAsync(CancellationToken.None);
        return ExitCodes.Success;
    }

    // The queue has a listener of its own, as the real one would: the render job reaches nothing but it and the call-back routes.
    private static WebApplication BuildQueue(LocalSettings settings)
    {
        WebApplicationBuilder builder = NewBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, settings.QueuePort));
        builder.Services.AddServiceBusBroker(EmbeddedAdapters.BrokerOptions(settings));
        WebApplication app = builder.Build();
        app.MapServiceBusBroker();
        return app;
    }

    private static WebApplication BuildApp(LocalSettings settings, ServiceBusBroker broker)
    {
        WebApplicationBuilder builder = NewBuilder();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(broker);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddShortloopCore();
        builder.Services.AddShortloopFunctions();
        builder.Services.AddEmbeddedAdapters(settings);
        builder.Services.AddSingleton<ICallerSource, LocalOwnerCaller>();
        builder.Services.AddHostedService<StorageReadiness>();
        builder.Services.AddHostedService<RenderProcesses>();

        FunctionsHostBuilder functions = builder.Services.AddFunctionsHost(options =>
        {
            options.Assemblies = [typeof(FunctionsSetup).Assembly, typeof(TaskCatalog).Assembly];
            options.HostJson = Path.Combine(Places.Root, "host.json");
            options.Port = settings.Port;
            options.DataDirectory = settings.Data;
            options.StaticRoot = Places.StaticSite;
            options.StorageOrigins = [settings.BlobOrigin.GetLeftPart(UriPartial.Authority)];
        });
        functions.UseMiddleware<WorkErrorMiddleware>();
        functions.UseMiddleware<AccessMiddleware>();
        builder.Services.AddDurableEngine(
            options =>
            {
                options.DatabasePath = settings.DataFile("engine.db");
                options.MaxConcurrentActivities = 4;
            },
            functions.RegisterDurable);

        return builder.Build().MapFunctions();
    }

    private static WebApplicationBuilder NewBuilder()
    {
        // No appsettings, no environment, no command line: LocalSettings is the one source.
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Shortloop", LogLevel.Information);
        return builder;
    }

    private static async Task StartAsync(Func<Task> start, int port)
    {
        try
        {
            await start();
        }
        catch (IOException error)
        {
            throw new StartException($"Port {port} is in use. Choose others with --port N.", error);
        }
    }
}
