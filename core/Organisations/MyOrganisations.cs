using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Organisations;

/// <summary>An organisation and the caller's role in it.</summary>
public sealed record MyOrganisation(Organisation Organisation, Role Role);

/// <summary>Making organisations and finding one's own.</summary>
public sealed class MyOrganisations(IDocumentStore store, Members members, TimeProvider clock)
{
    private const int MaxOwn = 50;

    private readonly AuditLog _audit = new(store, clock);

    public async Task<Outcome<MyOrganisation>> CreateAsync(Principal caller, string? name, CancellationToken cancellation)
    {
        if (CheckName(name) is { } problem)
            return problem;
        if ((await ListAsync(caller, cancellation)).Count >= MaxOwn)
            return new Problem(ProblemKind.Conflict, "too_many_organisations", $"You are in {MaxOwn} organisations already. Leave one first.");

        string id = Ids.New("org", clock);
        var organisation = new Organisation
        {
            Id = id,
            Partition = id,
            OrgId = id,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            Name = name!.Trim(),
        };
        // The pointer first: one that points nowhere is passed over, an organisation without one would be lost.
        await PointAsync(caller.UserId, id, cancellation);
        await _audit.AppendAsync(id, caller.UserId, "organisation_created", id, null, cancellation);
        await store.BatchAsync(
            Containers.Organisations, id,
            [new(BatchKind.Create, organisation), new(BatchKind.Create, members.New(id, caller.UserId, Role.Owner, caller.UserId))], cancellation);
        return new MyOrganisation(organisation, Role.Owner);
    }

    /// <summary>The personal one first, then by name.</summary>
    public async Task<IReadOnlyList<MyOrganisation>> ListAsync(Principal caller, CancellationToken cancellation)
    {
        var query = new DocumentQuery(caller.UserId, [new Condition("id", Comparison.Greater, "mof_"), new Condition("id", Comparison.Less, "mog")], Limit: 1000);
        IEnumerable<string> ids = (await store.QueryAsync<MemberOf>(Containers.Users, query, cancellation)).Items
            .Select(pointer => pointer.OrgId).Append(Organisation.PersonalIdOf(caller.UserId));
        List<MyOrganisation> mine = [];
        foreach (string id in ids)
            if (await members.FindAsync(caller.UserId, id, cancellation) is { } principal
                && await store.ReadAsync<Organisation>(Containers.Organisations, id, id, cancellation) is { } organisation)
                mine.Add(new MyOrganisation(organisation, principal.Role));
        return [.. mine.OrderByDescending(own => own.Organisation.Personal).ThenBy(own => own.Organisation.Name, StringComparer.Ordinal)];
    }

    /// <summary>The one the caller acts in.</summary>
    public Task<Organisation?> ReadAsync(Principal caller, CancellationToken cancellation) =>
        store.ReadAsync<Organisation>(Containers.Organisations, caller.OrgId, caller.OrgId, cancellation);

    /// <param name="etag">Of the version that the caller saw; null: any.</param>
    public async Task<Outcome<Organisation>> RenameAsync(Principal caller, string? name, string? etag, CancellationToken cancellation)
    {
        if (CheckName(name) is { } problem)
            return problem;
        if (await ReadAsync(caller, cancellation) is not { } organisation)
            return Problem.Missing("organisation");
        // Before anything is entered: a stale version, asked for again and again, must not fill the audit log.
        if (etag is not null && etag != organisation.ETag)
            return Problem.ChangedMeanwhile;
        return await _audit.EnterAndDoAsync<Organisation>(
            caller, caller.OrgId, "organisation_renamed", caller.OrgId, null,
            async () => (await store.ReplaceAsync(
                Containers.Organisations, organisation with { Name = name!.Trim() }, cancellation))
                .Document is { } renamed ? renamed : Problem.ChangedMeanwhile,
            cancellation);
    }

    internal Task PointAsync(string userId, string orgId, CancellationToken cancellation) => store.UpsertAsync(Containers.Users, new MemberOf
    {
        Id = MemberOf.IdOf(orgId),
        Partition = userId,
        OrgId = orgId,
        CreatedBy = userId,
        CreatedAt = clock.GetUtcNow(),
    }, cancellation);

    private static Problem? CheckName(string? name) => name?.Trim() is { Length: >= 1 and <= 100 } text && !text.Any(char.IsControl)
        ? null
        : Problem.InvalidField("name", "An organisation's name has 1 to 100 characters, without control characters.");
}
