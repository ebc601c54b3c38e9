using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>What the page asks for when it sends somebody to a provider.</summary>
/// <param name="RedirectUri">Our callback, as registered at the provider.</param>
/// <param name="ReturnTo">Where in our page to go on; the caller has checked that it is ours.</param>
/// <param name="Language">For a new account.</param>
/// <param name="TimeZone">For a new account.</param>
public sealed record ProviderRequest(Uri RedirectUri, string ReturnTo, string? Language = null, string? TimeZone = null);

/// <param name="AttemptId">Names the browser's secret among those of other attempts.</param>
/// <param name="BrowserSecret">Only the browser that brings it back is let in.</param>
public sealed record ProviderStart(Uri AuthorizeUrl, string AttemptId, string BrowserSecret);

/// <summary>An attempt whose browser has come back; it is used up.</summary>
public sealed record ProviderReturn(SignInAttempt Attempt, SignInRequest Request);

/// <param name="Signed">Null: the login was added to an account, whose session goes on.</param>
/// <param name="Envelope">A mail that is to be sent.</param>
public sealed record ProviderArrival(SignedIn? Signed, string? Envelope);

/// <summary>
/// One way to a provider and back. Partition: its own id, a hash of the state. What the exchange of the code needs is sealed; of what the browser keeps
/// there is only a hash.
/// </summary>
public sealed record SignInAttempt : Document
{
    public required string Provider { get; init; }

    public required string BrowserHash { get; init; }

    public required string SealedSecrets { get; init; }

    public required ProviderRequest Request { get; init; }

    /// <summary>The session whose account gets the login; null: somebody signs in.</summary>
    public string? LinkSessionId { get; init; }

    public static string IdOf(string state) => Ids.Derived("sia", state);
}

/// <summary>Signing in, and adding a way to sign in, by the code flow of OAuth 2 with state, PKCE and nonce.</summary>
public sealed class ProviderSignIn(
    IDocumentStore store, IEnumerable<ISignInProvider> providers, SecretBox secrets, ProviderAccounts accounts, Arrivals arrivals, Sessions sessions, AuditLog audit,
    AccountMails mails, MailOutbox outbox, TimeProvider clock)
{
    private static readonly TimeSpan AttemptLife = TimeSpan.FromMinutes(10);

    private static readonly Problem SignedOut = new(ProblemKind.Unauthorized, "session_ended", "You were signed out meanwhile. Sign in and start again.");

    /// <summary>Those that this installation is registered with.</summary>
    public IReadOnlyList<string> Names => [.. providers.Select(provider => provider.Name)];

    /// <param name="linkTo">Whose account gets the login; null: somebody signs in.</param>
    public async Task<Outcome<ProviderStart>> BeginAsync(string name, ProviderRequest request, Principal? linkTo, CancellationToken cancellation)
    {
        if (Find(name) is not { } provider)
            return Unknown();
        if (linkTo is { SessionId: null })
            return SignInProblems.NeedsSession;
        if (PersonRules.Check(null, request.Language, request.TimeZone) is { } problem)
            return problem;
        (string state, string browser) = (Random(24), Random(32));
        string id = SignInAttempt.IdOf(state);
        var hidden = new Hidden(Random(48), Random(16));
        await store.CreateAsync(Containers.Transient, new SignInAttempt
        {
            Id = id,
            Partition = id,
            OrgId = "none",
            CreatedBy = linkTo?.UserId ?? "none",
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = (int)AttemptLife.TotalSeconds,
            Provider = name,
            BrowserHash = Hash(browser),
            SealedSecrets = secrets.Seal(JsonSerializer.Serialize(hidden), id),
            Request = request,
            LinkSessionId = linkTo?.SessionId,
        }, cancellation);
        return new ProviderStart(provider.CreateAuthorizeUrl(new SignInRequest(state, hidden.Verifier, hidden.Nonce, request.RedirectUri)), id, browser);
    }

    /// <returns>Null: never begun, begun in another browser, at another provider, used already, or too old.</returns>
    public async Task<ProviderReturn?> TakeAsync(string name, string state, string? browserSecret, CancellationToken cancellation)
    {
        string id = SignInAttempt.IdOf(state);
        if (browserSecret is not { Length: > 0 and <= 100 }
            || await store.ReadAsync<SignInAttempt>(Containers.Transient, id, id, cancellation) is not { } attempt
            || attempt.Provider != name || !Same(attempt.BrowserHash, Hash(browserSecret))
            // A state is good once, also when two callbacks race.
            || await store.DeleteAsync(Containers.Transient, id, id, attempt.ETag, cancellation) != WriteStatus.Written)
            return null;
        Hidden hidden = JsonSerializer.Deserialize<Hidden>(secrets.Open(attempt.SealedSecrets, id))!;
        return new ProviderReturn(attempt, new SignInRequest(state, hidden.Verifier, hidden.Nonce, attempt.Request.RedirectUri));
    }

    /// <exception cref="WorkException">The provider's: see <see cref="ISignInProvider.FinishAsync"/>.</exception>
    public async Task<Outcome<ProviderArrival>> FinishAsync(ProviderReturn back, string code, Caller caller, CancellationToken cancellation)
    {
        if (Find(back.Attempt.Provider) is not { } provider)
            return Unknown();
        SignInProfile profile = await provider.FinishAsync(code, back.Request, cancellation);
        var identity = new ProviderIdentity(
            provider.Name, provider.Name, profile.Subject, profile.EmailVerified ? profile.Email : null,
            new NewPerson(null, profile.Name ?? "", back.Attempt.Request.Language ?? "en", back.Attempt.Request.TimeZone ?? "Etc/UTC", profile.Avatar));
        if (back.Attempt.LinkSessionId is { } sessionId)
            return await LinkAsync(identity, back.Attempt.CreatedBy, sessionId, cancellation);

        Outcome<User> outcome = await accounts.FindOrOpenAsync(identity, cancellation);
        return outcome.Succeeded(out User? user, out Problem? problem)
            ? new ProviderArrival(await arrivals.EnterAsync(user, caller, cancellation), null)
            : problem;
    }

    private async Task<Outcome<ProviderArrival>> LinkAsync(ProviderIdentity identity, string userId, string sessionId, CancellationToken cancellation)
    {
        if (!await sessions.IsLiveAsync(userId, sessionId, cancellation)
            || await store.ReadAsync<User>(Containers.Users, userId, userId, cancellation) is not { Active: true } user)
            return SignedOut;
        Outcome<Login> linked = await audit.EnterAndDoAsync(
            new Principal(userId, user.OrgId, Role.Owner), Organisation.PersonalIdOf(userId), "sign_in_method_linked", identity.LoginId, identity.Kind,
            () => accounts.LinkAsync(identity, user, cancellation), cancellation);
        if (linked.Problem is { } problem)
            return problem;
        return new ProviderArrival(null, await outbox.PutAsync(
            user.Email is { } email ? mails.MethodAdded(email, user.Language, identity.Kind) : null, cancellation));
    }

    private ISignInProvider? Find(string name) => providers.FirstOrDefault(provider => provider.Name == name);

    private Problem Unknown() => new(
        ProblemKind.NotFound, "provider_unknown",
        Names.Count == 0 ? "Nobody signs in through a provider here. Sign in with e-mail and password." : $"Nobody signs in that way here. Providers: {string.Join(", ", Names)}.");

    private static string Random(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    private static string Hash(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));

    private sealed record Hidden(string Verifier, string Nonce);
}
