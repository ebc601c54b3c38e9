using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Shortloop.EndToEnd.Fuzz;

/// <summary>Sees past the API whether a call has changed any document.</summary>
internal sealed class StoreWatch : IDisposable
{
    // Counts of tries and other short-lived facts are written by refused calls, and have to be. Jobs, due entries and mail go on by themselves.
    private static readonly string[] Exempt = ["transient", "jobs", "due"];

    private readonly SqliteConnection _connection;
    private long _version;
    private Dictionary<string, string> _digests;

    public StoreWatch(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        _connection.Open();
        _digests = Digest();
        _version = Version();
    }

    /// <returns>Containers that differ from when this was last asked.</returns>
    public IReadOnlyList<string> Changed()
    {
        // Moves with every commit of another connection: most calls change nothing, and cost nothing here.
        var version = Version();
        if (version == _version)
            return [];
        var now = Digest();
        string[] changed = [.. now.Keys.Union(_digests.Keys).Where(container => now.GetValueOrDefault(container) != _digests.GetValueOrDefault(container))];
        (_version, _digests) = (version, now);
        return [.. changed.Except(Exempt)];
    }

    public void Dispose() => _connection.Dispose();

    private long Version()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }

    // A document's tag is new with every write.
    private Dictionary<string, string> Digest()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT container, count(*), group_concat(etag) FROM (SELECT container, etag FROM documents ORDER BY container, partition, id) GROUP BY container";
        using var rows = command.ExecuteReader();
        var digests = new Dictionary<string, string>();
        while (rows.Read())
            digests[rows.GetString(0)] = $"{rows.GetInt64(1)} {Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(rows.GetString(2))))}";
        return digests;
    }
}
