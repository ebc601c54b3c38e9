using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shortloop.Core.Accounts;

/// <summary>
/// Seals tokens at rest: AES-256-GCM with a random 96-bit nonce, bound to its context (which document it belongs to), so that a sealed
/// value copied into another document does not open. Text form: <c>v{key version}.{base64url of nonce ‖ ciphertext ‖ tag}</c>.
/// </summary>
public sealed class SecretBox
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly Dictionary<int, byte[]> _keys;
    private readonly int _current;

    /// <param name="keys">Version → 32 bytes. The highest version seals; all of them open.</param>
    public SecretBox(IReadOnlyDictionary<int, byte[]> keys)
    {
        if (keys.Count == 0 || keys.Values.Any(key => key.Length != 32))
            throw new ArgumentException("Token encryption needs at least one key of 32 bytes.", nameof(keys));
        _keys = keys.ToDictionary();
        _current = keys.Keys.Max();
    }

    public string Seal(string plaintext, string context)
    {
        byte[] plain = Encoding.UTF8.GetBytes(plaintext);
        byte[] box = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_keys[_current], TagBytes);
        aes.Encrypt(
            box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length),
            Encoding.UTF8.GetBytes(context));
        return string.Create(CultureInfo.InvariantCulture, $"v{_current}.{Base64Url(box)}");
    }

    /// <exception cref="CryptographicException">Tampered, of another context, or sealed with a key that is gone.</exception>
    public string Open(string sealedText, string context)
    {
        int dot = sealedText.IndexOf('.', StringComparison.Ordinal);
        if (dot < 2 || !int.TryParse(sealedText.AsSpan(1, dot - 1), CultureInfo.InvariantCulture, out int version)
            || !_keys.TryGetValue(version, out byte[]? key))
            throw new CryptographicException("The sealed value names no key that is at hand.");
        byte[] box = System.Buffers.Text.Base64Url.DecodeFromChars(sealedText.AsSpan(dot + 1));
        if (box.Length < NonceBytes + TagBytes)
            throw new CryptographicException("The sealed value is cut short.");
        byte[] plain = new byte[box.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(
            box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), plain,
            Encoding.UTF8.GetBytes(context));
        return Encoding.UTF8.GetString(plain);
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
