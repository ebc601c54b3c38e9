using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Engine;
using Shortloop.Engine.Broker;
using Shortloop.Functions;
using Shortloop.Functions.Http;
using Shortloop.Local.Hosting;
using Shortloop.Local.Serve.Logging;
using Shortloop.Orchestrations;
using Shortloop.Sqlite;

namespace Shortloop.Local.Serve;

/// <summary>The embedded host: composition root of the embedded build.</summary>
internal static class ServeCommand
{
    /// <exception cref="StartException">It can't start, or not go on: a file can't be used.</exception>
    public static async Task<int> RunAsync(LocalSettings settings, CancellationToken stop)
    {
        try
        {
            return await ServeAsync(settings, stop);
        }
        catch (Exception error) when (error is SqliteFileException or WorkException)
        {
            // The message is for the person at the terminal already; starting again by itself would not help.
            throw new StartException(error.Message, error);
        }
    }

    private static async Task<int> ServeAsync(LocalSettings settings, CancellationToken stop)
    {
        var damaged = new TaskCompletionSource<SqliteFileException>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WebApplication queue = BuildQueue(settings);
        await StartAsync(() => queue.StartAsync(stop), settings.QueuePort);

        await using WebApplication app = BuildApp(settings, queue.Services.GetRequiredService<ServiceBusBroker>(), damaged.SetResult);
        try
        {
            await app.StartFunctionsAsync(stop);
        }
        catch (PortInUseException error)
        {
            throw new StartException(error.Message, error);
        }

        // Asked to stop: running work is drained, everything else goes on at the next start.
        await Task.WhenAny(damaged.Task, Task.Delay(Timeout.Infinite, stop));
        await app.StopAsync(CancellationToken.None);
        await queue.StopAsync(CancellationToken.None);
        return damaged.Task.IsCompleted ? throw await damaged.Task : ExitCodes.Success;
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

    private static WebApplication BuildApp(LocalSettings settings, ServiceBusBroker broker, Action<SqliteFileException> damaged)
    {
        WebApplicationBuilder builder = NewBuilder();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(broker);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddShortloopCore();
        builder.Services.AddShortloopFunctions(settings.Chosen.Api);
        builder.Services.AddEmbeddedAdapters(settings);
        builder.Services.AddSingleton<ICallerSource, LocalCallers>();
        builder.Services.AddSingleton(new LogFile(settings.DataFile("logs"))).AddSingleton<ILogReader>(provider => provider.GetRequiredService<LogFile>());
        builder.Services.AddSingleton<ILoggerProvider, LogFileProvider>();
        builder.Services.AddTelemetry(settings);
        builder.Services.AddHostedService<StorageReadiness>();
        builder.Services.AddHostedService<RenderProcesses>();

        FunctionsHostBuilder functions = builder.Services.AddFunctionsHost(options =>
        {
            options.Assemblies = [typeof(FunctionsSetup).Assembly, typeof(TaskCatalog).Assembly];
            options.HostJson = Path.Combine(Places.Root, "host.json");
            options.Port = settings.Port;
            options.DataDirectory = settings.Data;
            options.StaticRoot = Places.StaticSite;
            options.AllowedOrigins = settings.Chosen.Api.AllowedOrigins;
            options.StorageOrigins = [settings.BlobOrigin.GetLeftPart(UriPartial.Authority)];
        });
        functions.UseShortloopMiddleware();
        builder.Services.AddDurableEngine(
            options =>
            {
                options.DatabasePath = settings.DataFile("engine.db");
                options.MaxConcurrentActivities = 4;
                options.DefaultVersion = functions.OrchestrationVersion;
                options.Damaged = damaged;
            },
            functions.RegisterDurable);

        WebApplication app = builder.Build().MapFunctions();
        // Opened now: what is wrong with a file is said at the start, not to the first who asks for something.
        _ = app.Services.GetRequiredService<IDocumentStore>();
        _ = app.Services.GetRequiredService<IVectorIndex>();
        _ = app.Services.GetRequiredService<DurableTaskClient>();
        return app;
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
