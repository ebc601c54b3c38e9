using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shortloop.Infra.Tests;

/// <param name="Module">The module's name in main.bicep; empty: the main template.</param>
/// <param name="Name">The symbol that the resource has in its file, or where the compiler has left it out, its name.</param>
/// <param name="Text">The resource as JSON, expressions and all.</param>
internal sealed record Resource(string Module, string Name, string Type, string ApiVersion, bool Exists, JsonObject Node, string Text);

/// <summary>A compiled template, its modules opened.</summary>
internal sealed partial class Template
{
    public Template(JsonNode root)
    {
        Root = root.AsObject();
        Resources = [.. ResourcesOf("", Root)];
    }

    public JsonObject Root { get; }

    /// <summary>Of all modules; those that are only looked up as well.</summary>
    public IReadOnlyList<Resource> Resources { get; }

    public IEnumerable<Resource> Made => Resources.Where(resource => !resource.Exists);

    /// <summary>Module, name and expression of every output.</summary>
    public IEnumerable<(string Module, string Name, string Text)> Outputs =>
        OutputsOf("", Root).Concat(Modules(Root).SelectMany(module => OutputsOf(module.Name, module.Template)));

    /// <summary>Every text in single quotes, and every property's name: where a setting's name can be.</summary>
    public static IEnumerable<string> WordsOf(string text) => Word().Matches(text).Select(match => match.Value);

    private static IEnumerable<Resource> ResourcesOf(string module, JsonObject template)
    {
        foreach (var (name, node) in Declared(template))
        {
            if ((string)node["type"]! == "Microsoft.Resources/deployments")
            {
                foreach (Resource inner in ResourcesOf(name, node["properties"]!["template"]!.AsObject()))
                    yield return inner;
                continue;
            }

            yield return new Resource(
                module, name, (string)node["type"]!, (string)node["apiVersion"]!, node["existing"] is not null, node.AsObject(), node.ToJsonString(Plain));
        }
    }

    private static IEnumerable<(string Name, JsonObject Template)> Modules(JsonObject template) =>
        Declared(template).Where(one => (string)one.Node["type"]! == "Microsoft.Resources/deployments")
            .Select(one => (one.Name, one.Node["properties"]!["template"]!.AsObject()));

    // Symbols are kept only where the file needs them; then what is only looked up is there, too.
    private static IEnumerable<(string Name, JsonObject Node)> Declared(JsonObject template) => template["resources"] switch
    {
        JsonObject named => named.Select(pair => (pair.Key, pair.Value!.AsObject())),
        JsonArray all => all.Select(node => ((string)node!["name"]!, node.AsObject())),
        _ => [],
    };

    private static IEnumerable<(string Module, string Name, string Text)> OutputsOf(string module, JsonObject template) =>
        (template["outputs"] as JsonObject ?? []).Select(pair => (module, pair.Key, pair.Value!.ToJsonString(Plain)));

    /// <summary>Single quotes stay what they are.</summary>
    internal static readonly System.Text.Json.JsonSerializerOptions Plain =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex("""(?<=['"])\w+(?=['"])""")]
    private static partial Regex Word();
}
