using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shortloop.Functions.OpenApi.Examples;

namespace Shortloop.Functions.OpenApi;

/// <summary>The OpenAPI 3.1 document of an assembly's HTTP functions. The same functions give the same text, byte for byte.</summary>
public static class OpenApiDocument
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="json">The options that the functions read and write JSON with.</param>
    /// <exception cref="InvalidOperationException">Two types would have the same name in it.</exception>
    public static string Generate(Assembly functions, JsonSerializerOptions json) => Generate(functions.GetTypes(), json);

    /// <inheritdoc cref="Generate(Assembly, JsonSerializerOptions)"/>
    public static string Generate(IEnumerable<Type> classes, JsonSerializerOptions json) =>
        Generate(HttpOperation.Find(classes), json).ToJsonString(Readable) + "\n";

    private static JsonObject Generate(IEnumerable<HttpOperation> operations, JsonSerializerOptions json)
    {
        var schemas = new SchemaBook(json);
        var writer = new OperationWriter(schemas);
        var paths = Paths(operations, writer);
        JsonObject components = schemas.Components();
        AddExamples(paths, new ExampleBook(components));
        return new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Shortloop API",
                ["version"] = "1",
                ["description"] = "Find what works, make it, publish it, measure it, learn from it. What holds for every route is in docs/api.md, each problem's code in docs/problems.md.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = TagsOf(paths),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = SecuritySchemes.All(),
                ["responses"] = writer.Errors,
                ["schemas"] = components,
            },
        };
    }

    /// <summary>Last, because what an example may hold is known once all schemas are.</summary>
    private static void AddExamples(JsonObject paths, ExampleBook examples)
    {
        IEnumerable<JsonObject> operations = paths.SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!.AsObject());
        IEnumerable<JsonObject> holders = operations.SelectMany(operation =>
            operation["responses"]!.AsObject().Select(response => response.Value).Append(operation["requestBody"])).OfType<JsonObject>();
        foreach (JsonObject media in holders.SelectMany(holder => holder["content"] as JsonObject ?? []).Select(content => content.Value!.AsObject()))
            if (!media.ContainsKey("examples") && media["schema"] is JsonObject { Count: > 0 } schema)
                media["example"] = examples.Of(schema);
    }

    private static JsonArray TagsOf(JsonObject paths)
    {
        var names = paths.SelectMany(path => path.Value!.AsObject()).SelectMany(operation => operation.Value!["tags"]!.AsArray())
            .Select(tag => (string)tag!).Distinct().Order(StringComparer.Ordinal);
        return new([.. names.Select(name => new JsonObject { ["name"] = name })]);
    }

    private static JsonObject Paths(IEnumerable<HttpOperation> operations, OperationWriter writer)
    {
        var paths = new JsonObject();
        foreach (var operation in operations.OrderBy(operation => operation.Path, StringComparer.Ordinal).ThenBy(operation => operation.Methods[0]))
        {
            if (paths[operation.Path] is not JsonObject path) paths[operation.Path] = path = [];
            foreach (string method in operation.Methods) path[method] = writer.Write(operation, Id(operation, method), method);
        }

        return paths;
    }

    /// <summary>The function's name; with the method behind it where one function answers several.</summary>
    private static string Id(HttpOperation operation, string method) => operation.Methods.Count == 1
        ? operation.Name
        : operation.Name + CultureInfo.InvariantCulture.TextInfo.ToTitleCase(method);
}
