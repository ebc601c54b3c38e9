using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts;

/// <summary>
/// Seals tokens at rest: AES-256-GCM with a random 96-bit nonce, bound to its context (which document it belongs to), so that a sealed
/// value copied into another document does not open. Text form: <c>v{key number}.{base64url of nonce ‖ ciphertext ‖ tag}</c>.
/// </summary>
public sealed class SecretBox
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly IKeyRing _ring;

    public SecretBox(IKeyRing ring) => _ring = ring;

    /// <param name="keys">Number → 32 bytes. The highest seals; all of them open.</param>
    public SecretBox(IReadOnlyDictionary<int, byte[]> keys)
        : this(new FixedKeys(keys))
    {
    }

    public string Seal(string plaintext, string context)
    {
        KeySet keys = _ring.Current;
        byte[] plain = Encoding.UTF8.GetBytes(plaintext);
        byte[] box = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(keys.Keys[keys.Sealing], TagBytes);
        aes.Encrypt(
            box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length),
            Encoding.UTF8.GetBytes(context));
        return string.Create(CultureInfo.InvariantCulture, $"v{keys.Sealing}.{Base64Url(box)}");
    }

    /// <exception cref="CryptographicException">Tampered, of another context, or sealed with a key that is gone.</exception>
    public string Open(string sealedText, string context)
    {
        if (NumberOf(sealedText, out int dot) is not { } number || Find(number) is not { } key)
            throw new CryptographicException("The sealed value names no key that is at hand.");
        byte[] box = Decoded(sealedText.AsSpan(dot + 1));
        if (box.Length < NonceBytes + TagBytes)
            throw new CryptographicException("The sealed value is cut short.");
        byte[] plain = new byte[box.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(
            box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), plain,
            Encoding.UTF8.GetBytes(context));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>Whether its key is newer than all at hand: then it isn't lost, another instance has met it first.</summary>
    public bool IsAhead(string sealedText) => NumberOf(sealedText, out _) > _ring.Current.Keys.Keys.Max();

    private static int? NumberOf(string sealedText, out int dot)
    {
        dot = sealedText.IndexOf('.', StringComparison.Ordinal);
        return dot >= 2 && int.TryParse(sealedText.AsSpan(1, dot - 1), CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    private static byte[] Decoded(ReadOnlySpan<char> text)
    {
        try
        {
            return System.Buffers.Text.Base64Url.DecodeFromChars(text);
        }
        catch (FormatException error)
        {
            throw new CryptographicException("The sealed value is damaged.", error);
        }
    }

    private byte[]? Find(int number) =>
        _ring.Current.Keys.TryGetValue(number, out byte[]? key) || _ring.LookAgain(number).Keys.TryGetValue(number, out key) ? key : null;

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
