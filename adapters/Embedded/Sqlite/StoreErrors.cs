using Shortloop.Core;
using Shortloop.Sqlite;

namespace Shortloop.Adapters.Sqlite;

/// <summary>What a fault of the file means for the work at hand: whether it is worth another try, and when.</summary>
internal static class StoreErrors
{
    public static WorkException Translate(SqliteFileException error) => error.Fault switch
    {
        SqliteFault.Busy => new TransientException("store_throttled", error.Message, TimeSpan.FromSeconds(1), error),
        SqliteFault.Full => new TransientException("store_full", error.Message, TimeSpan.FromSeconds(30), error),
        SqliteFault.Disk => new TransientException("store_unavailable", error.Message, TimeSpan.FromSeconds(5), error),
        SqliteFault.ReadOnly => new PermanentException("store_read_only", error.Message, error),
        SqliteFault.CannotOpen => new PermanentException("store_unavailable", error.Message, error),
        SqliteFault.Damaged or SqliteFault.Foreign => new PermanentException("store_damaged", error.Message, error),
        SqliteFault.Newer => new PermanentException("store_newer", error.Message, error),
        _ => new TransientException("store_unavailable", error.Message, inner: error),
    };
}
