using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts;

[JsonConverter(typeof(SnakeCaseEnum<AccountStatus>))]
public enum AccountStatus
{
    Connected,

    /// <summary>The platform no longer takes our tokens: the person has to sign in there again.</summary>
    NeedsReconnecting,
}

/// <summary>A login at a platform. Tokens are sealed; they appear in no answer and in no log.</summary>
public sealed record ConnectedAccount : Document
{
    public required string Platform { get; init; }

    public required string ExternalId { get; init; }

    public required string DisplayName { get; init; }

    public Uri? Avatar { get; init; }

    public required AccountStatus Status { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required string SealedAccessToken { get; init; }

    public required DateTimeOffset AccessExpiresAt { get; init; }

    public required string SealedRefreshToken { get; init; }

    public required DateTimeOffset RefreshExpiresAt { get; init; }

    /// <summary>Somebody is renewing the tokens; until then nobody else begins to, because the platform takes a refresh token once.</summary>
    public DateTimeOffset? RenewingUntil { get; init; }
}

/// <summary>An OAuth round trip under way: who began it, and the secret that must come back with it. Lives for ten minutes.</summary>
public sealed record ConnectAttempt : Document
{
    public required string Platform { get; init; }

    public required string SealedVerifier { get; init; }

    public required Uri RedirectUri { get; init; }
}
