using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations;

/// <summary>
/// Something that changed money, access, tokens or approvals, or that a model decided. Partition: the organisation. Ids only: who is behind an id can
/// be forgotten without breaking the chain.
/// </summary>
/// <param name="Action">snake_case verb and noun, such as <c>role_changed</c>.</param>
/// <param name="Target">The id of what it was done to.</param>
/// <param name="Detail">What changed, in ids and words of ours, never in people's.</param>
public sealed record AuditEntry(long Sequence, string Action, string Target, string? Detail, string FormerHash, string Hash) : Document
{
    /// <summary>What <see cref="Hash"/> must be for what the entry says now.</summary>
    [JsonIgnore]
    public string ExpectedHash => HashOf(Sequence, CreatedBy, CreatedAt, Action, Target, Detail, FormerHash);

    // Every part with its length: no two entries read alike.
    internal static string HashOf(long sequence, string actor, DateTimeOffset at, string action, string target, string? detail, string former)
    {
        string[] parts = [sequence.ToString(CultureInfo.InvariantCulture), actor, at.UtcTicks.ToString(CultureInfo.InvariantCulture), action, target, detail ?? "", former];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"{part.Length}:{part}")))));
    }
}

/// <summary>What a check of the chain found.</summary>
/// <param name="Entries">How many were looked at.</param>
/// <param name="BrokenAt">The sequence of the first that is missing or was changed; null: all are as they were written.</param>
/// <param name="Head">The hash that the chain ends with, to be kept elsewhere and compared; null: it is broken.</param>
public sealed record AuditVerdict(long Entries, long? BrokenAt, string? Head);

/// <summary>
/// Append-only and tamper-evident: each entry holds the hash of the one before, and the head the hash of the last. Whoever changes or removes one has
/// to write all later ones anew and the head too; keep the head's hash elsewhere, and that shows as well.
/// </summary>
public sealed class AuditLog(IDocumentStore store, TimeProvider clock)
{
    /// <summary>The chain of what concerns no organisation, such as who operates the installation.</summary>
    public const string Installation = "org_installation";

    private const int Patience = 500;

    // The head and the marks lie beside them.
    private static readonly Condition IsEntry = new("action", Comparison.NotEqual, null);

    public Task<AuditEntry> AppendAsync(Principal actor, string action, string target, string? detail, CancellationToken cancellation) =>
        AppendAsync(actor.OrgId, actor.UserId, action, target, detail, cancellation);

    public async Task<AuditEntry> AppendAsync(
        string orgId, string actorId, string action, string target, string? detail, CancellationToken cancellation) =>
        (await WriteAsync(orgId, actorId, action, target, detail, null, cancellation))!;

    /// <summary>For steps that may run again: the same action on the same target for the same cause is entered once.</summary>
    /// <param name="cause">What makes this time another than the last: the number of a try, a version.</param>
    public Task AppendOnceAsync(
        string orgId, string actorId, string action, string target, string cause, string? detail, CancellationToken cancellation) =>
        WriteAsync(orgId, actorId, action, target, detail, Ids.Derived("once", action, target, cause), cancellation);

    /// <param name="onceId">Of the mark that goes in with the entry; null: none.</param>
    /// <returns>Null: it was entered before.</returns>
    private async Task<AuditEntry?> WriteAsync(
        string orgId, string actorId, string action, string target, string? detail, string? onceId, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            AuditHead head = await HeadAsync(orgId, cancellation);
            if (onceId is not null && await store.ReadAsync<Once>(Containers.Audit, orgId, onceId, cancellation) is not null)
                return null;
            AuditEntry entry = Next(head, actorId, action, target, detail);
            AuditHead moved = head with { Sequence = entry.Sequence, Hash = entry.Hash };
            List<BatchOperation> batch = [new(head.ETag is null ? BatchKind.Create : BatchKind.Replace, moved), new(BatchKind.Create, entry)];
            if (onceId is not null)
                batch.Add(new(BatchKind.Create, new Once { Id = onceId, Partition = orgId, OrgId = orgId, CreatedBy = actorId, CreatedAt = entry.CreatedAt }));
            if (await store.BatchAsync(Containers.Audit, orgId, batch, cancellation) == WriteStatus.Written)
                return entry;
        }

