using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Billing.Limits;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Organisations;

/// <summary>Asking somebody in by mail. The link alone is not enough: it is taken by the account whose verified address was asked.</summary>
public sealed class Invitations(
    IDocumentStore store, Members members, MyOrganisations organisations, AccountMails mails, MailLimits limits, MailOutbox outbox, TierLimits tier, TimeProvider clock)
{
    // Far above the largest tier that counts its members.
    private const int MostOpen = 1000;

    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    private readonly AuditLog _audit = new(store, clock);

    private static readonly Problem BadLink = new(
        ProblemKind.Invalid, "invitation_expired", "This invitation has been used, withdrawn, or is more than a week old. Ask for a new one.");

    private static readonly Problem OtherAddress = new(
        ProblemKind.Forbidden, "invitation_of_other", "This invitation went to another address. Sign in with the account of that address.");

    /// <returns>The envelope of the mail that is to be sent.</returns>
    public async Task<Outcome<string>> InviteAsync(Principal caller, string? emailText, Role role, CancellationToken cancellation)
    {
        if (EmailAddress.Normalise(emailText) is not { } email)
            return Problem.InvalidField("email", "Give the e-mail address of the person to invite.");
        if (role > caller.Role)
            return new Problem(ProblemKind.Forbidden, "above_your_role", "You can't invite to a role above your own.");
        Organisation? organisation = await store.ReadAsync<Organisation>(Containers.Organisations, caller.OrgId, caller.OrgId, cancellation);
        if (organisation is null or { Personal: true })
            return new Problem(ProblemKind.Conflict, "organisation_personal", "A personal organisation is for one. Make an organisation for your team first.");

        string id = Invitation.IdOf(email);
        int others = (await ListAsync(caller, null, MostOpen, cancellation)).Items.Count(open => open.Id != id);
        if (await tier.MembersAsync(caller.OrgId, await members.CountAsync(caller.OrgId, cancellation) + others + 1, cancellation) is { } full)
            return full;

        // Quietly none, as for everybody; the link that was mailed before stays good.
        if (!await limits.TakeAsync(email, caller.OrgId, cancellation))
            return await outbox.PutAsync(null, cancellation);
        string secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await _audit.AppendAsync(caller, "member_invited", Invitation.IdOf(email), role.ToString().ToLowerInvariant(), cancellation);
        await store.UpsertAsync(Containers.Organisations, new Invitation
        {
            Id = id,
            Partition = caller.OrgId,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = (int)Life.TotalSeconds,
            Email = email,
            Role = role,
            SecretHash = Hash(secret),
            ExpiresAt = clock.GetUtcNow() + Life,
        }, cancellation);
        return await outbox.PutAsync(mails.Invite(email, "en", organisation.Name, $"{caller.OrgId}.{secret}"), cancellation);
    }

    public Task<Page<Invitation>> ListAsync(Principal caller, string? after, int limit, CancellationToken cancellation) => store.QueryAsync<Invitation>(
        Containers.Organisations,
        new DocumentQuery(
            caller.OrgId, [new Condition("id", Comparison.Greater, "inv_"), new Condition("id", Comparison.Less, "inw")], Limit: limit, Continuation: after),
        cancellation);

    /// <returns>Whether there was one to withdraw.</returns>
    public async Task<bool> WithdrawAsync(Principal caller, string invitationId, CancellationToken cancellation)
    {
        if (!invitationId.StartsWith("inv_", StringComparison.Ordinal)
            || await store.ReadAsync<Invitation>(Containers.Organisations, caller.OrgId, invitationId, cancellation) is null)
            return false;
        await _audit.AppendAsync(caller, "invitation_withdrawn", invitationId, null, cancellation);
        return await store.DeleteAsync(Containers.Organisations, caller.OrgId, invitationId, null, cancellation) == WriteStatus.Written;
    }

    public async Task<Outcome<MyOrganisation>> AcceptAsync(Principal caller, string? token, CancellationToken cancellation)
    {
        if (token?.Split('.') is not [var orgId, { Length: > 0 and <= 100 } secret] || !Ids.IsWellFormed(orgId)
            || await store.ReadAsync<User>(Containers.Users, caller.UserId, caller.UserId, cancellation) is not { } user)
            return BadLink;
        Invitation? invitation = await FindAsync(orgId, secret, cancellation);
        if (invitation is null)
            return BadLink;
        if (invitation.Email != user.Email)
            return OtherAddress;
        if (await store.ReadAsync<Organisation>(Containers.Organisations, orgId, orgId, cancellation) is null or { DeletedAt: not null })
            return BadLink;

        // The membership before the end of the invitation: a cut in between leaves a link that changes nothing.
        await organisations.PointAsync(user.Id, orgId, cancellation);
        Outcome<Membership> joined = await _audit.EnterAndDoAsync(
            caller, orgId, "member_joined", user.Id, $"{invitation.Role.ToString().ToLowerInvariant()}, invited by {invitation.CreatedBy}",
            () => members.AddAsync(
                orgId, user.Id, invitation.Role, invitation.CreatedBy, count => tier.MembersAsync(orgId, count, cancellation), cancellation), cancellation);
        if (!joined.Succeeded(out Membership? membership, out Problem? problem))
            return problem;
        await store.DeleteAsync(Containers.Organisations, orgId, invitation.Id, invitation.ETag, cancellation);
        Organisation organisation = (await store.ReadAsync<Organisation>(Containers.Organisations, orgId, orgId, cancellation))!;
        return new MyOrganisation(organisation, membership.Role);
    }

    private async Task<Invitation?> FindAsync(string orgId, string secret, CancellationToken cancellation)
    {
        var query = new DocumentQuery(orgId, [new Condition("secretHash", Comparison.Equal, Hash(secret))], Limit: 1);
        return (await store.QueryAsync<Invitation>(Containers.Organisations, query, cancellation)).Items is [var invitation]
            && invitation.ExpiresAt > clock.GetUtcNow()
            ? invitation
            : null;
    }

    private static string Hash(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
