using System.Collections.Concurrent;
using System.Globalization;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Compliance;

/// <summary>A version of the policy: once written it stays as it is. Partition: <see cref="Kind"/>.</summary>
public sealed record PolicyVersion : Document
{
    public const string Kind = "policies";

    public required int Version { get; init; }

    public required string Comment { get; init; }

    public required IReadOnlyList<PolicyRule> Rules { get; init; }

    /// <summary>All must come out as expected before the version may become active.</summary>
    public required IReadOnlyList<PolicyCase> Cases { get; init; }

    internal static string IdOf(int version) => string.Create(CultureInfo.InvariantCulture, $"pol_{version:D6}");
}

/// <summary>The policy's versions: written, tried against their cases, made active, and made active again. Version 1 comes with the product.</summary>
public sealed class PolicyVersions(IDocumentStore store, AuditLog audit, TimeProvider clock)
{
    private const string HeadId = "head";

    private static readonly Problem Unknown = Problem.Missing("version") with { Message = "There is no such version of the policy." };

    // Versions never change, so those that were compiled stay good on every instance.
    private readonly ConcurrentDictionary<int, PolicyRules> _compiled = new() { [1] = PolicyRules.BuiltIn };

    public async Task<int> ActiveAsync(CancellationToken cancellation) => (await HeadAsync(cancellation)).Active;

    /// <summary>The rules that judge now.</summary>
    public async Task<PolicyRules> RulesAsync(CancellationToken cancellation)
    {
        int active = await ActiveAsync(cancellation);
        if (_compiled.TryGetValue(active, out PolicyRules? known))
            return known;
        PolicyVersion version = await FindAsync(active, cancellation)
            ?? throw new PermanentException("policy_gone", $"Version {active} of the policy is active and is not there. Activate another.");
        return _compiled.GetOrAdd(active, _ => new PolicyRules(active, version.Rules));
    }

    public async Task<PolicyVersion?> FindAsync(int version, CancellationToken cancellation) =>
        version == 1 ? BuiltIn : await store.ReadAsync<PolicyVersion>(Containers.Settings, PolicyVersion.Kind, PolicyVersion.IdOf(version), cancellation);

    /// <summary>Newest first; the one that comes with the product is the last.</summary>
    public async Task<Page<PolicyVersion>> ListAsync(string? after, int limit, CancellationToken cancellation)
    {
        var query = new DocumentQuery(PolicyVersion.Kind, [new("id", Comparison.NotEqual, HeadId)], Descending: true, Limit: limit, Continuation: after);
        Page<PolicyVersion> page = await store.QueryAsync<PolicyVersion>(Containers.Settings, query, cancellation);
        return page.Next is null ? page with { Items = [.. page.Items, BuiltIn] } : page;
    }

    /// <summary>Keeps a new version; it judges nothing until it is activated.</summary>
    public async Task<Outcome<PolicyVersion>> AddAsync(
        Principal caller, string? comment, IReadOnlyList<PolicyRule>? rules, IReadOnlyList<PolicyCase>? cases, CancellationToken cancellation)
    {
        if (PolicyCheck.Find(comment, rules, cases) is { } problem)
            return problem;
        PolicyHead head = await HeadAsync(cancellation);
        var version = new PolicyVersion
        {
            Id = PolicyVersion.IdOf(head.Latest + 1),
            Partition = PolicyVersion.Kind,
            OrgId = AuditLog.Installation,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            Version = head.Latest + 1,
            Comment = comment!.Trim(),
            Rules = rules!,
            Cases = cases!,
        };
        return await audit.EnterAndDoAsync<PolicyVersion>(
            caller, AuditLog.Installation, "policy_added", version.Id, null,
            async () => await WriteAsync(head, head with { Latest = version.Version }, new(BatchKind.Create, version), cancellation) ? version : Problem.ChangedMeanwhile,
            cancellation);
    }

    /// <summary>Makes a version the one that judges, also an earlier one again. What was judged before keeps its verdict.</summary>
    public async Task<Outcome<PolicyVersion>> ActivateAsync(Principal caller, int number, CancellationToken cancellation)
    {
        if (await FindAsync(number, cancellation) is not { } version)
            return Unknown;
        if (PolicyCheck.FindFailed(version) is { } problem)
            return problem;
        PolicyHead head = await HeadAsync(cancellation);
        return head.Active == number ? version : await audit.EnterAndDoAsync<PolicyVersion>(
            caller, AuditLog.Installation, "policy_activated", version.Id, $"instead of {PolicyVersion.IdOf(head.Active)}",
            async () => await WriteAsync(head, head with { Active = number }, null, cancellation) ? version : Problem.ChangedMeanwhile,
            cancellation);
    }

    private async Task<bool> WriteAsync(PolicyHead read, PolicyHead next, BatchOperation? more, CancellationToken cancellation)
    {
        BatchOperation head = new(read.ETag is null ? BatchKind.Create : BatchKind.Replace, next);
        return await store.BatchAsync(Containers.Settings, PolicyVersion.Kind, more is null ? [head] : [head, more], cancellation) == WriteStatus.Written;
    }

    private async Task<PolicyHead> HeadAsync(CancellationToken cancellation) =>
        await store.ReadAsync<PolicyHead>(Containers.Settings, PolicyVersion.Kind, HeadId, cancellation) ?? new PolicyHead
        {
            Id = HeadId,
            Partition = PolicyVersion.Kind,
            OrgId = AuditLog.Installation,
            CreatedBy = "policy",
            CreatedAt = clock.GetUtcNow(),
        };

    private static PolicyVersion BuiltIn { get; } = new()
    {
        Id = PolicyVersion.IdOf(1),
        Partition = PolicyVersion.Kind,
        OrgId = AuditLog.Installation,
        CreatedBy = "shortloop",
        CreatedAt = default,
        Version = 1,
        Comment = "Comes with the product.",
        Rules = PolicyRules.BuiltIn.Rules,
        Cases = [],
    };

    private sealed record PolicyHead : Document
    {
        public int Active { get; init; } = 1;

        public int Latest { get; init; } = 1;
    }
}
