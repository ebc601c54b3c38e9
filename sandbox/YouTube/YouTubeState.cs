namespace Shortloop.Sandbox.YouTube;

/// <summary>What Google remembers of channels' consents.</summary>
public sealed class YouTubeState
{
    public List<ChannelCode> Codes { get; set; } = [];

    public List<ChannelGrant> Grants { get; set; } = [];
}

/// <param name="Challenge">Base64url SHA-256 of the verifier; null without PKCE.</param>
/// <param name="Offline">A refresh token was asked for.</param>
public sealed record ChannelCode(string Code, string ChannelId, string RedirectUri, string Scope, string? Challenge, bool Offline, DateTimeOffset ExpiresAt);

/// <summary>One consent. Its refresh token stays the same; each use gives another access token.</summary>
public sealed class ChannelGrant
{
    public required string ChannelId { get; init; }

    public required string Scope { get; init; }

    public string? RefreshToken { get; init; }

    public List<ChannelToken> AccessTokens { get; set; } = [];

    public bool Has(string scope) => Scope.Split(' ').Contains(scope);
}

public sealed record ChannelToken(string Value, DateTimeOffset ExpiresAt);
