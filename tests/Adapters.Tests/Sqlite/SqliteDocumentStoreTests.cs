using Shortloop.Adapters.Sqlite;
using Shortloop.Adapters.Tests.Contracts;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Sqlite;

public sealed class SqliteDocumentStoreTests : DocumentStoreContract, IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeClock clock = new();
    private readonly SqliteDocumentStore store;

    public SqliteDocumentStoreTests() => store = new SqliteDocumentStore(new(folder.File("data.db")), clock);

    protected override IDocumentStore Store => store;

    protected override void Advance(TimeSpan by) => clock.Advance(by);

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }
}
