using System.Net.Http.Headers;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd.Isolation;

[CollectionDefinition(Name)]
public sealed class TwoOrganisations : ICollectionFixture<IsolationInstallation>
{
    public const string Name = "two organisations";
}

/// <summary>Two organisations side by side on one installation, with everybody signed in.</summary>
public sealed class IsolationInstallation : IAsyncLifetime
{
    private SqliteDocumentStore _store = null!;

    internal IDocumentStore Store => _store;

    internal Installation Shortloop { get; private set; } = null!;

    internal IReadOnlyDictionary<string, Route> Routes { get; private set; } = null!;

    /// <summary>Whose data must stay where it is.</summary>
    internal Seed Ours { get; private set; } = null!;

    internal Seed Theirs { get; private set; } = null!;

    /// <summary>Who operates the installation, and is in no organisation of these.</summary>
    internal Planted Operator { get; private set; } = null!;

    /// <summary>An API key that their owner has made, for everything that a key can be for.</summary>
    internal string TheirKey { get; private set; } = null!;

    /// <summary>An owner of ours whose session has been ended.</summary>
    internal Planted Revoked { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // Everybody calls from one address, and nobody is to be told to wait.
        Shortloop = await Installation.StartAsync(accounts: true, settings: new Dictionary<string, string>
        {
            ["SHORTLOOP_LIMITS"] = "session=100000 address=100000 anonymous=100000",
        });
        _store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(Path.Combine(Shortloop.Data, "documents.db")), TimeProvider.System);
        Routes = (await Route.ReadAsync(Shortloop)).ToDictionary(route => route.Operation);
        Ours = await Seed.PlantAsync(Shortloop, _store);
        Theirs = await Seed.PlantAsync(Shortloop, _store);
        Operator = await Planted.AddAsync(Shortloop, _store, Theirs, Role.Owner, UserRole.Admin);
        TheirKey = await AddKeyAsync(Theirs.Owner);
        Revoked = await Planted.AddAsync(Shortloop, _store, Ours, Role.Owner);
        await Revoked.EndSessionAsync();
    }

    private async Task<string> AddKeyAsync(Planted owner)
    {
        var made = await Shortloop.Api.SendAsync(
            HttpMethod.Post, $"v1/orgs/{Theirs.OrgId}/keys", new { name = "All", scopes = new[] { "read", "write", "publish", "manage" } },
            request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", owner.Token));
        return (string)made.Body!["token"]!;
    }

    public async ValueTask DisposeAsync()
    {
        _store?.Dispose();
        if (Shortloop is not null)
            await Shortloop.DisposeAsync();
    }
}
