using Microsoft.DurableTask;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Invocation;

namespace Shortloop.Local.Hosting.Durable;

/// <summary>An activity as the engine sees it: each run has its own scope.</summary>
internal sealed class ActivityFunction(FunctionEntry entry, FunctionRunner runner, Draining draining) : ITaskActivity
{
    public Type InputType { get; } = entry.Parameters.Single(parameter => parameter.Source == ParameterSource.Trigger).Type;

    public Type OutputType => entry.Result.Type ?? typeof(object);

    public Task<object?> RunAsync(TaskActivityContext context, object? input)
    {
        var invocation = new Invocation.Invocation(entry, input)
        {
            Data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = context.InstanceId },
        };
        return runner.RunAsync(invocation, draining.Over);
    }
}
