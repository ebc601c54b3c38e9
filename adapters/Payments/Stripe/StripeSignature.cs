using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shortloop.Adapters.Stripe;

/// <summary>
/// The header <c>t=&lt;Unix seconds&gt;,v1=&lt;hex&gt;[,v1=…]</c>: each v1 is the HMAC-SHA256 of <c>t.payload</c> under one of the endpoint's secrets.
/// Unknown schemes are passed over.
/// </summary>
internal sealed record StripeSignature(string Time, DateTimeOffset At, IReadOnlyList<byte[]> Candidates)
{
    /// <returns>Null: not such a header.</returns>
    public static StripeSignature? Parse(string? header)
    {
        string? time = null;
        var candidates = new List<byte[]>();
        foreach (var part in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal))
                time ??= part[2..];
            else if (part.StartsWith("v1=", StringComparison.Ordinal))
                candidates.Add(Encoding.UTF8.GetBytes(part[3..]));
        }

        // 11 digits reach to the year 5138 and can't overflow.
        return candidates.Count > 0 && time?.Length is > 0 and <= 11 && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new StripeSignature(time, DateTimeOffset.FromUnixTimeSeconds(seconds), candidates)
            : null;
    }

    /// <summary>Takes the same time whatever is wrong and wherever it is wrong.</summary>
    public bool IsOver(ReadOnlySpan<byte> payload, IEnumerable<string> secrets)
    {
        var matches = false;
        foreach (var secret in secrets)
        {
            var expected = Expected(payload, secret);
            foreach (var candidate in Candidates)
                matches |= CryptographicOperations.FixedTimeEquals(candidate, expected);
        }

        return matches;
    }

    /// <summary>As the ASCII bytes of its lower-case hex: that is what Stripe compares.</summary>
    private byte[] Expected(ReadOnlySpan<byte> payload, string secret)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.ASCII.GetBytes(Time + "."));
        mac.AppendData(payload);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(mac.GetHashAndReset()));
    }
}
