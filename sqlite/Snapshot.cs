using Microsoft.Data.Sqlite;

namespace Shortloop.Sqlite;

/// <summary>Copies of a database as it is at one instant, whoever reads and writes meanwhile.</summary>
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
            using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = unfinished, Pooling = false }.ToString()))
            {
                copy.Open();
                source.BackupDatabase(copy);
            }
            File.Move(unfinished, target, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
