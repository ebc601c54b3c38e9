using Microsoft.AspNetCore.Routing.Patterns;

namespace Shortloop.Local.Hosting.Catalog;

/// <summary>Functions that can't both be there.</summary>
internal static class Clashes
{
    public static IEnumerable<string> Names(IReadOnlyList<FunctionEntry> entries) =>
        entries.GroupBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"The name '{group.Key}' is taken more than once, by {List(group)}: rename all but one.");

    /// <summary>Two templates that match the same paths, with a method in common. A literal beside a parameter is no clash: it wins.</summary>
    public static IEnumerable<string> Routes(IReadOnlyList<FunctionEntry> entries)
    {
        var routes = entries.Where(entry => entry.Trigger is HttpTrigger).ToList();
        for (int first = 0; first < routes.Count; first++)
        {
            for (int second = first + 1; second < routes.Count; second++)
            {
                if (Clash((HttpTrigger)routes[first].Trigger, (HttpTrigger)routes[second].Trigger))
                    yield return $"{routes[first]} and {routes[second]} answer the same requests, " +
                        $"'{((HttpTrigger)routes[first].Trigger).Pattern}': change a route or a method.";
            }
        }
    }

    private static bool Clash(HttpTrigger one, HttpTrigger other) =>
        Shape(one.Pattern) == Shape(other.Pattern)
        && (one.Methods.Count == 0 || other.Methods.Count == 0 || one.Methods.Intersect(other.Methods).Any());

    /// <summary>The template without its parameters' names.</summary>
    private static string Shape(string pattern) => string.Join('/', RoutePatternFactory.Parse(pattern).PathSegments.Select(
        segment => string.Concat(segment.Parts.Select(PartShape))));

    private static string PartShape(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter =>
            $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}",
        _ => part.ToString()!,
    };

    private static string List(IEnumerable<FunctionEntry> entries) => string.Join(" and ", entries.Select(entry => entry.EntryPoint));
}
