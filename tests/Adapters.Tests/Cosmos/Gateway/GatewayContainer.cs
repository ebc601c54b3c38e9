using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shortloop.Adapters.Tests.Cosmos.Gateway.Sql;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway;

/// <summary>A container with its documents, in two physical partitions. The server locks around every call.</summary>
internal sealed class GatewayContainer(ContainerLayout layout, int number, TimeProvider clock)
{
    public const int Ranges = 2;
    private const string Middle = "20";

    private static readonly byte[] Database = [0xA3, 0x89, 0x3E, 0x00];
    private static long writes;

    private readonly byte[] rid = [.. Database, 0x80, 0x01, (byte)(number >> 8), (byte)number];
    private Dictionary<(string Partition, string Id), GatewayItem> items = [];
    private ulong documents;

    public static string DatabaseRid => Base64(Database);

    public static long LastWrite => Volatile.Read(ref writes);

    public string Name => layout.Container.Name;

    public string Rid => Base64(rid);

    /// <summary>Reads that bring no session token are answered by a replica which has not seen the last write.</summary>
    public bool Lagging { get; set; }

    /// <summary>By the key's hash, as the SDK reckons it too: half of the keys in each.</summary>
    public static int RangeOf(string partition) => string.CompareOrdinal(PartitionHash.Of(partition), Middle) < 0 ? 0 : 1;

    public void Clear() => items.Clear();

    public GatewayItem? Find(string partition, string id, long session = long.MaxValue)
    {
        items.TryGetValue((partition, id), out GatewayItem? item);
        if (Lagging && item is not null && item.Number > session)
            item = item.Before;
        return item is null || item.Body.ValueKind == JsonValueKind.Undefined || item.IsExpired(layout.Expires, clock.GetUtcNow()) ? null : item;
    }

    public IEnumerable<JsonElement> All(Func<string, bool> inPartition, long session) => items.Keys
        .Where(key => inPartition(key.Partition)).Select(key => Find(key.Partition, key.Id, session)).OfType<GatewayItem>().Select(item => item.Body);

    public GatewayAnswer Read(string partition, string id, long session) => Find(partition, id, session) is { } found
        ? new GatewayAnswer(200, JsonSerializer.SerializeToUtf8Bytes(found.Body), found.ETag)
        : GatewayAnswer.Refusal(404, "NotFound");

    public GatewayAnswer Create(string partition, byte[] body) => Put(partition, body, null, current => current is null ? null : GatewayAnswer.Refusal(409, "Conflict"));

    public GatewayAnswer Upsert(string partition, byte[] body) => Put(partition, body, null, _ => null);

    public GatewayAnswer Replace(string partition, string id, byte[] body, string? ifMatch) => Put(partition, body, id, current => Refused(current, ifMatch));

    public GatewayAnswer Delete(string partition, string id, string? ifMatch)
    {
        if (Refused(Find(partition, id), ifMatch) is { } refusal)
            return refusal;
        items.Remove((partition, id));
        Interlocked.Increment(ref writes);
        return new GatewayAnswer(204, Charge: 6);
    }

    public GatewayAnswer Patch(string partition, string id, JsonElement patch, string? ifMatch)
    {
        GatewayItem? current = Find(partition, id);
        if (Refused(current, ifMatch) is { } refusal)
            return refusal;
        if (patch.TryGetProperty("condition", out JsonElement condition)
            && SqlValues.Truth(SqlParser.Filter(condition.GetString()!)(new SqlRow(current!.Body, new Dictionary<string, JsonElement>()))) != true)
            return GatewayAnswer.Refusal(412, "PreconditionFailed");
        JsonObject body = JsonObject.Create(current!.Body)!;
        return GatewayPatch.Apply(body, patch.GetProperty("operations"))
            ? Put(partition, JsonSerializer.SerializeToUtf8Bytes(body), id, _ => null)
            : GatewayAnswer.Refusal(400, "BadRequest");
    }

    /// <summary>All or none: what <paramref name="work"/> did is undone when it says so.</summary>
    public T Together<T>(Func<(T Result, bool Keep)> work)
    {
        Dictionary<(string, string), GatewayItem> before = new(items);
        (T result, bool keep) = work();
        if (!keep)
            items = before;
        return result;
    }

