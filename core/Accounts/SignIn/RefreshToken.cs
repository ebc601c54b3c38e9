using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>The text form is <c>user.session.secret</c>; stored is only the secret's hash. 256 random bits need no salt and no slow hash.</summary>
internal sealed record RefreshToken(string UserId, string SessionId, string Secret)
{
    internal string Hash => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));

    internal static RefreshToken New(string userId, string sessionId) =>
        new(userId, sessionId, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    internal static RefreshToken? Read(string? text) => text?.Split('.') is [var user, var session, { Length: > 0 and <= 100 } secret]
        && Ids.IsWellFormed(user) && Ids.IsWellFormed(session)
        ? new(user, session, secret)
        : null;

    public override string ToString() => $"{UserId}.{SessionId}.{Secret}";
}
