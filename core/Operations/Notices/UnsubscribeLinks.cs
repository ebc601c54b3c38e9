using System.Security.Cryptography;
using Shortloop.Core.Accounts;

namespace Shortloop.Core.Operations.Notices;

/// <summary>
/// Links that stop mails of one kind without a sign-in. The token is sealed, not stored: it can be used for as long as the key is known, tells
/// nothing of the person, and can do nothing else.
/// </summary>
public sealed class UnsubscribeLinks(SecretBox secrets, PublicAddress address)
{
    private const string Context = "unsubscribe";

    public string TokenOf(string userId, NoticeKind kind) => secrets.Seal($"{userId} {kind}", Context);

    /// <returns>Null: not a token of ours.</returns>
    public (string UserId, NoticeKind Kind)? Read(string? token)
    {
        try
        {
            return token is { Length: > 0 and <= 500 } && secrets.Open(token, Context).Split(' ') is [var userId, var kind]
                && Enum.TryParse(kind, out NoticeKind known) && Enum.IsDefined(known)
                ? (userId, known)
                : null;
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            // Somebody made it up, or it was cut.
            return null;
        }
    }

    /// <summary>For people: the page asks before it does anything, since mail scanners open links.</summary>
    public Uri PageOf(string token) => new(address.Base, $"unsubscribe#{token}");

    /// <summary>For mail programs (RFC 8058): they post to it, which no scanner does.</summary>
    public Uri OneClickOf(string token) => new(address.Base, $"api/v1/notifications/unsubscribe?token={Uri.EscapeDataString(token)}");
}
