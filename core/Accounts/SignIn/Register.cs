using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>What somebody fills in to sign up.</summary>
public sealed record Registration(string? Email, string? Password, string? Name, string? Language, string? TimeZone);

/// <summary>
/// Sign-up in two steps, so that an account exists only once its address is proven. Nobody learns here which addresses have accounts: the answer
/// is the same, the mail differs. The link alone doesn't open the account, the password typed at sign-up is asked for again: else whoever signs up
/// with somebody else's address would have that person open an account under a foreign password.
/// </summary>
public sealed class Register(
    IDocumentStore store, Passwords passwords, MailedTokens mailed, AccountMails mails, MailLimits limits, MailOutbox outbox, OpenAccount accounts,
    SignInDamping damping, Arrivals arrivals)
{
    private const string Purpose = "verify";

    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    private static readonly Problem BadLink = new(
        ProblemKind.Invalid, "link_expired", "This link has been used or is more than a day old. Sign up again to get a new one.");

    /// <returns>The envelope of the mail that is to be sent.</returns>
    public async Task<Outcome<string>> BeginAsync(Registration form, Caller caller, CancellationToken cancellation)
    {
        if (EmailAddress.Normalise(form.Email) is not { } email)
            return Problem.InvalidField("email", "Give an e-mail address, such as you@example.com.");
        if ((Passwords.Check(form.Password, email) ?? PersonRules.Check(form.Name, form.Language, form.TimeZone)) is { } problem)
            return problem;
        if (!await accounts.IsOpenAsync(cancellation))
            return SignInProblems.RegistrationClosed;

        // Hashed in either case: the time it takes must not tell.
        string hash = passwords.Hash(form.Password!);
        var person = new NewPersonFacts(form.Name?.Trim() is { Length: > 0 } name ? name : email[..email.IndexOf('@', StringComparison.Ordinal)],
            form.Language ?? "en", form.TimeZone ?? "Etc/UTC");
        string token = await mailed.IssueAsync(Purpose, new MailedFacts(email, null, hash, person), LinkLife, cancellation);
        string loginId = Login.IdOfEmail(email);
        bool known = await store.ReadAsync<Login>(Containers.Logins, loginId, loginId, cancellation) is not null;
        Mail mail = known ? mails.AlreadyThere(email, person.Language) : mails.Verify(email, person.Language, token);
        return await outbox.PutAsync(await limits.TakeAsync(email, caller.Network, cancellation) ? mail : null, cancellation);
    }

    public async Task<Outcome<SignedIn>> FinishAsync(string? token, string? password, Caller caller, CancellationToken cancellation)
    {
        if (await mailed.LookAsync(Purpose, token, cancellation) is not { Person: { } person } facts)
            return BadLink;
        if (await damping.BeginAsync(facts.Email, caller, cancellation) is { } wait)
            return SignInProblems.Wait(wait);
        if (passwords.Verify(facts.PasswordHash, password) == PasswordCheck.Wrong)
            return SignInProblems.WrongPassword;
        if (await mailed.UseAsync(Purpose, token, cancellation) is null)
            return BadLink;

        string loginId = Login.IdOfEmail(facts.Email);
        Login login = await accounts.ClaimAsync(loginId, Login.Password, facts.PasswordHash, cancellation);
        if (login.PasswordHash != facts.PasswordHash)
            return new Problem(ProblemKind.Conflict, "account_exists", "There is an account with this address already. Sign in, or reset its password.");
        User user = await accounts.EnsureAsync(login, new NewPerson(facts.Email, person.Name, person.Language, person.TimeZone), cancellation);
        await damping.SucceededAsync(facts.Email, caller, cancellation);
        return await arrivals.EnterAsync(user, caller, cancellation);
    }
}
