using Shortloop.Engine.History;

namespace Shortloop.Engine.Store;

internal static class Histories
{
    internal static List<HistoryEvent> Read(Db db, long key) => db.Rows(
        "SELECT body FROM history WHERE key = $1 ORDER BY seq", row => HistoryJson.ReadEvent(row.GetString(0)), key);

    internal static List<string> ReadJson(Db db, long key) =>
        db.Rows("SELECT body FROM history WHERE key = $1 ORDER BY seq", row => row.GetString(0), key);

    internal static void Append(Db db, long key, int length, IReadOnlyList<HistoryEvent> events)
    {
        foreach (var happened in events)
            db.Run("INSERT INTO history (key, seq, body) VALUES ($1, $2, $3)", key, length++, HistoryJson.Write(happened));
    }

    internal static void Remove(Db db, long key) => db.Run("DELETE FROM history WHERE key = $1", key);
}
