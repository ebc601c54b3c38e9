using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Shortloop.Core.Accounts.Keys;

/// <summary>The text form is <c>sk_shortloop_</c>, the key's id without its prefix, and the secret: people and scanners for leaked secrets know it on sight.</summary>
public sealed record ApiKeyToken(string KeyId, string Secret)
{
    private const string Prefix = "sk_shortloop_";
    private const string IdPrefix = "key_";
    private const int IdLength = 32;

    internal string Hash => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));

    public static bool IsOne(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    internal static ApiKeyToken New(TimeProvider clock) =>
        new(Ids.New("key", clock), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <returns>Null: it can't be one of ours.</returns>
    public static ApiKeyToken? Read(string text)
    {
        if (!IsOne(text) || text.Length is < 50 or > 200 || text[Prefix.Length + IdLength] != '_')
            return null;
        string id = text.Substring(Prefix.Length, IdLength);
        return id.All(char.IsAsciiHexDigitLower) ? new(IdPrefix + id, text[(Prefix.Length + IdLength + 1)..]) : null;
    }

    public override string ToString() => $"{Prefix}{KeyId[IdPrefix.Length..]}_{Secret}";
}
