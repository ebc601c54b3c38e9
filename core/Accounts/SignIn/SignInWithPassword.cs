using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>E-mail and password for a session. No answer, by text, status or time, tells whether there is an account.</summary>
public sealed class SignInWithPassword(
    IDocumentStore store, Passwords passwords, OpenAccount accounts, SignInDamping damping, Arrivals arrivals)
{
    public async Task<Outcome<SignedIn>> ExecuteAsync(string? emailText, string? password, Caller caller, CancellationToken cancellation)
    {
        if (EmailAddress.Normalise(emailText) is not { } email)
            return Problem.InvalidField("email", "Give the e-mail address of your account.");
        if (await damping.BeginAsync(email, caller, cancellation) is { } wait)
            return SignInProblems.Wait(wait);

        string loginId = Login.IdOfEmail(email);
        Login? login = await store.ReadAsync<Login>(Containers.Logins, loginId, loginId, cancellation);
        PasswordCheck check = passwords.Verify(login?.PasswordHash, password);
        if (login is null || check == PasswordCheck.Wrong)
            return SignInProblems.WrongPassword;

        // Made here only if a crash came between the claim of the address and the account.
        User user = await store.ReadAsync<User>(Containers.Users, login.UserId, login.UserId, cancellation)
            ?? await accounts.EnsureAsync(login, new NewPerson(email, email[..email.IndexOf('@', StringComparison.Ordinal)], "en", "Etc/UTC"), cancellation);
        // A login of another address than the user's own is what a change of it has left behind.
        if (!user.Active || user.Email != email)
            return SignInProblems.WrongPassword;
        if (check == PasswordCheck.RightAndOutdated)
            await store.ReplaceAsync(Containers.Logins, login with { PasswordHash = passwords.Hash(password!) }, cancellation);
        await damping.SucceededAsync(email, caller, cancellation);
        return await arrivals.EnterAsync(user, caller, cancellation);
    }
}
