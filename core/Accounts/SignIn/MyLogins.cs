using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>One of a person's ways to sign in.</summary>
/// <param name="Kind"><c>password</c>, or the provider's name.</param>
public sealed record MyLogin(string Id, string Kind, DateTimeOffset AddedAt);

/// <summary>A person's own ways to sign in. One always remains.</summary>
public sealed class MyLogins(IDocumentStore store, AuditLog audit)
{
    private static readonly Problem Missing = new(ProblemKind.NotFound, "not_found", "You don't sign in with this; it may have been removed already.");

    private static readonly Problem Last = new(
        ProblemKind.Conflict, "last_login", "This is your last way to sign in. Add another one, or set a password, then remove it.");

    private static readonly Problem PasswordStays = new(
        ProblemKind.Conflict, "password_stays", "A password can be changed, and not removed.");

    public async Task<IReadOnlyList<MyLogin>> ListAsync(Principal caller, CancellationToken cancellation)
    {
        User? user = await store.ReadAsync<User>(Containers.Users, caller.UserId, caller.UserId, cancellation);
        return user is null ? [] : await OfAsync(user, cancellation);
    }

    public async Task<Problem?> RemoveAsync(Principal caller, string loginId, CancellationToken cancellation)
    {
        if (caller.SessionId is null)
            return SignInProblems.NeedsSession;
        // The user before the list: whoever removes another one at the same time changes it.
        if (await store.ReadAsync<User>(Containers.Users, caller.UserId, caller.UserId, cancellation) is not { } user)
            return Missing;
        IReadOnlyList<MyLogin> all = await OfAsync(user, cancellation);
        if (all.FirstOrDefault(login => login.Id == loginId) is not { } present)
            return Missing;
        if (present.Kind == Login.Password)
            return PasswordStays;
        if (all.Count == 1)
            return Last;
        return (await audit.EnterAndDoAsync(
            caller, Organisation.PersonalIdOf(user.Id), "sign_in_method_removed", loginId, present.Kind,
            () => TakeOffAsync(user, present, cancellation), cancellation)).Problem;
    }

    private async Task<Outcome<MyLogin>> TakeOffAsync(User user, MyLogin login, CancellationToken cancellation)
    {
        if (await store.ReadAsync<LoginOf>(Containers.Users, user.Id, LoginOf.IdOf(login.Id), cancellation) is not { } pointer
            || await store.BatchAsync(
                Containers.Users, user.Id, [new(BatchKind.Replace, user), new(BatchKind.Delete, pointer)], cancellation) != WriteStatus.Written)
            return Problem.ChangedMeanwhile;
        // From here on it signs in to nothing, also if a crash leaves it behind.
        await store.DeleteAsync(Containers.Logins, login.Id, login.Id, null, cancellation);
        return login;
    }

    private async Task<IReadOnlyList<MyLogin>> OfAsync(User user, CancellationToken cancellation)
    {
        List<MyLogin> logins = [];
        if (user.Email is { } email && await ReadAsync(Login.IdOfEmail(email), cancellation) is { PasswordHash: not null } password)
            logins.Add(new MyLogin(password.Id, password.Kind, password.CreatedAt));
        var query = new DocumentQuery(user.Id, [new Condition("id", Comparison.Greater, "lgo_"), new Condition("id", Comparison.Less, "lgp")]);
        foreach (LoginOf pointer in (await store.QueryAsync<LoginOf>(Containers.Users, query, cancellation)).Items)
            if (await ReadAsync(pointer.LoginId, cancellation) is { } login && login.UserId == user.Id)
                logins.Add(new MyLogin(login.Id, login.Kind, login.CreatedAt));
        return logins;
    }

    private Task<Login?> ReadAsync(string id, CancellationToken cancellation) => store.ReadAsync<Login>(Containers.Logins, id, id, cancellation);
}
