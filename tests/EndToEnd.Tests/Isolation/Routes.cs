using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd.Isolation;

/// <summary>One operation of the running host's own description.</summary>
internal sealed partial record Route(string Operation, HttpMethod Method, string Template)
{
    public IReadOnlyList<string> Parameters => [.. Parameter().Matches(Template).Select(match => match.Groups[1].Value)];

    /// <summary>An id in the path says whose thing is meant.</summary>
    public bool NamesAThing => Parameters.Any(name => name.EndsWith("Id", StringComparison.Ordinal));

    public static async Task<IReadOnlyList<Route>> ReadAsync(Installation shortloop)
    {
        var description = (await shortloop.Api.SendAsync(HttpMethod.Get, "openapi.json")).Body!;
        return [.. description["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(
            operation => new Route((string)operation.Value!["operationId"]!, HttpMethod.Parse(operation.Key.ToUpperInvariant()), path.Key)))];
    }

    public string Fill(IReadOnlyDictionary<string, string> values) =>
        Parameter().Replace(Template, match => Uri.EscapeDataString(values[match.Groups[1].Value]));

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
