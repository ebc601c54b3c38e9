using Microsoft.IdentityModel.Tokens;

namespace Shortloop.Adapters.SignIn;

/// <summary>The public keys that a provider publishes for its tokens, kept as long as its answer allows.</summary>
internal sealed class PublishedKeys(SignInHttp http, string provider, Uri address, TimeProvider time)
{
    private static readonly TimeSpan UsualAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan OldestAge = TimeSpan.FromDays(1);

    private volatile Kept? _kept;

    public async Task<IEnumerable<SecurityKey>> GetAsync(CancellationToken cancellation) =>
        _kept is { } kept && kept.Until > time.GetUtcNow() ? kept.Keys : await FetchAsync(cancellation);

    /// <returns>Null: they were fetched less than <paramref name="pause"/> ago, and asking again would bring the same.</returns>
    public async Task<IEnumerable<SecurityKey>?> FetchAgainAsync(TimeSpan pause, CancellationToken cancellation) =>
        _kept is { } kept && time.GetUtcNow() - kept.Since < pause ? null : await FetchAsync(cancellation);

    public async Task<IEnumerable<SecurityKey>> FetchAsync(CancellationToken cancellation)
    {
        var reply = await http.SendAsync("keys", new HttpRequestMessage(HttpMethod.Get, address), cancellation);
        if (!reply.IsSuccess)
            throw SignInErrors.Unavailable(provider, $"{provider}'s keys can't be had right now.", reply.RetryAfter);
        var age = reply.Headers.CacheControl?.MaxAge ?? UsualAge;
        var now = time.GetUtcNow();
        var kept = new Kept(Read(reply.Text), now, now + (age < OldestAge ? age : OldestAge));
        _kept = kept;
        return kept.Keys;
    }

    private List<SecurityKey> Read(string json)
    {
        try
        {
            return [.. new JsonWebKeySet(json).GetSigningKeys()];
        }
        catch (ArgumentException broken)
        {
            throw SignInErrors.Unavailable(provider, $"{provider}'s keys could not be read.", inner: broken);
        }
    }

    private sealed record Kept(IReadOnlyList<SecurityKey> Keys, DateTimeOffset Since, DateTimeOffset Until);
}
