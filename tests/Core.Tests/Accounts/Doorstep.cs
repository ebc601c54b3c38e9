using System.Security.Cryptography;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Billing;
using Shortloop.Core.Billing.Limits;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Accounts;

/// <summary>Everything that signing in is made of, on the real store. Hashes are quick here and tokens are plain; both have their own tests.</summary>
internal sealed class Doorstep : IDisposable
{
    public const string Email = "mara@example.com";
    public const string Password = "four words not together";

    private readonly Workbench _bench = new();

    public Doorstep()
    {
        Passwords = new Passwords(Hasher);
        Outbox = new MailOutbox(Store, Inbox, new SecretBox(new Dictionary<int, byte[]> { [1] = RandomNumberGenerator.GetBytes(32) }), Clock);
        Sessions = new Sessions(Store, new PlainTokens(), Clock);
        var mails = new AccountMails(new PublicAddress(new Uri("https://app.example/")));
        var mailed = new MailedTokens(Store, Clock);
        var accounts = OpenAccount;
        var damping = new SignInDamping(Store, Clock);
        Register = new Register(Store, Passwords, mailed, mails, Outbox, accounts, Sessions, damping, Clock);
        SignIn = new SignInWithPassword(Store, Passwords, accounts, Sessions, damping, Clock);
        Reset = new ResetPassword(Store, Passwords, mailed, mails, Outbox, Sessions);
    }

    public OpenAccount OpenAccount => new(Store, new SignUpBonus(Store, Credits, PriceList.Default, Clock), Clock);

    public Credits Credits => new(Store, Clock);

    public TierLimits Limits => new(Store, new Entitlements(Store, PriceList.Default, Clock));

    public Members Members => new(Store, Clock);

    public static Caller Browser { get; } = new("192.0.2.1", "Firefox on Linux");

    public ManualClock Clock => _bench.Clock;

    public IDocumentStore Store => _bench.Store;

    public CountingHasher Hasher { get; } = new();

    public RememberingMail Inbox { get; } = new();

    public Passwords Passwords { get; }

    public MailOutbox Outbox { get; }

    public Sessions Sessions { get; }

    public Register Register { get; }

    public SignInWithPassword SignIn { get; }

    public ResetPassword Reset { get; }

    public async Task<SignedIn> SignedUpAsync(string email = Email, string password = Password)
    {
        string token = await LinkAsync(await Register.BeginAsync(new Registration(email, password, "Mara", "en", "Europe/Berlin"), default));
        return Must(await Register.FinishAsync(token, password, Browser, default));
    }

    /// <summary>Sends what was put into the outbox, and takes the token from the link; "" if the mail has none, null if nothing was sent.</summary>
    public async Task<string> LinkAsync(Outcome<string> envelope)
    {
        int before = Inbox.Sent.Count;
        await Outbox.SendAsync(Must(envelope), default);
        return Inbox.Sent.Count == before ? "" : Inbox.Sent[^1].Text.Split('#') is [_, var rest] ? rest.Split('\n')[0] : "";
    }

    public static T Must<T>(Outcome<T> outcome) =>
        outcome.Succeeded(out T? value, out Problem? problem) ? value : throw new InvalidOperationException($"{problem.Code}: {problem.Message}");

    public void Dispose() => _bench.Dispose();

    private sealed class PlainTokens : IAccessTokens
    {
        public string Issue(AccessClaims claims, DateTimeOffset expiresAt) => $"{claims.UserId} {claims.SessionId} {claims.OrgId}";

        public AccessClaims? Read(string token) => null;
    }
}

internal sealed class CountingHasher : IPasswordHasher
{
    public int Verified { get; private set; }

    public string Kind { get; set; } = "v1";

    public string Hash(string password) => $"{Kind}:{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(password)))}";

    public PasswordCheck Verify(string hash, string password)
    {
        Verified++;
        string[] parts = hash.Split(':');
        return Hash(password).Split(':')[1] != parts[1] ? PasswordCheck.Wrong : parts[0] == Kind ? PasswordCheck.Right : PasswordCheck.RightAndOutdated;
    }
}

internal sealed class RememberingMail : IMail
{
    public List<Mail> Sent { get; } = [];

    public Task SendAsync(Mail mail, CancellationToken cancellation)
    {
        Sent.Add(mail);
        return Task.CompletedTask;
    }
}
