using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Administration;

/// <summary>The first system administrator, made by whoever has the installation's files: there is nobody yet who could allow it.</summary>
public sealed class AppointAdmin(IDocumentStore store, FindUsers users, AuditLog audit)
{
    /// <summary>Who acts at the terminal has no account.</summary>
    public const string Terminal = "terminal";

    /// <returns>The user, and whether they have become one now.</returns>
    public async Task<Outcome<(User User, bool Changed)>> ExecuteAsync(string? emailText, CancellationToken cancellation)
    {
        if (EmailAddress.Normalise(emailText) is not { } email)
            return Problem.InvalidField("email", $"'{emailText}' is not an e-mail address.");
        if (await users.ByEmailAsync(email, cancellation) is not { } user)
            return new Problem(ProblemKind.NotFound, "account_unknown", "There is no account with this address. Sign up first, and open the link in the mail.");
        if (!user.Active)
            return new Problem(ProblemKind.Conflict, "account_closed", "An administrator has closed this account.");
        if (user.Role == UserRole.Admin)
            return (user, false);

        await audit.AppendAsync(AuditLog.Installation, Terminal, "system_role_changed", user.Id, "user to admin", cancellation);
        WriteResult<User> written = await store.PatchAsync<User>(
            Containers.Users, user.Id, user.Id, [new PatchOperation(PatchKind.Set, "role", UserRole.Admin)], null, cancellation);
        return written.Document is { } admin ? (admin, true) : Problem.ChangedMeanwhile;
    }
}
