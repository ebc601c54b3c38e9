using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Contracts;

/// <summary>
/// What <see cref="IDocumentStore"/> promises, as tests on whichever store a subclass brings. The parts lie in the files beside this one.
/// </summary>
public abstract partial class DocumentStoreContract
{
    private static readonly Container Notes = new("contract");

    /// <summary>The store under test, empty as far as this test's partition goes.</summary>
    protected abstract IDocumentStore Store { get; }

    /// <summary>Moves the store's time. Stores with a clock of their own throw a skip.</summary>
    protected abstract void Advance(TimeSpan by);

    private static string Org { get; } = "org1";

    private static Note NewNote(string id, string? org = null) => new()
    {
        Id = id,
        Partition = org ?? Org,
        OrgId = org ?? Org,
        CreatedBy = "user1",
        CreatedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
    };

    private async Task<Note> StoredAsync(Note note)
    {
        var written = await Store.CreateAsync(Notes, note, default);
        Assert.Equal(WriteStatus.Written, written.Status);
        return written.Document!;
    }

    private Task<Note?> ReadAsync(string id, string? org = null) => Store.ReadAsync<Note>(Notes, org ?? Org, id, default);
}
