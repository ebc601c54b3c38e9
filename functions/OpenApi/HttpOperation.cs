using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace Shortloop.Functions.OpenApi;

/// <summary>An HTTP function as the document sees it.</summary>
/// <param name="Methods">Lower case, as the document writes them.</param>
internal sealed record HttpOperation(string Name, MethodInfo Function, RoutePattern Route, IReadOnlyList<string> Methods)
{
    private static readonly string[] EveryMethod = ["get", "put", "post", "delete", "patch"];

    /// <summary>Without constraints: <c>/api/v1/videos/{id}</c>.</summary>
    public string Path => "/" + string.Join('/', Route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Text))));

    public static IEnumerable<HttpOperation> Find(IEnumerable<Type> classes) =>
        from type in classes
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null)
        where function is not null && trigger is not null && !method.GetCustomAttributes().OfType<IExcludeFromDescriptionMetadata>().Any()
        select Of(function.Name, method, trigger);

    private static HttpOperation Of(string name, MethodInfo method, HttpTriggerAttribute trigger)
    {
        string[] methods = [.. (trigger.Methods ?? []).Select(verb => verb.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)];
        var route = RoutePatternFactory.Parse("api/" + (trigger.Route ?? name).TrimStart('/'));
        return new(name, method, route, methods.Length == 0 ? EveryMethod : methods);
    }

    private static string Text(RoutePatternPart part) => part switch
    {
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "",
    };
}
