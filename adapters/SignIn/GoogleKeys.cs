using Microsoft.IdentityModel.Tokens;

namespace Shortloop.Adapters.SignIn;

/// <summary>Google's public keys, kept as long as Google's answer allows.</summary>
internal sealed class GoogleKeys(SignInHttp http, GoogleOptions options, TimeProvider time)
{
    private static readonly TimeSpan UsualAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan OldestAge = TimeSpan.FromDays(1);

    private volatile Kept? _kept;

    public async Task<IEnumerable<SecurityKey>> GetAsync(CancellationToken cancellation) =>
        _kept is { } kept && kept.Until > time.GetUtcNow() ? kept.Keys : await FetchAsync(cancellation);

    public async Task<IEnumerable<SecurityKey>> FetchAsync(CancellationToken cancellation)
    {
        var reply = await http.SendAsync("keys", new HttpRequestMessage(HttpMethod.Get, SignInHttp.Join(options.ApiBase, "oauth2/v3/certs")), cancellation);
        if (!reply.IsSuccess)
            throw SignInErrors.Unavailable("Google", "Google's keys can't be had right now.", reply.RetryAfter);
        var age = reply.Headers.CacheControl?.MaxAge ?? UsualAge;
        var kept = new Kept(Read(reply.Text), time.GetUtcNow() + (age < OldestAge ? age : OldestAge));
        _kept = kept;
        return kept.Keys;
    }

    private static List<SecurityKey> Read(string json)
    {
        try
        {
            return [.. new JsonWebKeySet(json).GetSigningKeys()];
        }
        catch (ArgumentException broken)
        {
            throw SignInErrors.Unavailable("Google", "Google's keys could not be read.", inner: broken);
        }
    }

    private sealed record Kept(IReadOnlyList<SecurityKey> Keys, DateTimeOffset Until);
}
