using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shortloop.Adapters.Tests.Cosmos.Gateway.Sql;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway;

/// <summary>Requests for documents, one at a time or by a query.</summary>
internal static class GatewayDocuments
{
    private static readonly ConcurrentDictionary<string, List<JsonElement>> Rests = [];

    public static bool IsPlain(HttpRequest request) => !Flag(request, "x-ms-cosmos-is-batch-request");

    public static bool Flag(HttpRequest request, string name) => bool.TryParse(request.Headers[name], out bool set) && set;

    public static string? PartitionOf(string? header) =>
        header is { Length: > 0 } && JsonSerializer.Deserialize<string[]>(header) is [var partition] ? partition : null;

    /// <summary>The physical partition that answers: the named one, or the key's.</summary>
    public static int RangeOf(HttpRequest request) =>
        PartitionOf(request.Headers["x-ms-documentdb-partitionkey"]) is { } partition ? GatewayContainer.RangeOf(partition) : NamedRange(request) ?? 0;

    public static GatewayAnswer Answer(HttpRequest request, GatewayContainer container, string? id, byte[] body, int? pieceOf)
    {
        try
        {
            if (Flag(request, "x-ms-cosmos-is-query-plan-request"))
                return GatewayAnswer.Json(QueryPlan.Of(SqlParser.Query(JsonDocument.Parse(body).RootElement.GetProperty("query").GetString()!)));
            if (request.ContentType?.StartsWith("application/query+json", StringComparison.Ordinal) == true)
                return Query(request, container, body, pieceOf);
            string? ifMatch = request.Headers.IfMatch.Count > 0 ? request.Headers.IfMatch.ToString() : null;
            if (PartitionOf(request.Headers["x-ms-documentdb-partitionkey"]) is not { } partition)
                return GatewayAnswer.Refusal(400, "BadRequest");
            return (request.Method, id) switch
            {
                ("POST", null) => Flag(request, "x-ms-documentdb-is-upsert") ? container.Upsert(partition, body) : container.Create(partition, body),
                ("GET", not null) => container.Read(partition, id, SessionOf(request)),
                ("PUT", not null) => container.Replace(partition, id, body, ifMatch),
                ("PATCH", not null) => container.Patch(partition, id, JsonDocument.Parse(body).RootElement, ifMatch),
                ("DELETE", not null) => container.Delete(partition, id, ifMatch),
                _ => GatewayAnswer.Refusal(405, "MethodNotAllowed"),
            };
        }
        catch (SqlException error)
        {
            return GatewayAnswer.Refusal(400, error.Message);
        }
    }

    private static GatewayAnswer Query(HttpRequest request, GatewayContainer container, byte[] body, int? pieceOf)
    {
        if (request.Headers["x-ms-continuation"].ToString() is { Length: > 0 } token)
            return Rests.TryRemove(token, out List<JsonElement>? rest) ? Piece(request, container, rest, pieceOf) : GatewayAnswer.Refusal(400, "BadRequest");
        JsonElement spec = JsonDocument.Parse(body).RootElement;
        SqlQuery query = SqlParser.Query(spec.GetProperty("query").GetString()!);
        if (container.Unserved(query.OrderBy) is { } reason)
            return GatewayAnswer.Refusal(400, reason);
        Dictionary<string, JsonElement> parameters = spec.TryGetProperty("parameters", out JsonElement given)
            ? given.EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("value"))
            : [];
        string? partition = PartitionOf(request.Headers["x-ms-documentdb-partitionkey"]);
        int? range = NamedRange(request);
        // What can't be put together from the partitions' answers is refused, as by the service: the SDK has to ask each.
        if (partition is null && range is null)
            return GatewayAnswer.Refusal(400, "A query over all partitions has to name one after the other.", subStatus: 1004);
        List<JsonElement> found = [.. query.Run(container.All(one => partition is null ? GatewayContainer.RangeOf(one) == range : one == partition, SessionOf(request)), parameters)];
        return Piece(request, container, found, pieceOf is null ? null : 0);
    }

    private static GatewayAnswer Piece(HttpRequest request, GatewayContainer container, List<JsonElement> found, int? most)
    {
        int asked = int.TryParse(request.Headers["x-ms-max-item-count"], CultureInfo.InvariantCulture, out int number) && number > 0 ? number : 1000;
        JsonElement[] piece = [.. found.Take(Math.Min(most ?? asked, asked))];
        string? next = null;
        if (piece.Length < found.Count)
            Rests[next = Guid.NewGuid().ToString("N")] = found[piece.Length..];
        return GatewayAnswer.Json(new { _rid = container.Rid, Documents = piece, _count = piece.Length }) with { Charge = 3 + (0.1 * piece.Length), Continuation = next };
    }

    private static int? NamedRange(HttpRequest request) =>
        int.TryParse(request.Headers["x-ms-documentdb-partitionkeyrangeid"].ToString().Split(',')[^1], CultureInfo.InvariantCulture, out int range) ? range : null;

    /// <summary>Up to which write the caller has seen everything: <c>0:-1#17</c>.</summary>
    private static long SessionOf(HttpRequest request) =>
        long.TryParse(request.Headers["x-ms-session-token"].ToString().Split('#')[^1], CultureInfo.InvariantCulture, out long number) ? number : 0;
}
