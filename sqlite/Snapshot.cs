using Microsoft.Data.Sqlite;

namespace Shortloop.Sqlite;

/// <summary>Copies of databases as they are at one instant, whoever reads and writes meanwhile.</summary>
public static class Snapshot
{
    /// <summary>The copy is whole and on the disk when this returns; if it fails there is none, and an older one of that name stays.</summary>
    /// <exception cref="SqliteException">Reading or writing failed.</exception>
    public static void Take(SqliteConnection source, string target)
    {
        var unfinished = target + ".new";
        File.Delete(unfinished);
        try
        {
            using (var copy = Connect(unfinished, SqliteOpenMode.ReadWriteCreate))
                source.BackupDatabase(copy);
            File.Move(unfinished, target, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>
    /// Copies several files as they are at the same instant: none of them can be written while that instant is fixed, which takes
    /// milliseconds; the copying itself holds nobody up.
    /// </summary>
    /// <param name="copied">Told the index of each file when its copy is there and was checked.</param>
    /// <returns>The schema version of each.</returns>
    /// <exception cref="SqliteFileException">One can't be read, its copy can't be written, or what it holds is not sound.</exception>
    public static IReadOnlyList<int> TakeTogether(IReadOnlyList<(string Path, string Target)> files, Action<int> copied)
    {
        SqliteFile.Initialise();
        List<SqliteConnection> readers = [];
        try
        {
            Fix(files, readers);
            return [.. files.Select((file, at) =>
            {
                Explained(file.Target, () => Take(readers[at], file.Target));
                copied(at);
                return Checked(file.Path, file.Target);
            })];
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    // A connection for each file that goes on seeing it as it was when all of them could not be written.
    private static void Fix(IReadOnlyList<(string Path, string Target)> files, List<SqliteConnection> readers)
    {
        List<SqliteConnection> holders = [];
        try
        {
            foreach (var (path, _) in files)
                Explained(path, () =>
                {
                    holders.Add(Connect(path, SqliteOpenMode.ReadWrite));
                    readers.Add(Connect(path, SqliteOpenMode.ReadWrite));
                    holders[^1].ExecuteAll("BEGIN IMMEDIATE");
                });
            for (var at = 0; at < files.Count; at++)
                Explained(files[at].Path, () => readers[at].ExecuteAll("BEGIN; SELECT count(*) FROM sqlite_master;"));
        }
        finally
        {
            holders.ForEach(holder => holder.Dispose());
        }
    }

    private static int Checked(string path, string copy) => Explained(copy, () =>
    {
        using var connection = Connect(copy, SqliteOpenMode.ReadOnly);
        if (connection.Value("PRAGMA integrity_check") is var found && found is not "ok")
            throw new SqliteFileException(
                SqliteFault.Damaged, $"{path} is damaged ({found}). A copy of it would be, too; restore an earlier backup.");
        return connection.Number("PRAGMA user_version");
    });

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = mode }.ToString());
        connection.Open();
        connection.ExecuteAll("PRAGMA busy_timeout = 10000");
        return connection;
    }

    private static void Explained(string path, Action work) => Explained(path, () =>
    {
        work();
        return true;
    });

    private static T Explained<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Explain(error, path);
        }
    }
}
