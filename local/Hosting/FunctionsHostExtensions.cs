using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Http;
using Shortloop.Local.Hosting.Invocation;
using Shortloop.Local.Hosting.Operator;
using Shortloop.Local.Hosting.Queues;
using Shortloop.Local.Hosting.Timers;
using Shortloop.Local.Hosting.Web;

namespace Shortloop.Local.Hosting;

/// <summary>Runs Azure Functions source on Kestrel, without the Functions host.</summary>
public static class FunctionsHostExtensions
{
    /// <summary>Finds the functions, and adds what runs them. The app brings <c>IQueue</c> and <c>DurableTaskClient</c> where its functions need them.</summary>
    /// <exception cref="FunctionCatalogException">A function can't be hosted; the message says which, and what to do.</exception>
    public static FunctionsHostBuilder AddFunctionsHost(this IServiceCollection services, Action<FunctionsHostOptions> configure)
    {
        var options = new FunctionsHostOptions();
        configure(options);
        if (options.HostJson is { } hostJson) HostJson.Apply(hostJson, options);
        var builder = new FunctionsHostBuilder(services, FunctionCatalog.Discover(options.Assemblies, options.RoutePrefix), new FunctionPipeline())
        {
            OrchestrationVersion = options.OrchestrationVersion,
        };
        return builder.AddServices(options);
    }

    /// <summary>Routes, problem details, guard, web app. Call it last.</summary>
    public static WebApplication MapFunctions(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<FunctionsHostOptions>();
        app.UseMiddleware<ApiProblems>();
        app.UseMiddleware<LoopbackGuard>();
        app.UseMiddleware<SecurityHeaders>();
        if (options.StaticRoot is { } root && Directory.Exists(root)) StaticSite.Use(app, root, options.RoutePrefix);
        app.Services.GetRequiredService<HttpFunctions>().Map(app);
        app.MapOperatorPages();
        return app;
    }

    internal static FunctionsHostBuilder AddServices(this FunctionsHostBuilder builder, FunctionsHostOptions options)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(builder.Catalog);
        services.AddSingleton(builder.Pipeline);
        services.AddSingleton<Draining>();
        services.AddSingleton<JsonBody>();
        services.AddSingleton<ArgumentBinder>();
        services.AddSingleton<FunctionRunner>();
        services.AddSingleton<HttpFunctions>();
        services.AddSingleton<TimerMemory>();
        services.AddSingleton<TimerService>();
        services.AddHostedService(provider => provider.GetRequiredService<TimerService>());
        services.AddHostedService<QueueService>();
        services.AddOperatorPages();
        services.Configure<KestrelServerOptions>(kestrel => Listen(kestrel, options));
        services.Configure<HostOptions>(host =>
        {
            host.ServicesStopConcurrently = true;
            host.ShutdownTimeout = options.DrainTimeout * 2;
        });
        return builder;
    }

    private static void Listen(KestrelServerOptions kestrel, FunctionsHostOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;
        kestrel.Listen(IPAddress.Loopback, options.Port);
    }
}
