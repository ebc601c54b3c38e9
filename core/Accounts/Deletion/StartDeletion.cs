using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Deletion;

/// <summary>What somebody shows to have their account deleted.</summary>
/// <param name="Password">Of accounts that have one.</param>
/// <param name="Confirm">Of accounts without: their e-mail address, or the name where there is none.</param>
public sealed record DeletionRequest(string? Password, string? Confirm);

/// <summary>
/// Orders the deletion of a user or of an organisation. It begins at once: whoever asks has proven who they are a moment ago, and a time of grace
/// would keep what they want gone, in a state of its own on every route.
/// </summary>
public sealed class StartDeletion(
    IDocumentStore store, OwnPassword ownPassword, OwnOrganisations own, Members members, AuditLog audit, TimeProvider clock)
{
    public const string Stop = "stop";
    public const string Organisations = "organisations";
    public const string Person = "person";

    /// <summary>How long somebody can still ask how it went.</summary>
    private static readonly TimeSpan Receipt = TimeSpan.FromDays(30);

    private static readonly TimeSpan FreshSignIn = TimeSpan.FromMinutes(10);

    private static readonly Problem NoAccount = new(
        ProblemKind.Conflict, "no_account", "There are no accounts on this machine. To delete everything, stop Shortloop and remove its data folder.");

    private static readonly Problem OwnAccount = new(
        ProblemKind.Conflict, "own_account", "This is your own account. Delete it on your account page.");

    private static readonly Problem SignInAgain = new(
        ProblemKind.Forbidden, "sign_in_again", "Sign out and in again, and then delete your account within ten minutes: this is how we know that it is you.");

    /// <returns>The job; the caller starts <see cref="Stories.Delete"/> with its id.</returns>
    public async Task<Outcome<Job>> OfUserAsync(Principal caller, DeletionRequest request, Caller from, CancellationToken cancellation)
    {
        if (await store.ReadAsync<User>(Containers.Users, caller.UserId, caller.UserId, cancellation) is not { } user)
            return NoAccount;
        return await CheckAsync(caller, user, request, from, cancellation) is { } doubt ? doubt : await DeleteAsync(caller, user.Id, cancellation);
    }

    /// <summary>By who operates the installation.</summary>
    public async Task<Outcome<Job>> OfOtherUserAsync(Principal admin, string userId, CancellationToken cancellation) =>
        userId == admin.UserId ? OwnAccount
        : await store.ReadAsync<User>(Containers.Users, userId, userId, cancellation) is null ? Problem.Missing("user")
        : await DeleteAsync(admin, userId, cancellation);

    private async Task<Outcome<Job>> DeleteAsync(Principal actor, string userId, CancellationToken cancellation)
    {
        IReadOnlyList<OwnOrganisation> organisations = await own.ListAsync(userId, cancellation);
        OwnOrganisation[] stranded = [.. organisations.Where(o => o is { OnlyOwner: true, Alone: false })];
        if (stranded.Length > 0)
            return new Problem(
                ProblemKind.Conflict, "organisations_need_owner", "There are organisations with other members and no other owner. Make somebody else owner there, or delete them first.",
                stranded.ToDictionary(o => o.Id, o => o.Name));
        foreach (OwnOrganisation shared in organisations.Where(o => !o.Alone))
            if (await LeaveAsync(userId, shared.Id, cancellation) is { } problem)
                return problem;
        return await BeginAsync(actor, userId, [.. organisations.Where(o => o.Alone).Select(o => o.Id)], cancellation);
    }

    /// <param name="confirm">The organisation's name, typed.</param>
    public async Task<Outcome<Job>> OfOrganisationAsync(Principal caller, string? confirm, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Organisation>(Containers.Organisations, caller.OrgId, caller.OrgId, cancellation) is not { } organisation)
            return Problem.Missing("organisation");
        if (organisation.Personal)
            return new Problem(ProblemKind.Conflict, "organisation_personal", "Your personal organisation goes with your account. Delete that instead.");
        if (confirm?.Trim() != organisation.Name)
            return Problem.InvalidField("confirm", "Type the organisation's name as it is, to confirm that everything in it is to be deleted.");
        return await BeginAsync(caller, null, [organisation.Id], cancellation);
    }

    private async Task<Problem?> CheckAsync(Principal caller, User user, DeletionRequest request, Caller from, CancellationToken cancellation)
    {
        if (await ownPassword.FindAsync(user, cancellation) is { } login)
            return await ownPassword.CheckAsync(login, caller.SessionId ?? user.Id, request.Password, from, cancellation);
        if (request.Confirm?.Trim() is not { } typed || (user.Email is null ? typed != user.Name : EmailAddress.Normalise(typed) != user.Email))
            return Problem.InvalidField("confirm", "Type your e-mail address (or your name, if your account has no address), to confirm that it is to be deleted.");
        Session? session = caller.SessionId is { } id ? await store.ReadAsync<Session>(Containers.Sessions, user.Id, id, cancellation) : null;
        return session is not null && clock.GetUtcNow() - session.CreatedAt <= FreshSignIn ? null : SignInAgain;
    }

    // By the rule that an owner remains: of two who leave at once, one is refused.
    private async Task<Problem?> LeaveAsync(string userId, string orgId, CancellationToken cancellation) =>
        await members.FindAsync(userId, orgId, cancellation) is { } there
            ? (await members.RemoveAsync(there, userId, null, cancellation)).Problem
            : null;

    private async Task<Job> BeginAsync(Principal actor, string? userId, IReadOnlyList<string> organisationIds, CancellationToken cancellation)
    {
        string id = Ids.New("del", clock);
        DateTimeOffset now = clock.GetUtcNow();
        foreach (string orgId in organisationIds)
            await audit.AppendAsync(orgId, actor.UserId, "organisation_deleted", orgId, id, cancellation);
        Job job = (await store.CreateAsync(Containers.Jobs, new Job
        {
            Id = id,
            Partition = id,
            OrgId = id,
            CreatedBy = "deletion",
            CreatedAt = now,
            TtlSeconds = (int)Receipt.TotalSeconds,
            Kind = JobKind.Delete,
            Status = JobStatus.Running,
            Stations = [.. ((string[])[Stop, Organisations, .. userId is null ? (string[])[] : [Person]]).Select(name => new Station(name, StationStatus.Waiting))],
            EstimatedCompletion = now + TimeSpan.FromMinutes(1),
        }, cancellation)).Document!;
        await store.CreateAsync(Containers.Deletions, new Deletion
        {
            Id = id,
            Partition = id,
            OrgId = id,
            CreatedBy = "deletion",
            CreatedAt = now,
            UserId = userId,
            OrganisationIds = organisationIds,
        }, cancellation);
        return job;
    }
}
