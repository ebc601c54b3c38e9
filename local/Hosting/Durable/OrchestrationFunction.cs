using Microsoft.DurableTask;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Invocation;

namespace Shortloop.Local.Hosting.Durable;

/// <summary>An orchestration as the engine sees it. No middleware, no scope: everything it meets must be in its history.</summary>
internal sealed class OrchestrationFunction(FunctionEntry entry) : ITaskOrchestrator
{
    private readonly ParameterBinding? _input = entry.Parameters.SingleOrDefault(parameter => parameter.Source == ParameterSource.Input);

    public Type InputType => _input?.Type ?? typeof(object);

    public Type OutputType => entry.Result.Type ?? typeof(object);

    public Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        object? instance = entry.Method.IsStatic ? null : Activator.CreateInstance(entry.Method.DeclaringType!);
        object?[] arguments = [.. entry.Parameters.Select(
            parameter => parameter.Source == ParameterSource.Input ? input ?? parameter.Default : context)];
        return entry.CallAsync(instance, arguments);
    }
}
