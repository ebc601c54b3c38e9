using System.Reflection;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting.Invocation;

internal static class MethodCall
{
    /// <summary>The function's own exception comes out, not a TargetInvocationException around it.</summary>
    public static Task<object?> InvokeAsync(FunctionEntry entry, object? instance, object?[] arguments) =>
        entry.Result.Await(entry.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null));
}
