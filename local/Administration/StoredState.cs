using Shortloop.Adapters.Sqlite;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Sqlite;

namespace Shortloop.Local.Administration;

/// <summary>The documents of a data folder for a command of its own process. A host that runs beside it sees each change at its next read.</summary>
internal static class StoredState
{
    /// <exception cref="StartException">There is nothing, or it can't be read or written now.</exception>
    public static async Task<int> WithAsync(string data, Func<IDocumentStore, Task<int>> work)
    {
        string path = Path.Combine(data, "documents.db");
        if (!File.Exists(path))
            throw new StartException($"There is no state in {data}. Name the folder with --data DIR.");
        try
        {
            using var store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(path), TimeProvider.System);
            return await work(store);
        }
        catch (Exception error) when (error is SqliteFileException or WorkException)
        {
            throw new StartException(error.Message, error);
        }
    }
}
