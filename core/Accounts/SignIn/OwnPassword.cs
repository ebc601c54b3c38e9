using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>
/// Asks a signed-in person for their password once more, before something that a stolen session must not be enough for. Tries are counted by session:
/// whoever guesses with a stolen one makes the owner wait for nothing.
/// </summary>
public sealed class OwnPassword(IDocumentStore store, Passwords passwords, SignInDamping damping)
{
    private static readonly Problem Wrong = Problem.InvalidField("password", "This is not your password.");

    /// <summary>The user's password login; null if they have none.</summary>
    public async Task<Login?> FindAsync(User user, CancellationToken cancellation)
    {
        if (user.Email is not { } email)
            return null;
        string id = Login.IdOfEmail(email);
        return await store.ReadAsync<Login>(Containers.Logins, id, id, cancellation) is { PasswordHash: not null } login ? login : null;
    }

    /// <returns>Null: it is the right one.</returns>
    public async Task<Problem?> CheckAsync(Login login, string sessionId, string? password, Caller caller, CancellationToken cancellation)
    {
        if (await damping.BeginAsync(sessionId, caller, cancellation) is { } wait)
            return SignInProblems.Wait(wait);
        if (passwords.Verify(login.PasswordHash, password) == PasswordCheck.Wrong)
            return Wrong;
        await damping.SucceededAsync(sessionId, caller, cancellation);
        return null;
    }
}
