using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shortloop.Core.Ports;

/// <summary>What every stored document carries. <see cref="Partition"/> is the unit of transactions and of cheap queries.</summary>
public abstract record Document
{
    /// <summary>Unique within its partition. At most 255 characters, none of <c>/ \ ? #</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Usually the organisation. A container's documents name it the same way.</summary>
    public required string Partition { get; init; }

    public required string OrgId { get; init; }

    /// <summary>The principal who caused it.</summary>
    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Version of the document's own shape, raised when a back-fill is needed to read old ones.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Set by the store on every read and write; sent back to <see cref="IDocumentStore.ReplaceAsync{T}"/>.</summary>
    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }

    /// <summary>Seconds until the store drops the document by itself; absent: never. Counted from the last write.</summary>
    [JsonPropertyName("ttl")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TtlSeconds { get; init; }
}

/// <summary>A document of whatever kind with all that it holds, for what goes over everything: export and deletion.</summary>
public sealed record AnyDocument : Document
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Fields { get; init; } = [];
}

public enum PartitionedBy
{
    Organisation,
    User,

    /// <summary>The container's own doc says what.</summary>
    Other,
}

/// <summary>A named set of documents. All of them are listed in <see cref="Containers"/>.</summary>
/// <param name="By">What a document's partition is the id of.</param>
public sealed record Container(string Name, PartitionedBy By = PartitionedBy.Organisation);

public enum WriteStatus
{
    Written,

    /// <summary>Create: the id is taken in that partition.</summary>
    Exists,

    /// <summary>Replace, patch, delete: the ETag is not the current one, or the patch's condition does not hold.</summary>
    Changed,

    /// <summary>Replace, patch, delete: no such document (or it has expired).</summary>
    Absent,
}

/// <param name="Status">What happened.</param>
/// <param name="Document">The document as stored, with its new ETag; null unless written.</param>
public readonly record struct WriteResult<T>(WriteStatus Status, T? Document)
    where T : Document;

public enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary>The field is an array that holds the value.</summary>
    Contains,
}

/// <param name="Path">camelCase JSON path with dots: <c>status</c>, <c>probe.durationSeconds</c>.</param>
/// <param name="Comparison">A missing or null field equals null, differs from every value, and is neither less nor greater than anything.</param>
/// <param name="Value">string, bool, long, int, double, DateTimeOffset (compared as its round-trip UTC text) or null (Equal and NotEqual only).</param>
public sealed record Condition(string Path, Comparison Comparison, object? Value);

/// <param name="Partition">The one partition that is asked. Null: all of them, which costs every partition something: for operators and stories, not for people's pages.</param>
/// <param name="Where">All must hold.</param>
/// <param name="OrderBy">JSON path; ties are broken by id, then by partition, so that pages never overlap. Null: by id.</param>
/// <param name="Limit">1 to 1,000.</param>
/// <param name="Continuation">From the page before; opaque. A token of another query is an <see cref="ArgumentException"/>.</param>
public sealed record DocumentQuery(
    string? Partition,
    IReadOnlyList<Condition>? Where = null,
    string? OrderBy = null,
    bool Descending = false,
    int Limit = 100,
    string? Continuation = null);

/// <param name="Next">Null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

public enum PatchKind
{
    Set,
    Increment,
    Remove,
}

/// <param name="Value">Set: any JSON-serialisable value. Increment: long or double; a missing field counts as 0. Remove: ignored.</param>
public sealed record PatchOperation(PatchKind Kind, string Path, object? Value = null);

public enum BatchKind
{
    Create,
    Replace,
    Upsert,
    Delete,
}

/// <param name="Document">For <see cref="BatchKind.Delete"/> only its id and partition (and ETag, if set) matter.</param>
public sealed record BatchOperation(BatchKind Kind, Document Document);

/// <summary>
/// Documents in containers, shaped like Cosmos DB for NoSQL so that both implementations stay thin.
/// A document is at most 2 MB of JSON, and so are the documents of a batch together: more is a <see cref="PermanentException"/>
/// <c>document_too_large</c>. Whole numbers are exact up to 2^53 either way.
/// Throttling that outlasts the adapter's own patience is a <see cref="TransientException"/> <c>store_throttled</c>.
/// Every read sees every write that completed before it began (within one partition); on Cosmos DB as far as the account's consistency
/// goes, see docs/cosmos.md.
/// What pages are ordered by, and which documents expire, is listed in <see cref="ContainerLayouts"/>; anything else is an <see cref="ArgumentException"/>.
/// </summary>
public interface IDocumentStore
{
    /// <returns>Null: absent or expired.</returns>
    Task<T?> ReadAsync<T>(Container container, string partition, string id, CancellationToken cancellation)
        where T : Document;

    /// <returns><see cref="WriteStatus.Written"/> or <see cref="WriteStatus.Exists"/>.</returns>
    Task<WriteResult<T>> CreateAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document;

    /// <summary>Writes over exactly the version whose <see cref="Document.ETag"/> the document carries.</summary>
    Task<WriteResult<T>> ReplaceAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document;

    Task<T> UpsertAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document;

    /// <param name="etag">Null: whatever version is there.</param>
    Task<WriteStatus> DeleteAsync(Container container, string partition, string id, string? etag, CancellationToken cancellation);

    /// <summary>Up to 10 operations on one document, applied as one, if all conditions hold at that instant.</summary>
    Task<WriteResult<T>> PatchAsync<T>(
        Container container,
        string partition,
        string id,
        IReadOnlyList<PatchOperation> operations,
        IReadOnlyList<Condition>? conditions,
        CancellationToken cancellation)
        where T : Document;

    /// <summary>Up to 100 operations in one partition: all of them or none.</summary>
    /// <returns>Written, or why the first operation that could not be done was refused (nothing is written then).</returns>
    Task<WriteStatus> BatchAsync(Container container, string partition, IReadOnlyList<BatchOperation> operations, CancellationToken cancellation);

    Task<Page<T>> QueryAsync<T>(Container container, DocumentQuery query, CancellationToken cancellation)
        where T : Document;

    /// <summary>How many there are, without reading them.</summary>
    /// <param name="partition">Null: in all of them.</param>
    Task<long> CountAsync(Container container, string? partition, IReadOnlyList<Condition>? where, CancellationToken cancellation);
}
