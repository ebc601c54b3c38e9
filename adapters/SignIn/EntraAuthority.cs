using Shortloop.Core;

namespace Shortloop.Adapters.SignIn;

/// <summary>What the authority says of itself.</summary>
internal sealed record KnownAuthority(string Issuer, PublishedKeys Keys, DateTimeOffset Until);

/// <summary>OpenID Connect Discovery: who the issuer is and where its keys are, asked for once a day.</summary>
internal sealed class EntraAuthority(SignInHttp http, EntraOptions options, TimeProvider time)
{
    private const string Provider = "Entra";

    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    private volatile KnownAuthority? _known;

    public async Task<KnownAuthority> GetAsync(CancellationToken cancellation)
    {
        if (_known is { } known && known.Until > time.GetUtcNow())
            return known;
        var page = SignInHttp.Join(options.Authority, ".well-known/openid-configuration");
        var document = http.Expect<DiscoveryDocument>(
            "discovery", await http.SendAsync("discovery", new HttpRequestMessage(HttpMethod.Get, page), cancellation));
        // A place holder in the issuer stands for any tenant.
        if (document.Issuer is not { Length: > 0 } issuer || issuer.Contains('{', StringComparison.Ordinal)
            || !Uri.TryCreate(document.JwksUri, UriKind.Absolute, out var keys) || (keys.Scheme != Uri.UriSchemeHttps && !keys.IsLoopback))
            throw new PermanentException(
                "sign_in_misconfigured", "The configured authority does not describe one tenant with its keys. An operator has to check SHORTLOOP_ENTRA_AUTHORITY.");
        var fresh = new KnownAuthority(issuer, new PublishedKeys(http, Provider, keys, time), time.GetUtcNow() + Age);
        _known = fresh;
        return fresh;
    }
}
