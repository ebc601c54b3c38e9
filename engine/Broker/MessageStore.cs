using Microsoft.Data.Sqlite;

namespace Shortloop.Engine.Broker;

/// <summary>What can happen to a message, each as one transaction. Times come in as Unix milliseconds, so that a test owns the clock.</summary>
internal sealed partial class MessageStore(MessageFile file) : IDisposable
{
    private const string Available =
        "queue = @queue AND visible_from <= @now AND locked_until <= @now AND (expires_at IS NULL OR expires_at > @now)";

    public void Add(QueueName queue, IReadOnlyList<IncomingMessage> messages, TimeSpan? defaultTimeToLive, long now) =>
        file.Transaction(db =>
        {
            foreach (var message in messages)
                Insert(db, queue, message, message.TimeToLive ?? defaultTimeToLive, now);
            return 0;
        });

    /// <param name="lockFor">Null: the message is removed as it is delivered.</param>
    public DeliveredMessage? Take(QueueName queue, TimeSpan? lockFor, long now) => file.Transaction(db =>
    {
        var sequence = db.First(
            $"SELECT sequence FROM messages WHERE {Available} ORDER BY visible_from, sequence LIMIT 1",
            row => row.GetInt64(0), ("@queue", queue.Key), ("@now", now));
        if (sequence == 0)
            return null;
        var token = lockFor is null ? null : Guid.NewGuid().ToString();
        db.Execute(
            "UPDATE messages SET delivery_count = delivery_count + 1, lock_token = @token, locked_until = @until WHERE sequence = @sequence",
            ("@token", token), ("@until", now + (long)(lockFor?.TotalMilliseconds ?? 0)), ("@sequence", sequence));
        var taken = db.First("SELECT * FROM messages WHERE sequence = @sequence", Delivered, ("@sequence", sequence));
        if (lockFor is null)
            db.Execute("DELETE FROM messages WHERE sequence = @sequence", ("@sequence", sequence));
        return taken;
    });

    public bool Complete(QueueName queue, string message, string token, long now) =>
        Settle("DELETE FROM messages", queue, message, token, now);

    public bool Abandon(QueueName queue, string message, string token, long now) =>
        Settle("UPDATE messages SET locked_until = 0, lock_token = NULL", queue, message, token, now);

    public bool Renew(QueueName queue, string message, string token, TimeSpan lockFor, long now) =>
        Settle($"UPDATE messages SET locked_until = {now + (long)lockFor.TotalMilliseconds}", queue, message, token, now);

    /// <summary>Sets aside what was delivered too often or has expired. Whatever a receiver still holds stays with it.</summary>
    /// <returns>How many became dead letters.</returns>
    public int Bury(BrokerQueue queue, long now) => file.Transaction(db =>
    {
        var name = new QueueName(queue.Name, DeadLetters: false);
        const string Move = "UPDATE messages SET queue = @dead, dead_reason = @reason, visible_from = @now, locked_until = 0, lock_token = NULL, expires_at = NULL";
        var dead = (name with { DeadLetters = true }).Key;
        var buried = db.Execute(
            $"{Move} WHERE queue = @queue AND locked_until <= @now AND delivery_count >= @max",
            ("@dead", dead), ("@reason", "MaxDeliveryCountExceeded"), ("@now", now), ("@queue", name.Key), ("@max", queue.MaxDeliveryCount));
        const string Expired = "WHERE queue = @queue AND locked_until <= @now AND expires_at <= @now";
        if (queue.DeadLetterOnExpiration)
            return buried + db.Execute(
                $"{Move} {Expired}", ("@dead", dead), ("@reason", "TTLExpiredException"), ("@now", now), ("@queue", name.Key));
        db.Execute($"DELETE FROM messages {Expired}", ("@queue", name.Key), ("@now", now));
        return buried;
    });

    /// <returns>When the next message becomes available by itself: it is due, or its lock runs out. Null: none will.</returns>
    public long? NextAvailable(QueueName queue) => file.Transaction(db => db.First(
        "SELECT min(max(visible_from, locked_until)) FROM messages WHERE queue = @queue",
        row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), ("@queue", queue.Key)));

    public QueueStatistics Count(QueueName queue, long now) => file.Transaction(db => db.First(
        """
        SELECT count(*) FILTER (WHERE queue = @queue AND visible_from <= @now AND locked_until <= @now),
               count(*) FILTER (WHERE queue = @queue AND locked_until > @now),
               count(*) FILTER (WHERE queue = @queue AND visible_from > @now),
               count(*) FILTER (WHERE queue = @dead)
        FROM messages WHERE queue IN (@queue, @dead)
        """,
        row => new QueueStatistics(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3)),
        ("@queue", queue.Key), ("@dead", (queue with { DeadLetters = true }).Key), ("@now", now)))!;

    public void Dispose() => file.Dispose();

    private static void Insert(MessageFile db, QueueName queue, IncomingMessage message, TimeSpan? timeToLive, long now)
    {
        var visibleFrom = Math.Max(now, message.ScheduledAt?.ToUnixTimeMilliseconds() ?? now);
        db.Execute(
            """
            INSERT INTO messages (queue, message_id, body, content_type, properties, enqueued_at, visible_from, expires_at)
            VALUES (@queue, @id, @body, @type, @properties, @now, @visible, @expires)
            """,
            ("@queue", queue.Key), ("@id", message.MessageId), ("@body", message.Body), ("@type", message.ContentType),
            ("@properties", message.Properties), ("@now", now), ("@visible", visibleFrom),
            ("@expires", timeToLive is { } life ? visibleFrom + (long)life.TotalMilliseconds : null));
    }

    /// <summary>Only the holder of a lock that still runs may settle. The message is named by its id or by its sequence number.</summary>
    private bool Settle(string change, QueueName queue, string message, string token, long now) => file.Transaction(db => db.Execute(
        $"{change} WHERE queue = @queue AND lock_token = @token AND locked_until > @now AND (message_id = @message OR CAST(sequence AS TEXT) = @message)",
        ("@queue", queue.Key), ("@token", token), ("@now", now), ("@message", message))) == 1;

    private static DeliveredMessage Delivered(SqliteDataReader row) => new(
        row.GetInt64(row.GetOrdinal("sequence")),
        row.GetString(row.GetOrdinal("message_id")),
        row.GetFieldValue<byte[]>(row.GetOrdinal("body")),
        Text(row, "content_type"),
        row.GetString(row.GetOrdinal("properties")),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(row.GetOrdinal("enqueued_at"))),
        row.GetInt32(row.GetOrdinal("delivery_count")),
        Text(row, "dead_reason"),
        Text(row, "lock_token"),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(row.GetOrdinal("locked_until"))));

    private static string? Text(SqliteDataReader row, string column) =>
        row.IsDBNull(row.GetOrdinal(column)) ? null : row.GetString(row.GetOrdinal(column));
}