    /// <returns>Why the service would not serve that order; null: it would.</returns>
    public string? Unserved(IReadOnlyList<SqlOrder> orderBy)
    {
        string[] paths = [.. orderBy.Select(order => string.Join('.', order.Path))];
        if (paths.Length == 1)
            return layout.Unindexed.Any(off => paths[0] == off || paths[0].StartsWith(off + '.', StringComparison.Ordinal)) ? "The path is excluded from the index." : null;
        return paths.Length == 0 || (layout.Orders.Any(order => order.SequenceEqual(paths)) && orderBy.All(order => order.Descending == orderBy[0].Descending))
            ? null
            : "The order by query does not have a corresponding composite index that it can be served from.";
    }

    public object Describe() => new
    {
        id = Name,
        indexingPolicy = new { indexingMode = "consistent", automatic = true },
        partitionKey = new { paths = new[] { "/partition" }, kind = "Hash", version = 2 },
        defaultTtl = layout.Expires ? -1 : (int?)null,
        _rid = Rid,
        _ts = 1_700_000_000,
        _self = $"dbs/{DatabaseRid}/colls/{Rid}/",
        _etag = "\"00000000-0000-0000-0000-000000000000\"",
        _docs = "docs/",
    };

    public object DescribeRanges() => new
    {
        _rid = Rid,
        PartitionKeyRanges = Enumerable.Range(0, Ranges).Select(n => new
        {
            _rid = Base64([.. rid, (byte)(n + 2), 0, 0, 0, 0, 0, 0, 0x50]),
            id = $"{n}",
            _etag = "\"00000000-0000-0000-0000-000000000000\"",
            minInclusive = n == 0 ? "" : Middle,
            maxExclusive = n == 0 ? Middle : "FF",
            ridPrefix = n,
            _self = "",
            throughputFraction = 1.0 / Ranges,
            status = "online",
            parents = Array.Empty<string>(),
            _ts = 1_700_000_000,
            _lsn = 1,
        }),
        _count = Ranges,
    };

    private static GatewayAnswer? Refused(GatewayItem? current, string? ifMatch)
    {
        if (current is null)
            return GatewayAnswer.Refusal(404, "NotFound");
        return ifMatch is null || ifMatch == current.ETag ? null : GatewayAnswer.Refusal(412, "PreconditionFailed");
    }

    private GatewayAnswer Put(string partition, byte[] body, string? id, Func<GatewayItem?, GatewayAnswer?> refuse)
    {
        if (body.Length > DocumentRules.MaxBytes)
            return GatewayAnswer.Refusal(413, "RequestEntityTooLarge");
        JsonObject json = JsonNode.Parse(body)!.AsObject();
        if (json["partition"]?.GetValue<string>() != partition || json["id"]?.GetValue<string>() is not { Length: > 0 } own || (id ?? own) != own)
            return GatewayAnswer.Refusal(400, "BadRequest", subStatus: 1001);
        if (json.TryGetPropertyValue("ttl", out JsonNode? ttl) && (ttl is null || ttl.GetValue<int>() is 0 or < -1))
            return GatewayAnswer.Refusal(400, "BadRequest");
        GatewayItem? current = Find(partition, own);
        if (refuse(current) is { } refusal)
            return refusal;
        string etag = $"\"{Guid.NewGuid()}\"";
        GatewayNumbers.Round(json);
        json["_rid"] = current?.Body.GetProperty("_rid").GetString() ?? NextRid();
        json["_self"] = $"dbs/{DatabaseRid}/colls/{Rid}/docs/{json["_rid"]}/";
        json["_etag"] = etag;
        json["_attachments"] = "attachments/";
        json["_ts"] = clock.GetUtcNow().ToUnixTimeSeconds();
        JsonElement stored = JsonSerializer.SerializeToElement(json);
        items[(partition, own)] = new GatewayItem(stored, etag, clock.GetUtcNow(), Interlocked.Increment(ref writes), current is null ? null : current with { Before = null });
        return new GatewayAnswer(current is null ? 201 : 200, JsonSerializer.SerializeToUtf8Bytes(stored), etag, Charge: 6 + (body.Length / 1024));
    }

    private string NextRid()
    {
        byte[] whole = [.. rid, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt64LittleEndian(whole.AsSpan(8), ++documents);
        return Base64(whole);
    }

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).Replace('/', '-');
}
