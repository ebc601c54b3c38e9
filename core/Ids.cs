using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shortloop.Core;

/// <summary>Ids sort by the time they were made, say what they name, and can't be guessed.</summary>
public static class Ids
{
    public static string New(string prefix, TimeProvider clock) =>
        $"{prefix}_{Guid.CreateVersion7(clock.GetUtcNow()).ToString("N", CultureInfo.InvariantCulture)}";

    /// <summary>The same parts always give the same id: what a repeated step creates, it creates once.</summary>
    public static string Derived(string prefix, params string[] parts)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return $"{prefix}_{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
    }

    /// <summary>True for what <see cref="New"/> and <see cref="Derived"/> make; anything else from outside can't be one of ours.</summary>
    public static bool IsWellFormed(string? id) =>
        id is { Length: > 2 and <= 80 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
