using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Sqlite;

/// <summary>
/// Documents in one SQLite file. Every write is one transaction: look at the current version, decide, put.
/// Beyond the port's outcomes: a full disk is a transient <c>store_full</c>; a file that is read-only, damaged or written by a
/// newer version is a permanent <c>store_read_only</c>, <c>store_damaged</c>, <c>store_newer</c>.
/// </summary>
public sealed class SqliteDocumentStore : IDocumentStore, IDisposable
{
    private readonly DatabaseFile file;
    private readonly TimeProvider clock;
    private readonly TimeSpan sweepInterval;
    private DateTimeOffset lastSweep;

    public SqliteDocumentStore(SqliteDocumentStoreOptions options, TimeProvider clock, ILogger<SqliteDocumentStore>? logger = null)
    {
        this.clock = clock;
        sweepInterval = options.SweepInterval;
        lastSweep = clock.GetUtcNow();
        file = new DatabaseFile(options.Path, options.BusyTimeout, copy => logger?.OldFileCopied(options.Path, copy));
    }

    public Task<T?> ReadAsync<T>(Container container, string partition, string id, CancellationToken cancellation)
        where T : Document
    {
        var key = Guards.Key(container, partition, id);
        return Task.FromResult(file.Read(connection =>
            DocumentRows.Find(connection, key, Now()) is { } found ? Parse<T>(found.Body) : null));
    }

    public Task<WriteResult<T>> CreateAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document =>
        WriteOneAsync(container, BatchKind.Create, document, cancellation);

    public Task<WriteResult<T>> ReplaceAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document =>
        WriteOneAsync(container, BatchKind.Replace, document, cancellation);

    public async Task<T> UpsertAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document =>
        (await WriteOneAsync(container, BatchKind.Upsert, document, cancellation)).Document!;

    public Task<WriteStatus> DeleteAsync(Container container, string partition, string id, string? etag, CancellationToken cancellation)
    {
        var key = Guards.Key(container, partition, id);
        return WriteAsync(connection =>
        {
            var status = Delete(connection, key, etag);
            return (status, status == WriteStatus.Written);
        }, cancellation);
    }

    public Task<WriteResult<T>> PatchAsync<T>(
        Container container,
        string partition,
        string id,
        IReadOnlyList<PatchOperation> operations,
        IReadOnlyList<Condition>? conditions,
        CancellationToken cancellation)
        where T : Document
    {
        var key = Guards.Key(container, partition, id);
        DocumentRules.CheckPatch(operations);
        return WriteAsync(connection =>
        {
            if (DocumentRows.Find(connection, key, Now()) is not { } found)
                return (new WriteResult<T>(WriteStatus.Absent, null), false);
            if (!Holds(connection, key, conditions))
                return (new WriteResult<T>(WriteStatus.Changed, null), false);
            var json = JsonNode.Parse(found.Body)!.AsObject();
            foreach (var operation in operations)
                Patching.Apply(json, operation);
            return (new WriteResult<T>(WriteStatus.Written, Parse<T>(Put(connection, key, json))), true);
        }, cancellation);
    }

    public Task<WriteStatus> BatchAsync(
        Container container, string partition, IReadOnlyList<BatchOperation> operations, CancellationToken cancellation)
    {
        DocumentRules.CheckBatch(partition, operations);
        return WriteAsync(connection =>
        {
            foreach (var operation in operations)
            {
                var (status, _) = Apply(connection, container, operation.Kind, operation.Document);
                if (status != WriteStatus.Written)
                    return (status, false);
            }
            return (WriteStatus.Written, true);
        }, cancellation);
    }

    public Task<Page<T>> QueryAsync<T>(Container container, DocumentQuery query, CancellationToken cancellation)
        where T : Document
    {
        DocumentRules.CheckQuery(container, query);
        var fingerprint = DocumentRules.Fingerprint(container, query);
        var after = query.Continuation is null ? null : ContinuationToken.Decode(query.Continuation, fingerprint);
        return Task.FromResult(file.Read(connection =>
        {
            using var command = QueryCommand.Build(connection, container, query, after, Now());
            using var rows = command.ExecuteReader();
            var items = new List<T>();
            ContinuationToken? last = null;
            while (rows.Read())
            {
                // The statement asks for one more than the page holds: its presence says that there is a next page.
                if (items.Count == query.Limit)
                    return new Page<T>(items, last!.Encode());
                items.Add(Parse<T>(rows.GetString(2)));
                last = ContinuationToken.After(fingerprint, rows.GetString(0), rows.GetString(3), rows.IsDBNull(1) ? null : rows.GetValue(1));
            }
            return new Page<T>(items, null);
        }));
    }

