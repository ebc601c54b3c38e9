using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>
/// Slows guessing down and locks nobody out. Wrong passwords are counted for the account and for the address of the network; after five (or
/// thirty) of them each further try has to wait twice as long, up to a quarter of an hour. A device that has signed in to the account before is counted by
/// itself: whoever guesses from elsewhere makes the owner wait for nothing.
/// </summary>
public sealed class SignInDamping(IDocumentStore store, TimeProvider clock)
{
    private const int FreeForAccount = 5;

    // An office signs in from one address.
    private const int FreeForNetwork = 30;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);

    /// <summary>Counts a try before its password is looked at, so that many at once don't slip through together.</summary>
    /// <returns>How long to wait instead; null: go on.</returns>
    public async Task<TimeSpan?> BeginAsync(string email, Caller caller, CancellationToken cancellation)
    {
        TimeSpan? wait = null;
        foreach ((string id, int free) in ((string, int)[])[(AccountBucket(email, caller), FreeForAccount), (NetworkBucket(caller), FreeForNetwork)])
            if (await CountAsync(id, free, cancellation) is { } longer && (wait is null || longer > wait))
                wait = longer;
        return wait;
    }

    /// <summary>It was the right one: the account's count starts anew. The network's only loses this try: its next account may be the one attacked.</summary>
    public async Task SucceededAsync(string email, Caller caller, CancellationToken cancellation)
    {
        (string account, string network) = (AccountBucket(email, caller), NetworkBucket(caller));
        await store.DeleteAsync(Containers.Transient, account, account, null, cancellation);
        await store.PatchAsync<SignInTries>(
            Containers.Transient, network, network, [new PatchOperation(PatchKind.Increment, "count", -1L)],
            [new Condition("count", Comparison.Greater, 0)], cancellation);
    }

    private async Task<TimeSpan?> CountAsync(string id, int free, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        for (int attempt = 0; attempt < 10; attempt++)
        {
            SignInTries? tries = await store.ReadAsync<SignInTries>(Containers.Transient, id, id, cancellation);
            if (tries is not null && tries.NextAt > now)
                return tries.NextAt - now;
            if (await StoreAsync(id, free, tries, now, cancellation))
                return null;
        }

        // Ten others were faster: whatever this is, it can wait.
        return TimeSpan.FromSeconds(1);
    }

    private async Task<bool> StoreAsync(string id, int free, SignInTries? tries, DateTimeOffset now, CancellationToken cancellation)
    {
        int count = (tries?.Count ?? 0) + 1;
        var next = new SignInTries
        {
            Id = id,
            Partition = id,
            OrgId = "none",
            CreatedBy = "none",
            CreatedAt = tries?.CreatedAt ?? now,
            ETag = tries?.ETag,
            TtlSeconds = (int)Forgotten.TotalSeconds,
            Count = count,
            NextAt = now + DelayAfter(count - free),
        };
        WriteResult<SignInTries> written = tries is null
            ? await store.CreateAsync(Containers.Transient, next, cancellation)
            : await store.ReplaceAsync(Containers.Transient, next, cancellation);
        return written.Status == WriteStatus.Written;
    }

    /// <summary>None until the free ones are used up, then 2 s, 4 s, 8 s …</summary>
    private static TimeSpan DelayAfter(int over) =>
        over < 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(20, over + 1))));

    private static string NetworkBucket(Caller caller) => Ids.Derived("dmp", "network", caller.Address);

    private static string AccountBucket(string email, Caller caller) =>
        Ids.Derived("dmp", caller.KnownDevice ? "known" : "unknown", email);

    /// <summary>Partition: its own id, a hash. Neither the account nor the network can be read from it.</summary>
    private sealed record SignInTries : Document
    {
        public required int Count { get; init; }

        public required DateTimeOffset NextAt { get; init; }
    }
}
