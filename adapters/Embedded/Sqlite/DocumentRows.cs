using Microsoft.Data.Sqlite;

namespace Shortloop.Adapters.Sqlite;

internal readonly record struct DocumentKey(string Container, string Partition, string Id);

internal readonly record struct StoredDocument(string ETag, string Body);

/// <summary>The four statements everything else is made of. Expired rows count as absent.</summary>
internal static class DocumentRows
{
    public const string Alive = "(expires_at IS NULL OR expires_at > @now)";

    public static StoredDocument? Find(SqliteConnection connection, DocumentKey key, long now)
    {
        using var command = connection.Command(
            $"SELECT etag, body FROM documents WHERE container = @container AND partition = @partition AND id = @id AND {Alive}",
            ("@container", key.Container), ("@partition", key.Partition), ("@id", key.Id), ("@now", now));
        using var rows = command.ExecuteReader();
        return rows.Read() ? new StoredDocument(rows.GetString(0), rows.GetString(1)) : null;
    }

    public static void Put(SqliteConnection connection, DocumentKey key, StoredDocument document, long? expiresAt) =>
        connection.Execute(
            """
            INSERT INTO documents (container, partition, id, etag, body, expires_at)
            VALUES (@container, @partition, @id, @etag, @body, @expires)
            ON CONFLICT (container, partition, id) DO UPDATE SET etag = @etag, body = @body, expires_at = @expires
            """,
            ("@container", key.Container), ("@partition", key.Partition), ("@id", key.Id),
            ("@etag", document.ETag), ("@body", document.Body), ("@expires", expiresAt));

    public static void Remove(SqliteConnection connection, DocumentKey key) =>
        connection.Execute(
            "DELETE FROM documents WHERE container = @container AND partition = @partition AND id = @id",
            ("@container", key.Container), ("@partition", key.Partition), ("@id", key.Id));

    /// <summary>In bites, so that no single write pays for a long absence.</summary>
    public static int Sweep(SqliteConnection connection, long now) =>
        connection.Execute(
            "DELETE FROM documents WHERE rowid IN (SELECT rowid FROM documents WHERE expires_at <= @now LIMIT 1000)",
            ("@now", now));
}
