using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>A new password by a link in a mail. Asking tells nobody whether there is an account; a new password ends every session.</summary>
public sealed class ResetPassword(
    IDocumentStore store, Passwords passwords, MailedTokens mailed, AccountMails mails, MailLimits limits, MailOutbox outbox, Sessions sessions, AuditLog audit)
{
    private const string Purpose = "reset";

    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(1);

    private static readonly Problem BadLink = new(
        ProblemKind.Invalid, "link_expired", "This link has been used or is more than an hour old. Ask for a new one.");

    /// <returns>The envelope of the mail that is to be sent.</returns>
    public async Task<Outcome<string>> BeginAsync(string? emailText, Caller caller, CancellationToken cancellation)
    {
        if (EmailAddress.Normalise(emailText) is not { } email)
            return Problem.InvalidField("email", "Give the e-mail address of your account.");
        string loginId = Login.IdOfEmail(email);
        Login? login = await store.ReadAsync<Login>(Containers.Logins, loginId, loginId, cancellation);
        // Issued in either case: the time it takes must not tell. One for nobody is never sent.
        string token = await mailed.IssueAsync(Purpose, new MailedFacts(email, login?.UserId), LinkLife, cancellation);
        string userId = login?.UserId ?? loginId;
        User? user = await store.ReadAsync<User>(Containers.Users, userId, userId, cancellation);
        // A login of another address than the user's own is what a change of it has left behind.
        bool known = login is not null && (user is null || user.Email == email);
        bool allowed = await limits.TakeAsync(email, caller.Network, cancellation);
        return await outbox.PutAsync(known && allowed ? mails.Reset(email, user?.Language ?? "en", token) : null, cancellation);
    }

    public async Task<Problem?> FinishAsync(string? token, string? password, CancellationToken cancellation)
    {
        if (await mailed.LookAsync(Purpose, token, cancellation) is not { UserId: { } userId } facts)
            return BadLink;
        if (Passwords.Check(password, facts.Email) is { } problem)
            return problem;
        if (await mailed.UseAsync(Purpose, token, cancellation) is null)
            return BadLink;

        string loginId = Login.IdOfEmail(facts.Email);
        await audit.AppendAsync(Organisation.PersonalIdOf(userId), userId, "password_reset", loginId, null, cancellation);
        await store.PatchAsync<Login>(
            Containers.Logins, loginId, loginId, [new(PatchKind.Set, "passwordHash", passwords.Hash(password!))], null, cancellation);
        await sessions.EndAllAsync(userId, null, "password_changed", cancellation);
        return null;
    }
}
