namespace Shortloop.Core.Ports;

/// <summary>What the options of more than one adapter must keep.</summary>
public static class OptionRules
{
    /// <summary>A key, an id or a name as a provider shows it: nothing that copying drags along.</summary>
    public static bool IsWord(string text) => text.Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    /// <summary>Where secrets may be sent: encrypted, or to a stand-in on this machine.</summary>
    public static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
