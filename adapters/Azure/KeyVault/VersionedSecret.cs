using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace Shortloop.Adapters.KeyVault;

/// <summary>The secret in the vault: its versions as numbered keys.</summary>
internal sealed class VersionedSecret
{
    private readonly SecretClient _client;
    private readonly Uri _vault;
    private readonly string _name;

    public VersionedSecret(KeyVaultOptions options)
    {
        var sdk = new SecretClientOptions
        {
            Retry = { MaxRetries = 3, Delay = options.FirstDelay, Mode = RetryMode.Exponential, NetworkTimeout = TimeSpan.FromSeconds(10) },
        };
        if (options.Transport is { } transport)
            sdk.Transport = transport;
        _client = new SecretClient(options.Vault, options.Credential ?? new DefaultAzureCredential(), sdk);
        (_vault, _name) = (options.Vault, options.Secret);
    }

    /// <param name="known">What was read before: a version never changes, so it is not read again.</param>
    /// <returns>The enabled ones, oldest first.</returns>
    public Task<IReadOnlyList<KeyVersion>> ReadAsync(IReadOnlyList<KeyVersion> known, CancellationToken cancellation) =>
        KeyVaultErrors.TranslatedAsync<IReadOnlyList<KeyVersion>>(_vault, async () =>
        {
            var keys = new List<KeyVersion>();
            foreach (var (number, version) in (await NumberedAsync(cancellation)).Where(one => one.Version.Enabled == true))
            {
                if (known.FirstOrDefault(key => key.Version == version.Version) is { } same)
                    keys.Add(same);
                else if (await ValueAsync(version.Version, cancellation) is { } value)
                    keys.Add(new KeyVersion(number, version.Version, BytesOf(value, version.Version), version.CreatedOn ?? DateTimeOffset.MinValue));
            }

            return keys;
        }, cancellation);

    /// <summary>
    /// Two instances may do this at once: of several versions with one number the first made counts everywhere, and whoever made another one puts it away.
    /// </summary>
    /// <returns>The number of the key that was made; null: another instance was first.</returns>
    public Task<int?> AddAsync(int follows, string value, CancellationToken cancellation) => KeyVaultErrors.TranslatedAsync<int?>(_vault, async () =>
    {
        IReadOnlyList<(int Number, SecretProperties Version)> before = await NumberedAsync(cancellation);
        if (before.Any(one => one.Number > follows && one.Version.Enabled == true))
            return null;
        int number = before.Select(one => one.Number).Append(follows).Max() + 1;
        var secret = new KeyVaultSecret(_name, value);
        secret.Properties.ContentType = "application/octet-stream;encoding=base64";
        secret.Properties.Tags[KeyVaultKeyRing.NumberTag] = number.ToString(CultureInfo.InvariantCulture);
        SecretProperties made = (await _client.SetSecretAsync(secret, cancellation)).Value.Properties;
        if ((await NumberedAsync(cancellation)).Single(one => one.Number == number).Version.Version == made.Version)
            return number;
        await DisableAsync(made, cancellation);
        return null;
    }, cancellation);

    public Task<bool> DisableAsync(string version, CancellationToken cancellation) => KeyVaultErrors.TranslatedAsync(_vault, async () =>
    {
        foreach (var (_, found) in (await NumberedAsync(cancellation)).Where(one => one.Version.Version == version && one.Version.Enabled == true))
            await DisableAsync(found, cancellation);
        return true;
    }, cancellation);

    private Task<Response<SecretProperties>> DisableAsync(SecretProperties version, CancellationToken cancellation)
    {
        version.Enabled = false;
        return _client.UpdateSecretPropertiesAsync(version, cancellation);
    }

    // Disabled ones keep their number: it is not given again by us. A person may give it again to bring a key from elsewhere: then the enabled one counts.
    private async Task<IReadOnlyList<(int Number, SecretProperties Version)>> NumberedAsync(CancellationToken cancellation)
    {
        var versions = new List<SecretProperties>();
        await foreach (SecretProperties version in _client.GetPropertiesOfSecretVersionsAsync(_name, cancellation))
            versions.Add(version);
        // The first key is made by hand or by a script, and may have no tag.
        SecretProperties? first = versions.Any(version => NumberOf(version) == 1) ? null
            : versions.Where(version => NumberOf(version) is null).MinBy(version => version.CreatedOn);
        if (versions.FirstOrDefault(version => NumberOf(version) is null && version.Enabled == true && version != first) is { } stray)
            throw KeyVaultErrors.Unusable(
                $"Version {stray.Version} of the secret {_name} in {_vault.Host} has no tag '{KeyVaultKeyRing.NumberTag}' with a number, so nobody can tell what it opens. Disable it, or give it the next number.");
        return [.. versions.Where(version => version == first || NumberOf(version) is not null)
            .GroupBy(version => NumberOf(version) ?? 1)
            .Select(same => (same.Key, same.OrderByDescending(version => version.Enabled == true).ThenBy(version => version.CreatedOn).ThenBy(version => version.Version, StringComparer.Ordinal).First()))
            .OrderBy(one => one.Key)];
    }

    /// <returns>Null: it was disabled since it was listed.</returns>
    private async Task<string?> ValueAsync(string version, CancellationToken cancellation)
    {
        try
        {
            return (await _client.GetSecretAsync(_name, version, cancellationToken: cancellation)).Value.Value;
        }
        catch (RequestFailedException error) when (error.Status == 404 || (error.Status == 403 && error.Message.Contains("SecretDisabled", StringComparison.Ordinal)))
        {
            return null;
        }
    }

    private byte[] BytesOf(string value, string version)
    {
        byte[] key = new byte[32];
        return Convert.TryFromBase64String(value.Trim(), key, out int length) && length == key.Length
            ? key
            : throw KeyVaultErrors.Unusable($"Version {version} of the secret {_name} in {_vault.Host} is not 32 bytes in Base64. Disable it.");
    }

    private static int? NumberOf(SecretProperties version) => version.Tags.TryGetValue(KeyVaultKeyRing.NumberTag, out string? tag)
        && int.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;
}
