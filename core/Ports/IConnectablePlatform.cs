namespace Shortloop.Core.Ports;

/// <param name="State">Echoed by the platform; ties the answer to the browser that asked.</param>
/// <param name="CodeVerifier">PKCE secret (43–128 unreserved characters); the platform's own way of hashing it is the adapter's business.</param>
public sealed record ConnectRequest(string State, string CodeVerifier, Uri RedirectUri);

/// <param name="ExternalId">The platform's stable id of the account.</param>
/// <param name="Scopes">What was really granted, which may be less than was asked.</param>
public sealed record PlatformTokens(
    string ExternalId,
    string AccessToken,
    DateTimeOffset AccessExpiresAt,
    string RefreshToken,
    DateTimeOffset RefreshExpiresAt,
    IReadOnlyList<string> Scopes);

public sealed record PlatformProfile(string ExternalId, string DisplayName, Uri? Avatar);

/// <summary>
/// A platform where an account can be connected, whatever it is then used for. Errors: account must be connected again (token refused, scope
/// missing): <see cref="PermanentException"/> <c>account_needs_reconnecting</c>; refused otherwise: <see cref="PermanentException"/>
/// <c>platform_refused</c>; rate limit or spam guard: <see cref="TransientException"/> <c>platform_throttled</c>; 5xx, timeout, connection cut:
/// <see cref="TransientException"/> <c>platform_unavailable</c>.
/// </summary>
public interface IConnectablePlatform
{
    /// <summary>Lower-case name used in routes and documents: <c>tiktok</c>.</summary>
    string Platform { get; }

    Uri CreateAuthorizeUrl(ConnectRequest request);

    Task<PlatformTokens> ExchangeCodeAsync(string code, ConnectRequest request, CancellationToken cancellation);

    /// <returns>With the refresh token to keep: a new one where the platform rotates them, else the same.</returns>
    Task<PlatformTokens> RefreshAsync(string refreshToken, CancellationToken cancellation);

    /// <summary>Gives back what the person has granted. Whether the platform still knew the token makes no difference.</summary>
    Task RevokeAsync(string accessToken, CancellationToken cancellation);

    Task<PlatformProfile> GetProfileAsync(string accessToken, CancellationToken cancellation);
}
