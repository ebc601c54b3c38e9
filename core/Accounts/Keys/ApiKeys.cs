using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Keys;

/// <summary>What somebody asks for.</summary>
public sealed record KeyWish(string? Name, IReadOnlyList<KeyScope>? Scopes, DateTimeOffset? ExpiresAt);

/// <summary>A new key with its text, which is shown this once: stored is only a hash.</summary>
public sealed record MadeKey(ApiKey Key, string Token);

/// <summary>An organisation's keys: making, listing, revoking.</summary>
public sealed class ApiKeys(IDocumentStore store, AuditLog audit, TimeProvider clock)
{
    private const int Most = 50;

    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);

    private static readonly Problem TooMany = new(
        ProblemKind.Conflict, "too_many_keys", $"An organisation has at most {Most} API keys. Revoke one that is no longer used.");

    private static readonly Problem NoAccounts = new(
        ProblemKind.Conflict, "accounts_off", "Without accounts nobody needs a key: programs on this machine may call as they are. Start with --accounts for keys.");

    public async Task<Outcome<MadeKey>> CreateAsync(Principal caller, KeyWish wish, CancellationToken cancellation)
    {
        if (caller.OrgId == Principal.LocalOwner.OrgId)
            return NoAccounts;
        if (Check(wish) is { } problem)
            return problem;
        if ((await PointersAsync(caller.OrgId, null, Most, cancellation)).Items.Count >= Most)
            return TooMany;

        ApiKeyToken token = ApiKeyToken.New(clock);
        var key = new ApiKey
        {
            Id = token.KeyId,
            Partition = token.KeyId,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            Name = wish.Name!.Trim(),
            Scopes = [.. wish.Scopes!.Distinct().Order()],
            SecretHash = token.Hash,
            ExpiresAt = wish.ExpiresAt,
        };
        return await audit.EnterAndDoAsync<MadeKey>(
            caller, caller.OrgId, "key_created", key.Id, string.Join(' ', key.Scopes.Select(scope => scope.ToString().ToLowerInvariant())),
            async () =>
            {
                // The pointer first: one that points nowhere is passed over, a key without one could never be revoked.
                await store.CreateAsync(Containers.Keys, PointerTo(key), cancellation);
                await store.CreateAsync(Containers.Keys, key, cancellation);
                return new MadeKey(key, token.ToString());
            },
            cancellation);
    }

    /// <summary>Newest first.</summary>
    public async Task<Page<ApiKey>> ListAsync(Principal caller, string? after, int limit, CancellationToken cancellation)
    {
        Page<ApiKeyPointer> pointers = await PointersAsync(caller.OrgId, after, limit, cancellation);
        List<ApiKey> keys = [];
        foreach (ApiKeyPointer pointer in pointers.Items)
            if (await store.ReadAsync<ApiKey>(Containers.Keys, pointer.Id, pointer.Id, cancellation) is { } key)
                keys.Add(key);
        return new Page<ApiKey>(keys, pointers.Next);
    }

    /// <returns>Whether there was one to revoke. From then on it opens nothing.</returns>
    public async Task<bool> RevokeAsync(Principal caller, string keyId, CancellationToken cancellation)
    {
        if (await store.ReadAsync<ApiKeyPointer>(Containers.Keys, caller.OrgId, keyId, cancellation) is null)
            return false;
        bool lives = await store.ReadAsync<ApiKey>(Containers.Keys, keyId, keyId, cancellation) is not null;
        if (lives)
            await audit.AppendAsync(caller, "key_revoked", keyId, null, cancellation);
        // The key first: a cut in between leaves a pointer that points nowhere, and another try removes it.
        await store.DeleteAsync(Containers.Keys, keyId, keyId, null, cancellation);
        await store.DeleteAsync(Containers.Keys, caller.OrgId, keyId, null, cancellation);
        return lives;
    }

    private Problem? Check(KeyWish wish)
    {
        if (wish.Name?.Trim() is not { Length: >= 1 and <= 100 } name || name.Any(char.IsControl))
            return Problem.InvalidField("name", "A key's name has 1 to 100 characters, without control characters: say what uses it.");
        if (wish.Scopes is not { Count: >= 1 and <= 10 })
            return Problem.InvalidField("scopes", "Give the key at least one of: read, write, publish, manage.");
        if (wish.ExpiresAt is { } end && (end <= clock.GetUtcNow() || end > clock.GetUtcNow() + LongestLife))
            return Problem.InvalidField("expiresAt", "A key ends in the future, within a year. Leave expiresAt out for one without an end.");
        return null;
    }

    private Task<Page<ApiKeyPointer>> PointersAsync(string orgId, string? after, int limit, CancellationToken cancellation) => store.QueryAsync<ApiKeyPointer>(
        Containers.Keys, new DocumentQuery(orgId, OrderBy: "createdAt", Descending: true, Limit: limit, Continuation: after), cancellation);

    private static ApiKeyPointer PointerTo(ApiKey key) => new()
    {
        Id = key.Id,
        Partition = key.OrgId,
        OrgId = key.OrgId,
        CreatedBy = key.CreatedBy,
        CreatedAt = key.CreatedAt,
    };
}
