using Microsoft.Azure.Functions.Worker.Middleware;

namespace Shortloop.Local.Hosting.Invocation;

/// <summary>The app's middleware around the function, first added outermost.</summary>
internal sealed class FunctionPipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _steps = [];

    public void Add(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> step) => _steps.Add(step);

    public FunctionExecutionDelegate Build(FunctionExecutionDelegate function) =>
        Enumerable.Reverse(_steps).Aggregate(function, (next, step) => step(next));
}
