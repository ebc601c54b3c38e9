using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>
/// A new address, and with it the password login, in two steps: it is an account's own only once its mail has been read by somebody who is signed in to
/// the account. So nobody ends up with another's account under their address by opening a link, and a reset of the password by the old address, which
/// ends every session, ends this too.
/// </summary>
public sealed class ChangeEmail(
    IDocumentStore store, OwnPassword own, MailedTokens mailed, AccountMails mails, MailLimits limits, MailOutbox outbox, AuditLog audit)
{
    private const string Purpose = "email";

    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    private static readonly Problem BadLink = new(
        ProblemKind.Invalid, "link_expired", "This link has been used, is more than a day old, or belongs to another account. Ask for the change again.");

    private static readonly Problem Taken = new(
        ProblemKind.Conflict, "account_exists", "There is an account with this address already. Choose another address.");

    /// <param name="password">Not asked for where there is none yet.</param>
    /// <returns>The envelopes of the mails that are to be sent.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> BeginAsync(
        Principal principal, string? emailText, string? password, Caller caller, CancellationToken cancellation)
    {
        if (EmailAddress.Normalise(emailText) is not { } email)
            return Problem.InvalidField("email", "Give an e-mail address, such as you@example.com.");
        if (principal.SessionId is not { } session)
            return SignInProblems.NeedsSession;
        if (await store.ReadAsync<User>(Containers.Users, principal.UserId, principal.UserId, cancellation) is not { } user)
            return SignInProblems.NoAccount;
        if (user.Email == email)
            return Problem.InvalidField("email", "This is your address already.");
        if (await own.FindAsync(user, cancellation) is { } login
            && await own.CheckAsync(login, session, password, caller, cancellation) is { } problem)
            return problem;

        string token = await mailed.IssueAsync(Purpose, new MailedFacts(email, user.Id, FormerEmail: user.Email), LinkLife, cancellation);
        bool known = await ReadAsync(email, cancellation) is { } taken && taken.UserId != user.Id;
        Mail toNew = known ? mails.AlreadyThere(email, user.Language) : mails.ConfirmEmail(email, user.Language, token);
        bool allowed = await limits.TakeAsync(email, user.Id, cancellation);
        Mail? toOld = user.Email is { } old && await limits.TakeAsync(old, null, cancellation) ? mails.EmailChanging(old, user.Language) : null;
        return (string[])[await outbox.PutAsync(allowed ? toNew : null, cancellation), await outbox.PutAsync(toOld, cancellation)];
    }

    /// <summary>Every step can be done again, and the link is used up last: who was cut off opens it once more.</summary>
    public async Task<Outcome<User>> FinishAsync(Principal principal, string? token, CancellationToken cancellation)
    {
        if (principal.SessionId is null)
            return SignInProblems.NeedsSession;
        if (await mailed.LookAsync(Purpose, token, cancellation) is not { } facts || facts.UserId != principal.UserId
            || await store.ReadAsync<User>(Containers.Users, principal.UserId, principal.UserId, cancellation) is not { } user
            || (user.Email != facts.FormerEmail && user.Email != facts.Email))
            return BadLink;

        Outcome<User> outcome = await audit.EnterAndDoAsync(
            principal, Organisation.PersonalIdOf(user.Id), "email_changed", Login.IdOfEmail(facts.Email), null,
            () => MoveAsync(user, facts, cancellation), cancellation);
        if (outcome.Problem is null)
            await mailed.UseAsync(Purpose, token, cancellation);
        return outcome;
    }

    private async Task<Outcome<User>> MoveAsync(User user, MailedFacts facts, CancellationToken cancellation)
    {
        // Once given up, the old address may be somebody else's.
        Login? former = facts.FormerEmail is { } old && await ReadAsync(old, cancellation) is { } found && found.UserId == user.Id ? found : null;
        if (await TakeAsync(facts.Email, user, former?.PasswordHash, cancellation) is { } problem)
            return problem;
        WriteResult<User> moved = await store.ReplaceAsync(Containers.Users, user with { Email = facts.Email }, cancellation);
        if (moved.Document is not { } stored)
            return Problem.ChangedMeanwhile;
        if (former is not null && former.Id != Login.IdOfEmail(facts.Email))
            await store.DeleteAsync(Containers.Logins, former.Id, former.Id, null, cancellation);
        return stored;
    }

    /// <summary>The login of the new address, with the password of the old one.</summary>
    private async Task<Problem?> TakeAsync(string email, User user, string? passwordHash, CancellationToken cancellation)
    {
        string id = Login.IdOfEmail(email);
        var login = new Login
        {
            Id = id,
            Partition = id,
            OrgId = user.OrgId,
            CreatedBy = user.Id,
            CreatedAt = user.CreatedAt,
            Kind = Login.Password,
            UserId = user.Id,
            PasswordHash = passwordHash,
        };
        if ((await store.CreateAsync(Containers.Logins, login, cancellation)).Status == WriteStatus.Written)
            return null;
        if (await ReadAsync(email, cancellation) is not { } present || present.UserId != user.Id)
            return Taken;
        // Left by a try before: the password may have been changed since.
        return passwordHash is null
            || (await store.ReplaceAsync(Containers.Logins, present with { PasswordHash = passwordHash }, cancellation)).Status == WriteStatus.Written
            ? null
            : Problem.ChangedMeanwhile;
    }

    private Task<Login?> ReadAsync(string email, CancellationToken cancellation)
    {
        string id = Login.IdOfEmail(email);
        return store.ReadAsync<Login>(Containers.Logins, id, id, cancellation);
    }
}
