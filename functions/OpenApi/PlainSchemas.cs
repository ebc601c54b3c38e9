using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Shortloop.Functions.OpenApi;

/// <summary>Types that JSON writes as one value.</summary>
internal static class PlainSchemas
{
    private static readonly Dictionary<Type, (string Type, string? Format)> Known = new()
    {
        [typeof(string)] = ("string", null),
        [typeof(bool)] = ("boolean", null),
        [typeof(byte)] = ("integer", null),
        [typeof(short)] = ("integer", null),
        [typeof(int)] = ("integer", "int32"),
        [typeof(long)] = ("integer", "int64"),
        [typeof(float)] = ("number", "float"),
        [typeof(double)] = ("number", "double"),
        [typeof(decimal)] = ("number", null),
        [typeof(DateTime)] = ("string", "date-time"),
        [typeof(DateTimeOffset)] = ("string", "date-time"),
        [typeof(DateOnly)] = ("string", "date"),
        [typeof(TimeOnly)] = ("string", "time"),
        [typeof(TimeSpan)] = ("string", null),
        [typeof(Guid)] = ("string", "uuid"),
        [typeof(Uri)] = ("string", "uri"),
        [typeof(byte[])] = ("string", "byte"),
        [typeof(JsonObject)] = ("object", null),
        [typeof(JsonArray)] = ("array", null),
    };

    public static JsonObject? Of(Type type)
    {
        if (!Known.TryGetValue(type, out var known)) return null;
        var json = new JsonObject { ["type"] = known.Type };
        if (known.Format is { } format) json["format"] = format;
        return json;
    }

    /// <summary>As the app's converters write it: names or numbers.</summary>
    public static JsonObject OfEnum(JsonTypeInfo contract) => contract.GetJsonSchemaAsNode() is JsonObject { } schema && schema["enum"] is { } names
        ? new() { ["type"] = "string", ["enum"] = names.DeepClone() }
        : new() { ["type"] = "integer" };
}
