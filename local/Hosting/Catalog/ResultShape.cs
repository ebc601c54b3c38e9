using System.Reflection;

namespace Shortloop.Local.Hosting.Catalog;

/// <summary>What a function gives back, once what it returned has been awaited.</summary>
/// <param name="Type">Null: nothing.</param>
/// <param name="Await">Turns what the method returned into its value.</param>
public sealed record ResultShape(Type? Type, Func<object?, Task<object?>> Await)
{
    public static ResultShape Of(Type returned)
    {
        if (returned == typeof(void)) return new(null, _ => Task.FromResult<object?>(null));
        if (returned == typeof(Task)) return new(null, AwaitTask);
        if (returned == typeof(ValueTask)) return new(null, task => AwaitTask(((ValueTask)task!).AsTask()));
        if (!returned.IsGenericType) return new(returned, Task.FromResult);

        var definition = returned.GetGenericTypeDefinition();
        if (definition == typeof(Task<>)) return Generic(nameof(AwaitTaskOf), returned);
        if (definition == typeof(ValueTask<>)) return Generic(nameof(AwaitValueTaskOf), returned);
        return new(returned, Task.FromResult);
    }

    private static ResultShape Generic(string method, Type returned)
    {
        var type = returned.GetGenericArguments()[0];
        var awaiter = typeof(ResultShape).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);
        return new(type, awaiter.CreateDelegate<Func<object?, Task<object?>>>());
    }

    private static async Task<object?> AwaitTask(object? task)
    {
        await (Task)task!;
        return null;
    }

    private static async Task<object?> AwaitTaskOf<T>(object? task) => await (Task<T>)task!;

    private static async Task<object?> AwaitValueTaskOf<T>(object? task) => await (ValueTask<T>)task!;
}
