using System.Security.Cryptography;
using System.Text.Json;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations;

/// <summary>An answer that was given once and is given again word for word.</summary>
/// <param name="Headers">Those that belong to the answer, such as Location.</param>
public sealed record KeptAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>What to do with a call that carries a key.</summary>
public abstract record IdempotentStep
{
    /// <summary>It is the first: run it, then <see cref="IdempotentCalls.KeepAsync"/> or <see cref="IdempotentCalls.ForgetAsync"/>.</summary>
    public sealed record Run(string Id) : IdempotentStep;

    /// <summary>It has been answered.</summary>
    public sealed record Again(KeptAnswer Answer) : IdempotentStep;

    /// <summary>The first is still running.</summary>
    public sealed record Wait : IdempotentStep;

    /// <summary>The key was used for another body.</summary>
    public sealed record Other : IdempotentStep;
}

/// <summary>
/// Calls by <c>Idempotency-Key</c>: of equal ones the first is run and the others get its answer, for a day. Keys belong to a person in an
/// organisation and to one route; the body is held against them by its hash. One that was cut off while it ran may be run again after a minute.
/// </summary>
public sealed class IdempotentCalls(IDocumentStore store, SecretBox secrets, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(1);

    public async Task<IdempotentStep> BeginAsync(Principal caller, string route, string key, byte[] body, CancellationToken cancellation)
    {
        string id = Ids.Derived("idk", caller.UserId, caller.OrgId, route, key);
        string hash = Convert.ToHexStringLower(SHA256.HashData(body));
        var fresh = new IdempotentCall
        {
            Id = id,
            Partition = id,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = (int)Life.TotalSeconds,
            BodyHash = hash,
            RunsUntil = clock.GetUtcNow() + LongestRun,
        };
        if ((await store.CreateAsync(Containers.Transient, fresh, cancellation)).Status == WriteStatus.Written)
            return new IdempotentStep.Run(id);
        if (await store.ReadAsync<IdempotentCall>(Containers.Transient, id, id, cancellation) is not { } known)
            return new IdempotentStep.Wait();
        if (known.BodyHash != hash)
            return new IdempotentStep.Other();
        if (known.Sealed is { } kept)
            return new IdempotentStep.Again(JsonSerializer.Deserialize<KeptAnswer>(secrets.Open(kept, id))!);
        return known.RunsUntil <= clock.GetUtcNow() && await TakeOverAsync(known, fresh, cancellation)
            ? new IdempotentStep.Run(id)
            : new IdempotentStep.Wait();
    }

    public Task KeepAsync(string id, KeptAnswer answer, CancellationToken cancellation) => store.PatchAsync<IdempotentCall>(
        Containers.Transient, id, id,
        [new PatchOperation(PatchKind.Set, "sealed", secrets.Seal(JsonSerializer.Serialize(answer), id))], null, cancellation);

    /// <summary>It went wrong in a way that another try may mend.</summary>
    public Task ForgetAsync(string id, CancellationToken cancellation) => store.DeleteAsync(Containers.Transient, id, id, null, cancellation);

    private async Task<bool> TakeOverAsync(IdempotentCall known, IdempotentCall fresh, CancellationToken cancellation) =>
        (await store.ReplaceAsync(Containers.Transient, fresh with { ETag = known.ETag }, cancellation)).Status == WriteStatus.Written;

    private sealed record IdempotentCall : Document
    {
        public required string BodyHash { get; init; }

        public required DateTimeOffset RunsUntil { get; init; }

        /// <summary>The answer; null while it runs. Sealed, because answers hold what only the caller may see.</summary>
        public string? Sealed { get; init; }
    }
}
