using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Shortloop.Adapters.KeyVault;

/// <summary>The secret whose versions are the keys, and how often it is looked at.</summary>
public sealed partial record KeyVaultOptions
{
    /// <summary><c>https://{vault}.vault.azure.net/</c>.</summary>
    public required Uri Vault { get; init; }

    /// <summary>Its versions are keys of 32 bytes in Base64, each with the tag <see cref="KeyVaultKeyRing.NumberTag"/>.</summary>
    public string Secret { get; init; } = "token-key";

    /// <summary>Needs to list, read, set and update secrets (Key Vault Secrets Officer). Null: DefaultAzureCredential.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>How requests leave; null: the SDK's own way.</summary>
    public HttpPipelineTransport? Transport { get; init; }

    /// <summary>Before the first repetition of what was throttled; doubles. What the service itself asks for goes before.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How old what is known may be before it is read again, beside the work.</summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A new key opens at once and seals after so long, which must be longer than <see cref="RefreshEvery"/>: by then every instance knows it.</summary>
    public TimeSpan SealsAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a request waits for keys that are read anew; then it goes on with those at hand, or fails.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks for a key that is not at hand.</summary>
    public TimeSpan LookPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong with these options, each with what to do; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (!Vault.IsAbsoluteUri || Vault.Scheme != Uri.UriSchemeHttps)
            problems.Add("The vault's address must begin with https, such as https://NAME.vault.azure.net/.");
        if (!SecretName().IsMatch(Secret))
            problems.Add("The secret's name is 1 to 127 letters, digits and dashes, such as token-key.");
        if (RefreshEvery <= TimeSpan.Zero || SealsAfter <= RefreshEvery || FirstDelay < TimeSpan.Zero || LookPause < TimeSpan.Zero || LongestWait < TimeSpan.Zero)
            problems.Add("A key must seal later than it is met: the span before it seals must be longer than that between two readings, and both longer than nothing.");
        return problems;
    }

    [GeneratedRegex(@"\A[0-9A-Za-z-]{1,127}\z")]
    private static partial Regex SecretName();
}
