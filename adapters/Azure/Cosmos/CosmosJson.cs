using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Cosmos;

/// <summary>Documents as every store writes them, but for what Cosmos DB adds by itself.</summary>
internal static class CosmosJson
{
    public static readonly JsonSerializerOptions Options = new(DocumentJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveETags } },
    };

    private static readonly string[] Added = ["_rid", "_self", "_attachments", "_ts"];

    public static T Parse<T>(JsonElement json)
        where T : Document =>
        Washed(json.Deserialize<T>(Options)!);

    public static T Parse<T>(Stream json)
        where T : Document =>
        Washed(JsonSerializer.Deserialize<T>(json, Options)!);

    public static MemoryStream Write(Document document)
    {
        var json = new MemoryStream();
        JsonSerializer.Serialize(json, document, document.GetType(), Options);
        json.Position = 0;
        return json;
    }

    /// <summary>As a condition on the version wants it.</summary>
    public static string Quoted(string etag) => $"\"{etag}\"";

    private static T Washed<T>(T document)
    {
        if (document is AnyDocument any)
            foreach (string name in Added)
                any.Fields.Remove(name);
        return document;
    }

    /// <summary>The service sets ETags, and puts them in quotes as the HTTP header has them; the port's are bare.</summary>
    private static void LeaveETags(JsonTypeInfo type)
    {
        if (!typeof(Document).IsAssignableFrom(type.Type))
            return;
        JsonPropertyInfo etag = type.Properties.Single(property => property.Name == "_etag");
        etag.CustomConverter = new BareETag();
        etag.ShouldSerialize = (_, _) => false;
    }

    private sealed class BareETag : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()?.Trim('"');

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
