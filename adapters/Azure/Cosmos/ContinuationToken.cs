using System.Text.Json;
using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Cosmos;

/// <summary>Where the page before ended.</summary>
/// <param name="Query">Fingerprint of the query the token belongs to.</param>
/// <param name="Value">What the last document was ordered by, as JSON; null: it has no such field.</param>
internal sealed record ContinuationToken(
    [property: JsonPropertyName("q")] string Query,
    [property: JsonPropertyName("i")] string Id,
    [property: JsonPropertyName("p")] string Partition,
    [property: JsonPropertyName("v")] string? Value)
{
    public static ContinuationToken After(string fingerprint, Document last, JsonElement json, string? orderBy)
    {
        JsonElement value = json;
        foreach (string segment in orderBy is null ? [] : DocumentRules.Segments(orderBy))
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(segment, out value))
                return new ContinuationToken(fingerprint, last.Id, last.Partition, null);
        return new ContinuationToken(fingerprint, last.Id, last.Partition, orderBy is null ? null : value.GetRawText());
    }

    public string Encode() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this));

    public static ArgumentException Damaged(Exception? error) => new("The continuation token is damaged. Start again without one.", error);

    public static ContinuationToken Decode(string token, string fingerprint)
    {
        try
        {
            var decoded = JsonSerializer.Deserialize<ContinuationToken>(Convert.FromBase64String(token));
            if (decoded is { Id: not null, Partition: not null } && decoded.Query == fingerprint)
                return decoded;
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw Damaged(error);
        }

        throw new ArgumentException("The continuation token belongs to another query. Start again without one.");
    }
}
