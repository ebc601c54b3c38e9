namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function gave back, in the hands of its middleware.</summary>
public abstract class InvocationResult<T>
{
    protected InvocationResult()
    {
    }

    /// <summary>Null before the function has run. What is set after it has run takes its place.</summary>
    public abstract T? Value { get; set; }
}

public abstract class InvocationResult : InvocationResult<object>
{
    protected InvocationResult()
    {
    }
}

public static class FunctionContextBindingFeatureExtensions
{
    public static InvocationResult GetInvocationResult(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<InvocationResult>() ?? throw new InvalidOperationException("This invocation has no result.");
    }
}