    public Task<long> CountAsync(Container container, string? partition, IReadOnlyList<Condition>? where, CancellationToken cancellation) =>
        Task.FromResult(file.Read(connection =>
        {
            using var command = QueryCommand.Count(connection, container, partition, where, Now());
            return (long)command.ExecuteScalar()!;
        }));

    /// <summary>
    /// Every document of a container that lives, by partition and id, as another store is to take it over: without its version, and with the
    /// seconds that it has left.
    /// </summary>
    public void ReadAll(Container container, Action<JsonObject> each) => file.Read(connection =>
    {
        var now = Now();
        using var command = connection.Command(
            $"SELECT body, expires_at FROM documents WHERE container = @container AND {DocumentRows.Alive} ORDER BY partition, id",
            ("@container", container.Name), ("@now", now));
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var document = JsonNode.Parse(rows.GetString(0))!.AsObject();
            document.Remove("_etag");
            if (!rows.IsDBNull(1))
                document["ttl"] = (int)Math.Max(1, (rows.GetInt64(1) - now) / 1000);
            each(document);
        }

        return true;
    });

    public void Dispose() => file.Dispose();

    private Task<WriteResult<T>> WriteOneAsync<T>(Container container, BatchKind kind, T document, CancellationToken cancellation)
        where T : Document =>
        WriteAsync(connection =>
        {
            var (status, body) = Apply(connection, container, kind, document);
            return (new WriteResult<T>(status, body is null ? null : Parse<T>(body)), status == WriteStatus.Written);
        }, cancellation);

    private (WriteStatus Status, string? Body) Apply(SqliteConnection connection, Container container, BatchKind kind, Document document)
    {
        var key = Guards.Key(container, document.Partition, document.Id);
        if (kind == BatchKind.Delete)
            return (Delete(connection, key, document.ETag), null);
        var current = kind == BatchKind.Upsert ? null : DocumentRows.Find(connection, key, Now());
        if (kind == BatchKind.Create && current is not null)
            return (WriteStatus.Exists, null);
        if (kind == BatchKind.Replace)
        {
            var expected = DocumentRules.RequiredETag(document);
            if (current is null)
                return (WriteStatus.Absent, null);
            if (current.Value.ETag != expected)
                return (WriteStatus.Changed, null);
        }
        return (WriteStatus.Written, Put(connection, key, JsonSerializer.SerializeToNode(document, document.GetType(), DocumentJson.Options)!.AsObject()));
    }

    private WriteStatus Delete(SqliteConnection connection, DocumentKey key, string? etag)
    {
        if (DocumentRows.Find(connection, key, Now()) is not { } found)
            return WriteStatus.Absent;
        if (etag is not null && etag != found.ETag)
            return WriteStatus.Changed;
        DocumentRows.Remove(connection, key);
        return WriteStatus.Written;
    }

    /// <returns>The document as stored, with its new ETag.</returns>
    private string Put(SqliteConnection connection, DocumentKey key, JsonObject json)
    {
        var etag = Guid.NewGuid().ToString("N");
        json["_etag"] = etag;
        var body = Guards.Size(json.ToJsonString(DocumentJson.Options), key);
        DocumentRows.Put(connection, key, new StoredDocument(etag, body), ExpiresAt(key, json));
        return body;
    }

    private long? ExpiresAt(DocumentKey key, JsonObject json)
    {
        int? seconds = json["ttl"]?.GetValue<int>();
        ContainerLayouts.CheckExpiry(key.Container, seconds);
        return seconds is null ? null : Now() + (seconds * 1000L);
    }

    private bool Holds(SqliteConnection connection, DocumentKey key, IReadOnlyList<Condition>? conditions)
    {
        using var command = connection.Command(
            "", ("@container", key.Container), ("@partition", key.Partition), ("@id", key.Id));
        command.CommandText =
            "SELECT 1 FROM documents WHERE container = @container AND partition = @partition AND id = @id"
            + ConditionSql.Append(command, conditions);
        return command.ExecuteScalar() is not null;
    }

    private Task<TResult> WriteAsync<TResult>(Func<SqliteConnection, (TResult Result, bool Commit)> work, CancellationToken cancellation) =>
        file.WriteAsync(connection =>
        {
            var done = work(connection);
            if (done.Commit && clock.GetUtcNow() - lastSweep >= sweepInterval && DocumentRows.Sweep(connection, Now()) < 1000)
                lastSweep = clock.GetUtcNow();
            return done;
        }, cancellation);

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static T Parse<T>(string body) => JsonSerializer.Deserialize<T>(body, DocumentJson.Options)!;
}
