using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Stripe;

/// <summary>The account at Stripe, and where Stripe is.</summary>
public sealed record StripeOptions
{
    /// <summary>Secret (<c>sk_…</c>) or restricted (<c>rk_…</c>) key. A restricted one must be allowed to write customers, Checkout sessions and
    /// portal sessions, and to read subscriptions, invoices, refunds and events.</summary>
    public required string ApiKey { get; init; }

    /// <summary>Signing secrets of the webhook endpoint (<c>whsec_…</c>); two while one is being replaced, for at most 24 h.</summary>
    public required IReadOnlyList<string> WebhookSecrets { get; init; }

    public Uri ApiBase { get; init; } = new("https://api.stripe.com/");

    /// <summary>For one try of one call; 1 s to 5 min.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries after the first one; 0 to 10.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Pause before the second try; doubles each time up to <see cref="LongestPause"/>, less up to a quarter by chance.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Nobody is kept waiting longer than this: if Stripe asks for more, the call fails and carries the wish along.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong with these options, each with what to do; empty when nothing is. Never holds a value of a key.</summary>
    public IReadOnlyList<string> Problems() => [.. Checks().Where(check => !check.Holds).Select(check => check.Otherwise)];

    /// <exception cref="ArgumentException">With all <see cref="Problems"/>.</exception>
    internal void ThrowIfInvalid()
    {
        if (Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems));
    }

    private IEnumerable<(bool Holds, string Otherwise)> Checks()
    {
        string[] prefixes = ["sk_test_", "sk_live_", "rk_test_", "rk_live_"];
        yield return (!ApiKey.StartsWith("pk_", StringComparison.Ordinal), "The Stripe API key is a publishable one (pk_…); the secret one (sk_… or rk_…) is needed.");
        yield return (ApiKey.StartsWith("pk_", StringComparison.Ordinal) || (prefixes.Any(p => IsToken(ApiKey, p))),
            "The Stripe API key must begin with sk_test_, sk_live_, rk_test_ or rk_live_ and hold no spaces; copy it from the dashboard's API keys.");
        yield return (WebhookSecrets.Count > 0 && WebhookSecrets.All(s => IsToken(s, "whsec_")),
            "At least one Stripe webhook secret is needed, each beginning with whsec_ and without spaces; copy it from the dashboard's webhook endpoint.");
        yield return (OptionRules.IsSafe(ApiBase),
            "Stripe's address must be https (http on this machine only).");
        yield return (!ApiKey.Contains("_live_", StringComparison.Ordinal) || (ApiBase.IsAbsoluteUri && !ApiBase.IsLoopback),
            "A live Stripe key must not be sent to a stand-in on this machine; use a test key.");
        yield return (CallTimeout >= TimeSpan.FromSeconds(1) && CallTimeout <= TimeSpan.FromMinutes(5), "Stripe's call timeout must be 1 s to 5 min.");
        yield return (Retries is >= 0 and <= 10, "Stripe's retries must be 0 to 10.");
        yield return (FirstPause >= TimeSpan.Zero && FirstPause <= LongestPause && LongestPause <= TimeSpan.FromMinutes(1),
            "Stripe's first pause must be 0 s up to the longest pause, and that at most 1 min.");
    }

    private static bool IsToken(string text, string prefix) =>
        text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.Ordinal) && OptionRules.IsWord(text);

    /// <summary>Records print their members; these must not be printed.</summary>
    public override string ToString() => $"Stripe at {ApiBase}";
}
