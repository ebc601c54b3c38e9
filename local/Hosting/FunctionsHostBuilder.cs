using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Invocation;

namespace Shortloop.Local.Hosting;

/// <summary>What an app goes on with after <see cref="FunctionsHostExtensions.AddFunctionsHost"/>: middleware, and the durable engine's registry.</summary>
public sealed class FunctionsHostBuilder : IFunctionsWorkerApplicationBuilder
{
    internal FunctionsHostBuilder(IServiceCollection services, FunctionCatalog catalog, FunctionPipeline pipeline)
    {
        Services = services;
        Catalog = catalog;
        Pipeline = pipeline;
    }

    public IServiceCollection Services { get; }

    public FunctionCatalog Catalog { get; }

    /// <summary>For the durable engine: the version of orchestrations that are started without one; empty: none.</summary>
    public string OrchestrationVersion { get; init; } = "";

    internal FunctionPipeline Pipeline { get; }

    /// <summary>Around every function but orchestrations: replayed code must meet nothing that isn't in its history.</summary>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        Pipeline.Add(middleware);
        return this;
    }

    /// <summary>For <c>AddDurableEngine(options, builder.RegisterDurable)</c>: every orchestration and activity found.</summary>
    public void RegisterDurable(DurableTaskRegistry registry) => Durable.DurableFunctions.Register(Catalog, registry);
}
