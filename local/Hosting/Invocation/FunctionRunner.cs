using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting.Invocation;

/// <summary>Runs a function of any kind: scope, middleware, arguments, instance, call.</summary>
internal sealed class FunctionRunner(FunctionPipeline pipeline, ArgumentBinder binder, IServiceScopeFactory scopes)
{
    private readonly FunctionExecutionDelegate _run = pipeline.Build(context => CallAsync(context, binder));

    /// <summary>In a scope of its own.</summary>
    public async Task<object?> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await RunAsync(invocation, scope.ServiceProvider, cancellation);
    }

    public async Task<object?> RunAsync(Invocation invocation, IServiceProvider services, CancellationToken cancellation)
    {
        var context = new HostFunctionContext(invocation, services, cancellation);
        if (invocation.Http is { } http) context.Items[FunctionContextExtensions.HttpContextKey] = http;
        await _run(context);
        return invocation.Result.Value;
    }

    private static async Task CallAsync(FunctionContext context, ArgumentBinder binder)
    {
        var invocation = context.Features.Get<Invocation>()!;
        var bound = await binder.BindAsync(invocation, context);
        invocation.Result.Value = bound.Refusal ?? await CallAsync(invocation.Entry, bound.Values!, context.InstanceServices);
    }

    private static async Task<object?> CallAsync(FunctionEntry entry, object?[] arguments, IServiceProvider services)
    {
        object? instance = entry.MakeInstance(services);
        try
        {
            return await entry.CallAsync(instance, arguments);
        }
        finally
        {
            if (instance is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync();
            else (instance as IDisposable)?.Dispose();
        }
    }
}
