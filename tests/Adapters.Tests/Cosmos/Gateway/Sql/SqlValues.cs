using System.Text.Json;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway.Sql;

/// <summary>Values are JSON; <see cref="JsonValueKind.Undefined"/> is the language's undefined.</summary>
internal static class SqlValues
{
    public static JsonElement Undefined => default;
    public static readonly JsonElement True = JsonSerializer.SerializeToElement(true);
    public static readonly JsonElement False = JsonSerializer.SerializeToElement(false);

    public static JsonElement Of(bool? value) => value is null ? Undefined : value.Value ? True : False;

    public static bool? Truth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <returns>Null: of different kinds, or undefined, or of a kind without an order.</returns>
    public static int? Compare(JsonElement one, JsonElement other)
    {
        if (Kind(one) != Kind(other))
            return null;
        return one.ValueKind switch
        {
            JsonValueKind.Null => 0,
            JsonValueKind.True or JsonValueKind.False => one.GetBoolean().CompareTo(other.GetBoolean()),
            JsonValueKind.Number => one.GetDouble().CompareTo(other.GetDouble()),
            JsonValueKind.String => string.CompareOrdinal(one.GetString(), other.GetString()),
            _ => null,
        };
    }

    /// <summary>The order of results: undefined, null, booleans, numbers, texts, the rest.</summary>
    public static int Order(JsonElement one, JsonElement other) =>
        Kind(one) != Kind(other) ? Kind(one).CompareTo(Kind(other)) : Compare(one, other) ?? 0;

    public static JsonElement At(JsonElement document, IEnumerable<string> path)
    {
        JsonElement value = document;
        foreach (string segment in path)
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(segment, out value))
                return Undefined;
        return value;
    }

    private static int Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => 0,
        JsonValueKind.Null => 1,
        JsonValueKind.True or JsonValueKind.False => 2,
        JsonValueKind.Number => 3,
        JsonValueKind.String => 4,
        JsonValueKind.Array => 5,
        _ => 6,
    };
}