        throw new TransientException("audit_busy", "The audit log of this organisation is being written too often. Try again.");
    }

    /// <summary>
    /// Enters what a person does, then does it: nothing is done that isn't entered. What is not done in the end, because somebody was faster, gets a second
    /// entry <c>not_done</c> that names the first; after a crash the first stands alone, and the thing itself shows whether it was done.
    /// </summary>
    /// <param name="change">Everything that can be refused beforehand has been.</param>
    public async Task<Outcome<T>> EnterAndDoAsync<T>(
        Principal actor, string orgId, string action, string target, string? detail, Func<Task<Outcome<T>>> change, CancellationToken cancellation)
    {
        AuditEntry entry = await AppendAsync(orgId, actor.UserId, action, target, detail, cancellation);
        Outcome<T> outcome = await change();
        if (outcome.Problem is { } problem)
            await AppendAsync(orgId, actor.UserId, "not_done", entry.Id, problem.Code, cancellation);
        return outcome;
    }

    /// <summary>Newest first.</summary>
    /// <param name="action">Only these; null: all.</param>
    public Task<Page<AuditEntry>> ListAsync(string orgId, string? after, int limit, CancellationToken cancellation, string? action = null) =>
        store.QueryAsync<AuditEntry>(
            Containers.Audit,
            new DocumentQuery(orgId, [action is null ? IsEntry : new("action", Comparison.Equal, action)], OrderBy: "sequence", Descending: true, Limit: limit, Continuation: after),
            cancellation);

    /// <summary>All of them, oldest first, read as they are asked for.</summary>
    public async IAsyncEnumerable<AuditEntry> ReadAllAsync(string orgId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            Page<AuditEntry> page = await store.QueryAsync<AuditEntry>(
                Containers.Audit, new DocumentQuery(orgId, [IsEntry], OrderBy: "sequence", Limit: 1000, Continuation: next), cancellation);
            foreach (AuditEntry entry in page.Items)
                yield return entry;
            next = page.Next;
        }
        while (next is not null);
    }

    public async Task<AuditVerdict> VerifyAsync(string orgId, CancellationToken cancellation)
    {
        AuditHead head = await HeadAsync(orgId, cancellation);
        (long expected, string former) = (0, AuditHead.Beginning);
        await foreach (AuditEntry entry in ReadAllAsync(orgId, cancellation))
        {
            expected++;
            if (entry.Sequence != expected || entry.FormerHash != former || entry.Hash != entry.ExpectedHash)
                return new AuditVerdict(expected, expected, null);
            former = entry.Hash;
        }

        return expected == head.Sequence && former == head.Hash
            ? new AuditVerdict(expected, null, former)
            : new AuditVerdict(expected, expected + 1, null);
    }

    /// <summary>Whose chains there are. One whose head was taken away is found by its entries.</summary>
    public async IAsyncEnumerable<string> ListChainsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        HashSet<string> seen = [];
        foreach (Condition mark in (Condition[])[new("id", Comparison.Equal, AuditHead.TheId), new("sequence", Comparison.LessOrEqual, 2)])
        {
            string? next = null;
            do
            {
                Page<AuditHead> page = await store.QueryAsync<AuditHead>(
                    Containers.Audit, new DocumentQuery(null, [mark], Limit: 1000, Continuation: next), cancellation);
                foreach (AuditHead head in page.Items.Where(found => seen.Add(found.Partition)))
                    yield return head.Partition;
                next = page.Next;
            }
            while (next is not null);
        }
    }

    private AuditEntry Next(AuditHead head, string actorId, string action, string target, string? detail)
    {
        long sequence = head.Sequence + 1;
        // To the millisecond: what is hashed is what every store gives back.
        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        string hash = AuditEntry.HashOf(sequence, actorId, now, action, target, detail, head.Hash);
        return new AuditEntry(sequence, action, target, detail, head.Hash, hash)
        {
            Id = $"aud_{sequence:D12}",
            Partition = head.OrgId,
            OrgId = head.OrgId,
            CreatedBy = actorId,
            CreatedAt = now,
        };
    }

    private async Task<AuditHead> HeadAsync(string orgId, CancellationToken cancellation) =>
        await store.ReadAsync<AuditHead>(Containers.Audit, orgId, AuditHead.TheId, cancellation) ?? new AuditHead
        {
            Id = AuditHead.TheId,
            Partition = orgId,
            OrgId = orgId,
            CreatedBy = "audit",
            CreatedAt = clock.GetUtcNow(),
        };

    private sealed record Once : Document;

    private sealed record AuditHead : Document
    {
        public const string TheId = "head";
        public const string Beginning = "";

        public long Sequence { get; init; }

        public string Hash { get; init; } = Beginning;
    }
}
