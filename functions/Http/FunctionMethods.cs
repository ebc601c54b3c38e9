using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Shortloop.Functions.Http;

/// <summary>What our functions say about themselves in attributes, by the function's name.</summary>
internal static class FunctionMethods
{
    public static Dictionary<string, T> With<T>()
        where T : Attribute => All()
        .Select(function => (function.Name, Said: function.Method.GetCustomAttribute<T>()))
        .Where(pair => pair.Said is not null)
        .ToDictionary(pair => pair.Name, pair => pair.Said!);

    public static IEnumerable<(string Name, MethodInfo Method)> All() => typeof(FunctionMethods).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
        .Select(method => (method.GetCustomAttribute<FunctionAttribute>()?.Name, Method: method))
        .Where(function => function.Name is not null)
        .Select(function => (function.Name!, function.Method));
}
