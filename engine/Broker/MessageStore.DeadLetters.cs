using Microsoft.Data.Sqlite;

namespace Shortloop.Engine.Broker;

internal sealed partial class MessageStore
{
    public IReadOnlyList<DeadLetter> Peek(QueueName deadLetters, long after, int count, long now) => file.Transaction(db => db.Rows(
        """
        SELECT sequence, message_id, dead_reason, delivery_count, enqueued_at, body, locked_until > @now FROM messages
        WHERE queue = @queue AND sequence > @after ORDER BY sequence LIMIT @count
        """,
        Dead, ("@queue", deadLetters.Key), ("@after", after), ("@count", count), ("@now", now)));

    /// <param name="queue">Where they go back to.</param>
    /// <param name="sequence">Null: all.</param>
    public int Redrive(QueueName queue, long? sequence, TimeSpan? timeToLive, long now) => file.Transaction(db => db.Execute(
        """
        UPDATE messages SET queue = @queue, dead_reason = NULL, delivery_count = 0, enqueued_at = @now, visible_from = @now,
          expires_at = @expires, locked_until = 0, lock_token = NULL
        WHERE queue = @dead AND locked_until <= @now AND (@sequence IS NULL OR sequence = @sequence)
        """,
        ("@queue", queue.Key), ("@dead", (queue with { DeadLetters = true }).Key), ("@sequence", sequence), ("@now", now),
        ("@expires", timeToLive is { } life ? now + (long)life.TotalMilliseconds : null)));

    public bool Drop(QueueName deadLetters, long sequence, long now) => file.Transaction(db => db.Execute(
        "DELETE FROM messages WHERE queue = @queue AND sequence = @sequence AND locked_until <= @now",
        ("@queue", deadLetters.Key), ("@sequence", sequence), ("@now", now))) == 1;

    private static DeadLetter Dead(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt32(3),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), row.GetFieldValue<byte[]>(5), row.GetBoolean(6));
}
