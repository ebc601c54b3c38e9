using Shortloop.Engine.History;

namespace Shortloop.Engine.Store;

/// <summary>A message as stored. Its execution is null when it is meant for whichever execution runs.</summary>
internal sealed record MessageRow(long Id, int? Execution, HistoryEvent Body);

internal static class Messages
{
    internal static void Add(Db db, long key, HistoryEvent body, int? execution = null, long? dueAt = null, int? timer = null) =>
        db.Run(
            "INSERT INTO message (key, execution, due_at, timer, body) VALUES ($1, $2, $3, $4, $5)",
            key, execution, dueAt, timer, HistoryJson.Write(body));

    /// <summary>What the instance may see now: first what came at once, in order of arrival, then what has fallen due.</summary>
    internal static List<MessageRow> Visible(Db db, long key, long now) => db.Rows(
        "SELECT id, execution, body FROM message WHERE key = $1 AND (due_at IS NULL OR due_at <= $2) ORDER BY due_at IS NOT NULL, due_at, id",
        row => new MessageRow(row.GetInt64(0), (int?)row.Long(1), HistoryJson.ReadEvent(row.GetString(2))), key, now);

    internal static void Remove(Db db, long id) => db.Run("DELETE FROM message WHERE id = $1", id);

    internal static void RemoveTimer(Db db, long key, int execution, int timer) =>
        db.Run("DELETE FROM message WHERE key = $1 AND execution = $2 AND timer = $3", key, execution, timer);

    /// <summary>Removes what only an earlier execution could use: its timers and results.</summary>
    internal static void RemoveOfExecution(Db db, long key, int execution) =>
        db.Run("DELETE FROM message WHERE key = $1 AND execution = $2", key, execution);

    internal static void RemoveAll(Db db, long key) => db.Run("DELETE FROM message WHERE key = $1", key);

    internal static List<long> KeysReadyAt(Db db, long now) =>
        db.Rows("SELECT DISTINCT key FROM message WHERE due_at IS NULL OR due_at <= $1", row => row.GetInt64(0), now);

    internal static List<(long Key, long DueAt)> DueAfter(Db db, long now) =>
        db.Rows("SELECT key, due_at FROM message WHERE due_at > $1", row => (row.GetInt64(0), row.GetInt64(1)), now);
}
