using Microsoft.Data.Sqlite;

namespace Shortloop.Sqlite;

/// <summary>Brings a file to the newest schema, one script and one transaction after the other. An older file is copied first.</summary>
internal sealed class Migration(SqliteConnection connection, string path, SqliteSchema schema, Action<string>? copied)
{
    public void Run()
    {
        var found = Version();
        var missing = schema.Scripts.Where(script => script.Version > found).ToList();
        if (missing.Count > 0 && found > 0) Copy($"{path}.v{found}.bak");
        foreach (var script in missing) Apply(script);
    }

    private void Copy(string target)
    {
        try
        {
            Snapshot.Take(connection, target);
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Explain(error, target);
        }
        copied?.Invoke(target);
    }

    private void Apply(SchemaScript script)
    {
        connection.ExecuteAll("BEGIN EXCLUSIVE");
        try
        {
            // Another process may have been faster.
            if (Version() < script.Version)
            {
                connection.ExecuteAll(script.Sql);
                connection.ExecuteAll($"PRAGMA application_id = {schema.ApplicationId}; PRAGMA user_version = {script.Version};");
            }
            connection.ExecuteAll("COMMIT");
        }
        catch (SqliteException error)
        {
            connection.RollBackIfOpen();
            throw new SqliteFileException(
                SqliteFaults.Of(error),
                $"{path} could not be brought to schema version {script.Version} ({script.Name}: {error.Message}) and is as it was. "
                + "If the disk is full, free some space and start again; otherwise go on with the version that wrote it.",
                error);
        }
    }

    private int Version() => connection.Number("PRAGMA user_version");
}
