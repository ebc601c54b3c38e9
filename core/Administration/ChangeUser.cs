using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Administration;

/// <summary>
/// Closes and opens accounts, and appoints administrators. Nobody does it to themselves, so that an administrator always remains: whoever makes another
/// one less is one.
/// </summary>
public sealed class ChangeUser(IDocumentStore store, SystemAdmins admins, Sessions sessions, AuditLog audit)
{
    private static readonly Problem Own = new(
        ProblemKind.Conflict, "own_account", "You can't close your own account or change your own role. Ask another administrator.");

    private static readonly Problem Named = new(
        ProblemKind.Conflict, "admin_by_configuration", "The configuration names this address as an administrator (SHORTLOOP_ADMINS). Take it out there first.");

    private static readonly Problem LostRole = new(
        ProblemKind.Conflict, "no_longer_admin", "You were made less or closed at the same moment. Your change was taken back.");

    /// <param name="active">Null: as it is.</param>
    /// <param name="role">Null: as it is.</param>
    /// <param name="etag">The version that must still be there; null: any.</param>
    public async Task<Outcome<User>> ExecuteAsync(
        Principal caller, string userId, bool? active, UserRole? role, string? etag, CancellationToken cancellation)
    {
        if (await store.ReadAsync<User>(Containers.Users, userId, userId, cancellation) is not { } user)
            return Problem.Missing("user");
        if (etag is not null && etag != user.ETag)
            return Problem.ChangedMeanwhile;
        User next = user with { Active = active ?? user.Active, Role = role ?? user.Role };
        if (next != user && userId == caller.UserId)
            return Own;
        if (admins.IsNamed(user) && (!next.Active || next.Role != UserRole.Admin && user.Role == UserRole.Admin))
            return Named;

        foreach ((string action, string? detail) in Changes(user, next))
        {
            User present = user;
            Outcome<User> outcome = await audit.EnterAndDoAsync(
                caller, AuditLog.Installation, action, userId, detail, () => WriteAsync(caller, present, action, next, cancellation), cancellation);
            if (!outcome.Succeeded(out User? written, out Problem? problem))
                return problem;
            user = written;
        }

        // Also when it was closed before: a cut may have come before the end of its sessions, and they must not live again when it is opened.
        if (!user.Active)
            await sessions.EndAllAsync(userId, null, "account_closed", cancellation);
        return user;
    }

    private static IEnumerable<(string Action, string? Detail)> Changes(User user, User next)
    {
        if (user.Active != next.Active)
            yield return (next.Active ? "account_opened" : "account_closed", null);
        if (user.Role != next.Role)
            yield return ("system_role_changed", $"{Name(user.Role)} to {Name(next.Role)}");
    }

    private async Task<Outcome<User>> WriteAsync(Principal caller, User present, string action, User next, CancellationToken cancellation)
    {
        User changed = action == "system_role_changed" ? present with { Role = next.Role } : present with { Active = next.Active };
        WriteResult<User> written = await store.ReplaceAsync(Containers.Users, changed, cancellation);
        if (written.Document is not { } stored)
            return Problem.ChangedMeanwhile;
        // Two who make each other less at once: whoever finds that they no longer are what this takes, takes it back.
        if (!admins.Include(stored) && admins.Include(present) && !await admins.IncludeAsync(caller, cancellation))
        {
            await store.ReplaceAsync(Containers.Users, present with { ETag = stored.ETag }, cancellation);
            return LostRole;
        }

        return stored;
    }

    private static string Name(UserRole role) => role.ToString().ToLowerInvariant();
}
