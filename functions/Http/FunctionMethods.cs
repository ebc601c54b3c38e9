using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Shortloop.Functions.Http;

/// <summary>What our functions say about themselves in attributes, by the function's name.</summary>
internal static class FunctionMethods
{
    public static Dictionary<string, T> With<T>()
        where T : Attribute => typeof(FunctionMethods).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
        .Select(method => (Name: method.GetCustomAttribute<FunctionAttribute>()?.Name, Said: method.GetCustomAttribute<T>()))
        .Where(pair => pair is { Name: not null, Said: not null })
        .ToDictionary(pair => pair.Name!, pair => pair.Said!);
}
