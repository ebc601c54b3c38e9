using System.Text.Json;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations;

/// <summary>An answer that was given once and is given again word for word.</summary>
/// <param name="Headers">Those that belong to the answer, such as Location.</param>
/// <param name="Body">Null: it was too large to keep.</param>
public sealed record KeptAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[]? Body);

/// <summary>What to do with a call that carries a key.</summary>
public abstract record IdempotentStep
{
    /// <summary>It is the first: run it, then <see cref="IdempotentCalls.KeepAsync"/> or <see cref="IdempotentCalls.ForgetAsync"/>.</summary>
    /// <param name="ETag">Of the note that it runs, so that one that ran too long can't undo that of its successor.</param>
    public sealed record Run(string Id, string ETag) : IdempotentStep;

    /// <summary>It has been answered.</summary>
    public sealed record Again(KeptAnswer Answer) : IdempotentStep;

    /// <summary>The first is still running.</summary>
    public sealed record Wait : IdempotentStep;

    /// <summary>The key was used for another body.</summary>
    public sealed record Other : IdempotentStep;
}

/// <summary>
/// Calls by <c>Idempotency-Key</c>: of equal ones the first is run and the others get its answer, for a day. Keys belong to a person in an
/// organisation and to one route; the body is held against them by its hash. One that was cut off while it ran may be run again after four minutes,
/// when no host would still be waiting for its answer (230 s on Azure).
/// </summary>
public sealed class IdempotentCalls(IDocumentStore store, SecretBox secrets, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    // Sealed and in Base64 twice, it still has to fit into a document.
    private const int LargestBody = 512 * 1024;

    /// <param name="bodyHash">SHA-256: bodies may be large.</param>
    public async Task<IdempotentStep> BeginAsync(Principal caller, string route, string key, byte[] bodyHash, CancellationToken cancellation)
    {
        string id = Ids.Derived("idk", caller.UserId, caller.OrgId, route, key);
        string hash = Convert.ToHexStringLower(bodyHash);
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
        if ((await store.CreateAsync(Containers.Transient, fresh, cancellation)).Document is { } first)
            return new IdempotentStep.Run(id, first.ETag!);
        if (await store.ReadAsync<IdempotentCall>(Containers.Transient, id, id, cancellation) is not { } known)
            return new IdempotentStep.Wait();
        if (known.BodyHash != hash)
            return new IdempotentStep.Other();
        if (known.Sealed is { } kept)
            return new IdempotentStep.Again(JsonSerializer.Deserialize<KeptAnswer>(secrets.Open(kept, id))!);
        return known.RunsUntil <= clock.GetUtcNow() && await TakeOverAsync(known, fresh, cancellation) is { } taken
            ? new IdempotentStep.Run(id, taken.ETag!)
            : new IdempotentStep.Wait();
    }

    public Task KeepAsync(string id, KeptAnswer answer, CancellationToken cancellation) => store.PatchAsync<IdempotentCall>(
        Containers.Transient, id, id,
        [new PatchOperation(PatchKind.Set, "sealed", secrets.Seal(JsonSerializer.Serialize(Fitting(answer)), id))], null, cancellation);

    /// <summary>It went wrong in a way that another try may mend.</summary>
    public Task ForgetAsync(IdempotentStep.Run run, CancellationToken cancellation) =>
        store.DeleteAsync(Containers.Transient, run.Id, run.Id, run.ETag, cancellation);

    private async Task<IdempotentCall?> TakeOverAsync(IdempotentCall known, IdempotentCall fresh, CancellationToken cancellation) =>
        (await store.ReplaceAsync(Containers.Transient, fresh with { ETag = known.ETag }, cancellation)).Document;

    private static KeptAnswer Fitting(KeptAnswer answer) => answer.Body is { Length: > LargestBody } ? answer with { Body = null } : answer;

    private sealed record IdempotentCall : Document
    {
        public required string BodyHash { get; init; }

        public required DateTimeOffset RunsUntil { get; init; }

        /// <summary>The answer; null while it runs. Sealed, because answers hold what only the caller may see.</summary>
        public string? Sealed { get; init; }
    }
}
