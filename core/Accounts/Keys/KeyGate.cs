using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Keys;

/// <summary>The key a call came by.</summary>
public sealed record KeyInUse(string Id, IReadOnlyList<KeyScope> Scopes)
{
    public bool Allows(KeyScope scope) => scope == KeyScope.Read || Scopes.Contains(scope);

    public static Problem Missing(KeyScope scope) => new(
        ProblemKind.Forbidden, "scope_missing", $"This API key was not made for that: it needs the scope '{scope.ToString().ToLowerInvariant()}'. Make another key.");
}

/// <summary>
/// What a key is worth now: it must live, and who made it be active and a member still. It has their present role, cut down to what its scopes can need.
/// </summary>
public sealed class KeyGate(IDocumentStore store, Members members, TimeProvider clock)
{
    private static readonly TimeSpan Coarse = TimeSpan.FromHours(1);

    public async Task<Principal?> FindAsync(string token, CancellationToken cancellation)
    {
        if (ApiKeyToken.Read(token) is not { } given
            || await store.ReadAsync<ApiKey>(Containers.Keys, given.KeyId, given.KeyId, cancellation) is not { } key
            || !Same(key.SecretHash, given.Hash) || key.ExpiresAt <= clock.GetUtcNow()
            || await store.ReadAsync<User>(Containers.Users, key.CreatedBy, key.CreatedBy, cancellation) is not { Active: true }
            || await members.FindAsync(key.CreatedBy, key.OrgId, cancellation) is not { } maker)
            return null;
        await MarkUsedAsync(key, cancellation);
        Role cap = key.Scopes.Max(CapOf);
        return maker with { Role = maker.Role < cap ? maker.Role : cap, Key = new KeyInUse(key.Id, key.Scopes) };
    }

    /// <summary>An owner's rights (who owns, who pays, what is deleted) are a person's alone.</summary>
    private static Role CapOf(KeyScope scope) => scope switch
    {
        KeyScope.Read => Role.Viewer,
        KeyScope.Write => Role.Editor,
        _ => Role.Admin,
    };

    private async Task MarkUsedAsync(ApiKey key, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (key.LastUsedAt is { } last && now - last < Coarse)
            return;
        await store.PatchAsync<ApiKey>(Containers.Keys, key.Id, key.Id, [new PatchOperation(PatchKind.Set, "lastUsedAt", now)], null, cancellation);
    }

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));
}
