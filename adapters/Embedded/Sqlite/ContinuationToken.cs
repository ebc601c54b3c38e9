using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shortloop.Adapters.Sqlite;

/// <summary>
/// Where the page before ended: its last document's order value and id. Keyset rather than offset, so that writes between
/// two pages neither repeat nor hide a document.
/// </summary>
/// <param name="Query">Fingerprint of the query the token belongs to (its limit may change from page to page).</param>
internal sealed record ContinuationToken(
    [property: JsonPropertyName("q")] string Query,
    [property: JsonPropertyName("i")] string Id,
    [property: JsonPropertyName("p")] string Partition,
    [property: JsonPropertyName("s")] string? Text,
    [property: JsonPropertyName("n")] long? Integer,
    [property: JsonPropertyName("r")] double? Real)
{
    [JsonIgnore]
    public object? Value => Text ?? Integer ?? (object?)Real;

    public static ContinuationToken After(string fingerprint, string id, string partition, object? value) =>
        new(fingerprint, id, partition, value as string, value as long?, value as double?);

    public string Encode() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this));

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
            throw new ArgumentException("The continuation token is damaged. Start again without one.", error);
        }
        throw new ArgumentException("The continuation token belongs to another query. Start again without one.");
    }
}
