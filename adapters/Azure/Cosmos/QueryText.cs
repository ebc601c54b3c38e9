using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Cosmos;

/// <summary>
/// A page of a query. It goes on after the last document of the page before by that document's own values, not by the service's
/// continuation, so a token outlives the process, the SDK's version and a failover, and an exactly full page knows that it is the last.
/// </summary>
internal static class QueryText
{
    private static readonly string Id = ConditionText.PathOf("id");
    private static readonly string Partition = ConditionText.PathOf("partition");

    public static QueryDefinition Page(DocumentQuery query, ContinuationToken? after)
    {
        var text = new ConditionText();
        string where = Where(text.All(query.Where), after is null ? "" : After(text, query, after));
        string direction = query.Descending ? "DESC" : "ASC";
        string[] order = [.. Ordered(query), Id, .. query.Partition is null ? (string[])[Partition] : []];
        return text.Query($"SELECT * FROM c{where} ORDER BY {string.Join(", ", order.Select(path => $"{path} {direction}"))}");
    }

    public static QueryDefinition Count(IReadOnlyList<Condition>? conditions)
    {
        var text = new ConditionText();
        return text.Query($"SELECT VALUE COUNT(1) FROM c{Where(text.All(conditions), "")}");
    }

    private static string Where(string conditions, string after) => (conditions, after) switch
    {
        ("", "") => "",
        (_, "") => $" WHERE {conditions}",
        ("", _) => $" WHERE {after}",
        _ => $" WHERE {conditions} AND {after}",
    };

    // An order by id is what every page has anyway.
    private static string[] Ordered(DocumentQuery query) => query.OrderBy is null or "id" ? [] : [ConditionText.PathOf(query.OrderBy)];

    // The service puts missing values first, then null, then the rest; the first two compare with nothing, so they need their own words.
    private static string After(ConditionText text, DocumentQuery query, ContinuationToken last)
    {
        string beyond = query.Descending ? "<" : ">";
        string id = text.Value(last.Id);
        string later = $"{Id} {beyond} {id}";
        if (query.Partition is null)
            later = $"({later} OR ({Id} = {id} AND {Partition} {beyond} {text.Value(last.Partition)}))";
        if (Ordered(query) is not [var path])
            return later;
        bool known = last.Value is not (null or "null");
        string same = known ? $"{path} = " : last.Value is null ? $"NOT IS_DEFINED({path})" : $"IS_NULL({path})";
        if (!known)
            return (query.Descending, last.Value is null) switch
            {
                (false, true) => $"(IS_DEFINED({path}) OR ({same} AND {later}))",
                (false, false) => $"((IS_DEFINED({path}) AND NOT IS_NULL({path})) OR ({same} AND {later}))",
                (true, true) => $"({same} AND {later})",
                (true, false) => $"(NOT IS_DEFINED({path}) OR ({same} AND {later}))",
            };
        string value = text.Value(Known(last.Value!));
        string ahead = $"{path} {beyond} {value} OR ({same}{value} AND {later})";
        return query.Descending ? $"({ahead} OR NOT IS_DEFINED({path}) OR IS_NULL({path}))" : $"({ahead})";
    }

    /// <exception cref="ArgumentException">No value that a page can end with: whoever sent the token has changed it.</exception>
    private static object Known(string json)
    {
        try
        {
            JsonElement value = JsonSerializer.Deserialize<JsonElement>(json);
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
                JsonValueKind.Number when value.TryGetInt64(out long whole) => whole,
                JsonValueKind.Number when double.IsFinite(value.GetDouble()) => value.GetDouble(),
                _ => throw ContinuationToken.Damaged(null),
            };
        }
        // A string of half a character is the second.
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw ContinuationToken.Damaged(error);
        }
    }
}
