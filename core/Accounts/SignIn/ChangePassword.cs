using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>A new password for who knows the old one. Every other session ends.</summary>
public sealed class ChangePassword(
    IDocumentStore store, Passwords passwords, OwnPassword own, Sessions sessions, AuditLog audit, AccountMails mails, MailOutbox outbox)
{
    private static readonly Problem NoPassword = new(
        ProblemKind.Conflict, "no_password", "Your account has no password yet. Verify an e-mail address, then ask for a password as if it were forgotten.");

    /// <returns>The envelope of the mail that is to be sent.</returns>
    public async Task<Outcome<string>> ExecuteAsync(Principal principal, string? old, string? next, Caller caller, CancellationToken cancellation)
    {
        if (principal.SessionId is not { } session)
            return SignInProblems.NeedsSession;
        if (await store.ReadAsync<User>(Containers.Users, principal.UserId, principal.UserId, cancellation) is not { } user)
            return SignInProblems.NoAccount;
        if (await own.FindAsync(user, cancellation) is not { } login)
            return NoPassword;
        if ((await own.CheckAsync(login, session, old, caller, cancellation) ?? Passwords.Check(next, user.Email)) is { } problem)
            return problem;

        Login changed = login with { PasswordHash = passwords.Hash(next!) };
        Outcome<Login> written = await audit.EnterAndDoAsync<Login>(
            principal, Organisation.PersonalIdOf(user.Id), "password_changed", login.Id, null,
            async () => (await store.ReplaceAsync(Containers.Logins, changed, cancellation)).Document is { } stored ? stored : Problem.ChangedMeanwhile,
            cancellation);
        if (written.Problem is { } meanwhile)
            return meanwhile;
        await sessions.EndAllAsync(user.Id, session, "password_changed", cancellation);
        return await outbox.PutAsync(mails.PasswordChanged(user.Email!, user.Language), cancellation);
    }
}
