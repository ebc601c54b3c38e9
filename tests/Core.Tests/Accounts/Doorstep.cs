using System.Security.Cryptography;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Administration;
using Shortloop.Core.Billing;
using Shortloop.Core.Billing.Limits;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
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
        Work = new CountingStore(_bench.Store);
        Passwords = new Passwords(Hasher);
        var secrets = new SecretBox(new Dictionary<int, byte[]> { [1] = RandomNumberGenerator.GetBytes(32) });
        Outbox = new MailOutbox(Store, Inbox, secrets, Clock);
        Audit = new AuditLog(Store, Clock);
        Members = new Members(Store, Clock);
        Sessions = new Sessions(Store, new PlainTokens(), Members, Audit, Clock);
        Limits = new MailLimits(Store, Clock);
        var mails = new AccountMails(new PublicAddress(new Uri("https://app.example/")));
        var mailed = new MailedTokens(Store, Clock);
        var accounts = OpenAccount;
        var damping = new SignInDamping(Store, Clock);
        var arrivals = new Arrivals(Store, Sessions, new KnownPlaces(Store, new Notifier(Store, _bench.Events, _bench.Due, Clock), Clock), Clock);
        var own = new OwnPassword(Store, Passwords, damping);
        Register = new Register(Store, Passwords, mailed, mails, Limits, Outbox, accounts, damping, arrivals);
        SignIn = new SignInWithPassword(Store, Passwords, accounts, damping, arrivals);
        Reset = new ResetPassword(Store, Passwords, mailed, mails, Limits, Outbox, Sessions, Audit);
        Providers = new ProviderSignIn(
            Store, [GitHub, Discord], secrets, new ProviderAccounts(Store, accounts), arrivals, Sessions, Audit, mails, Outbox, Clock);
        Logins = new MyLogins(Store, Audit);
        NewPassword = new ChangePassword(Store, Passwords, own, Sessions, Audit, mails, Outbox);
        NewEmail = new ChangeEmail(Store, own, mailed, mails, Limits, Outbox, Audit);
    }

    public OpenAccount OpenAccount => new(Store, new SignUpBonus(Store, Credits, PriceList.Default, Clock), new Flags(Store, new AuditLog(Store, Clock), Clock), Clock);

    public Credits Credits => new(Store, Clock);

    public TierLimits TierLimits => new(Store, new Entitlements(Store, PriceList.Default, Clock));

    public static Caller Browser { get; } = new("192.0.2.1", "Firefox on Linux");

    public Workbench Bench => _bench;

    public ManualClock Clock => _bench.Clock;

    public IDocumentStore Store => Work;

    /// <summary>What has been asked of the store.</summary>
    public CountingStore Work { get; }

    public CountingHasher Hasher { get; } = new();

    public RememberingMail Inbox { get; } = new();

    public Passwords Passwords { get; }

    public MailOutbox Outbox { get; }

    public Sessions Sessions { get; }

    public Register Register { get; }

    public SignInWithPassword SignIn { get; }

    public ResetPassword Reset { get; }

    public AuditLog Audit { get; }

    public Members Members { get; }

    public MailLimits Limits { get; }

    public PlayedProvider GitHub { get; } = new("github");

    public PlayedProvider Discord { get; } = new("discord");

    public ProviderSignIn Providers { get; }

    public MyLogins Logins { get; }

    public ChangePassword NewPassword { get; }

    public ChangeEmail NewEmail { get; }

    public async Task<SignedIn> SignedUpAsync(string email = Email, string password = Password)
    {
        string token = await LinkAsync(await Register.BeginAsync(new Registration(email, password, "Mara", "en", "Europe/Berlin"), Browser, default));
        return Must(await Register.FinishAsync(token, password, Browser, default));
    }

    /// <summary>Sends what was put into the outbox, and takes the token from the link; "" if the mail has none, null if nothing was sent.</summary>
    public async Task<string> LinkAsync(Outcome<string> envelope)
    {
        int before = Inbox.Sent.Count;
        await Outbox.SendAsync(Must(envelope), default);
        return Inbox.Sent.Count == before ? "" : Inbox.Sent[^1].Text.Split('#') is [_, var rest] ? rest.Split('\n')[0] : "";
    }

    public static Principal PrincipalOf(SignedIn signed) => new(signed.UserId, signed.OrgId, Role.Owner) { SessionId = signed.SessionId };

    /// <summary>To the provider and back, in one browser.</summary>
    public async Task<Outcome<ProviderArrival>> ThroughAsync(PlayedProvider provider, SignInProfile profile, Principal? linkTo = null, Caller? caller = null)
    {
        ProviderStart start = Must(await Providers.BeginAsync(provider.Name, Request, linkTo, default));
        ProviderReturn back = (await Providers.TakeAsync(provider.Name, PlayedProvider.StateOf(start), start.BrowserSecret, default))!;
        return await Providers.FinishAsync(back, provider.Consent(profile), caller ?? Browser, default);
    }

    public static ProviderRequest Request { get; } = new(new Uri("https://app.example/callback"), "/videos", "es", "Europe/Madrid");

    public async Task<User> UserAsync(string userId) => (await Store.ReadAsync<User>(Containers.Users, userId, userId, default))!;

    /// <summary>Oldest first, of the person's own organisation.</summary>
    public async Task<IReadOnlyList<string>> AuditedAsync(string userId) =>
        [.. (await Audit.ListAsync(Organisation.PersonalIdOf(userId), null, 100, default)).Items.Select(entry => entry.Action).Reverse()];

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

    public int Hashed { get; private set; }

    public string Kind { get; set; } = "v1";

    public string Hash(string password)
    {
        Hashed++;
        return Digest(password);
    }

    private string Digest(string password) => $"{Kind}:{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(password)))}";

    public PasswordCheck Verify(string hash, string password)
    {
        Verified++;
        string[] parts = hash.Split(':');
        return Digest(password).Split(':')[1] != parts[1] ? PasswordCheck.Wrong : parts[0] == Kind ? PasswordCheck.Right : PasswordCheck.RightAndOutdated;
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

/// <summary>A provider that believes whatever a test says; codes are good once.</summary>
internal sealed class PlayedProvider(string name) : ISignInProvider
{
    private readonly Dictionary<string, SignInProfile> _codes = [];

    public string Name => name;

    public SignInRequest? Asked { get; private set; }

    public Uri CreateAuthorizeUrl(SignInRequest request)
    {
        Asked = request;
        return new Uri($"https://{name}.example/authorize?state={request.State}");
    }

    public static string StateOf(ProviderStart start) => start.AuthorizeUrl.Query.Split('=')[1];

    public string Consent(SignInProfile profile)
    {
        string code = Guid.NewGuid().ToString();
        lock (_codes)
            _codes.Add(code, profile);
        return code;
    }

    public Task<SignInProfile> FinishAsync(string code, SignInRequest request, CancellationToken cancellation)
    {
        lock (_codes)
            return _codes.Remove(code, out SignInProfile? profile)
                ? Task.FromResult(profile)
                : throw new PermanentException("sign_in_refused", "The code is wrong.");
    }
}
