using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>Who somebody else says a person is.</summary>
/// <param name="Kind">The provider's name, as people know it.</param>
/// <param name="Authority">Within which <paramref name="Subject"/> is unique: the provider's name, or the issuer of its tokens.</param>
/// <param name="VerifiedEmail">Null unless the authority vouches that the person owns it today.</param>
public sealed record ProviderIdentity(string Kind, string Authority, string Subject, string? VerifiedEmail, NewPerson Person)
{
    public string LoginId => Login.IdOfProvider(Authority, Subject);
}

/// <summary>
/// The accounts behind providers' subjects. A subject is all that is matched by: an address only keeps a second account from being opened for it, and
/// never opens the account that has it.
/// </summary>
public sealed class ProviderAccounts(IDocumentStore store, OpenAccount accounts)
{
    private static readonly Problem EmailHasAccount = new(
        ProblemKind.Conflict, "email_has_account",
        "There is an account with this e-mail address already. Sign in to it as before, then add this way to sign in under your account.");

    private static readonly Problem Closed = new(ProblemKind.Forbidden, "account_closed", "This account has been closed. Ask whoever runs this installation.");

    private static readonly Problem OfOther = new(
        ProblemKind.Conflict, "login_of_other", "This already signs in to another account. Remove it there first, or choose another one.");

    /// <summary>The user of the identity; at the first sign-in an account is opened.</summary>
    public async Task<Outcome<User>> FindOrOpenAsync(ProviderIdentity identity, CancellationToken cancellation)
    {
        (Login? login, User? user) = await FindAsync(identity.LoginId, cancellation);
        if (user is not null)
            return user.Active ? user : Closed;
        string? email = EmailAddress.Normalise(identity.VerifiedEmail);
        if (email is not null && await EmailLoginAsync(email, cancellation) is { } taken && taken.UserId != login?.UserId)
            return EmailHasAccount;

        if (login is null && !await accounts.IsOpenAsync(cancellation))
            return SignInProblems.RegistrationClosed;
        login ??= await accounts.ClaimAsync(identity.LoginId, identity.Kind, null, cancellation);
        bool own = email is not null && await accounts.ClaimEmailAsync(email, login.UserId, cancellation);
        return await accounts.EnsureAsync(login, identity.Person with { Email = own ? email : null, Name = NameOf(identity.Person) }, cancellation);
    }

    /// <summary>Makes the identity one more way to sign in to an account that is there.</summary>
    public async Task<Outcome<Login>> LinkAsync(ProviderIdentity identity, User user, CancellationToken cancellation)
    {
        (Login? login, User? owner) = await FindAsync(identity.LoginId, cancellation);
        if (login is not null && owner is null && login.UserId != user.Id)
            await store.DeleteAsync(Containers.Logins, login.Id, login.Id, login.ETag, cancellation);
        Login present = await accounts.AddAsync(identity.LoginId, identity.Kind, user.Id, cancellation);
        return present.UserId == user.Id ? present : OfOther;
    }

    /// <returns>The login if it is of use, and its user if there is one yet.</returns>
    private async Task<(Login? Login, User? User)> FindAsync(string loginId, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Login>(Containers.Logins, loginId, loginId, cancellation) is not { } login)
            return (null, null);
        if (await store.ReadAsync<User>(Containers.Users, login.UserId, login.UserId, cancellation) is not { } user)
            return (login, null);
        if (await store.ReadAsync<LoginOf>(Containers.Users, user.Id, LoginOf.IdOf(loginId), cancellation) is not null)
            return (login, user);
        // It was removed from the account, and a crash left this of it.
        await store.DeleteAsync(Containers.Logins, loginId, loginId, login.ETag, cancellation);
        return (null, null);
    }

    private Task<Login?> EmailLoginAsync(string email, CancellationToken cancellation)
    {
        string id = Login.IdOfEmail(email);
        return store.ReadAsync<Login>(Containers.Logins, id, id, cancellation);
    }

    // Providers let people call themselves what they like; here a name has its rules.
    private static string NameOf(NewPerson person)
    {
        string name = string.Concat(person.Name.Where(c => !char.IsControl(c))).Trim();
        return name.Length switch { 0 => "You", > 100 => name[..100].Trim(), _ => name };
    }
}
