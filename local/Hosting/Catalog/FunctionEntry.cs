using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Local.Hosting.Catalog;

/// <summary>One function: the method, what starts it, and where each of its arguments comes from.</summary>
public sealed record FunctionEntry(
    string Name,
    MethodInfo Method,
    Trigger Trigger,
    IReadOnlyList<ParameterBinding> Parameters,
    ResultShape Result)
{
    /// <summary>Full name of the class, a dot, and the method; what a person looks for in the source.</summary>
    public string EntryPoint => $"{Method.DeclaringType!.FullName}.{Method.Name}";

    // Reflection that is done once: it would be most of what the host itself costs a call.
    private MethodInvoker Invoker => field ??= MethodInvoker.Create(Method);

    private ObjectFactory Maker => field ??= ActivatorUtilities.CreateFactory(Method.DeclaringType!, []);

    public FunctionDefinition Definition => field ??= new EntryDefinition(this);

    /// <returns>What the method is called on, with services as its constructor asks for them; null: it is static.</returns>
    public object? MakeInstance(IServiceProvider services) => Method.IsStatic ? null : Maker(services, null);

    /// <summary>The function's own exception comes out, not a TargetInvocationException around it.</summary>
    public Task<object?> CallAsync(object? instance, object?[] arguments) => Result.Await(Invoker.Invoke(instance, arguments.AsSpan()));

    public override string ToString() => $"{Name} ({EntryPoint})";
}

public enum ParameterSource
{
    /// <summary>The trigger's payload: request, timer, message, orchestration context, activity input.</summary>
    Trigger,

    /// <summary>The input of an orchestration.</summary>
    Input,

    /// <summary>The request's JSON.</summary>
    Body,

    /// <summary>Route value or message property of the parameter's name.</summary>
    Data,

    DurableClient,
    Context,
    Cancellation,
}

/// <param name="Optional">Null, or the default value, is fine where nothing came.</param>
public sealed record ParameterBinding(ParameterInfo Parameter, ParameterSource Source, bool Optional)
{
    public string Name => Parameter.Name!;

    public Type Type => Parameter.ParameterType;

    public object? Default => Parameter.HasDefaultValue ? Parameter.DefaultValue : null;
}
