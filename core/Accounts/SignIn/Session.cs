using System.Net;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>
/// One signed-in device: the family of refresh tokens that came out of one sign-in, of which only the newest is good. Partition: the user.
/// </summary>
public sealed record Session : Document
{
    public required string UserId { get; init; }

    /// <summary>SHA-256 of the newest refresh token's secret, base64url.</summary>
    public required string SecretHash { get; init; }

    /// <summary>The one before. Seen again soon after the change it is a second tab, later it is a thief (or the robbed).</summary>
    public string? FormerHash { get; init; }

    public required DateTimeOffset RotatedAt { get; init; }

    /// <summary>However often it is used.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Why nobody may use it any more: <c>signed_out</c>, <c>revoked</c>, <c>reused</c>, <c>password_changed</c>, <c>account_closed</c>. Null: it lives.</summary>
    public string? EndedBy { get; init; }

    /// <summary>The browser's own words, cut short; for the person to recognise the device by.</summary>
    public string? Device { get; init; }
}

/// <summary>What a sign-in or a refresh hands out.</summary>
public sealed record SignedIn(string UserId, string OrgId, string SessionId, string AccessToken, DateTimeOffset AccessExpiresAt, string RefreshToken)
{
    /// <summary>By which address somebody signed in with a password; null after a refresh.</summary>
    public string? Email { get; init; }
}

/// <summary>Who is signing in from where.</summary>
/// <param name="Address">Of the network, for damping only; never stored as it is.</param>
/// <param name="KnownDevice">Whether this browser has been signed in to this account before.</param>
public sealed record Caller(string Address, string? Device, bool KnownDevice = false)
{
    /// <summary>Null: this machine or a proxy on it, which says nothing of who asks.</summary>
    public string? Network => IPAddress.TryParse(Address, out IPAddress? ip) && IPAddress.IsLoopback(ip) ? null : Address;
}
