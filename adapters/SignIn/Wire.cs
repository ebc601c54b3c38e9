using System.Text.Json;

namespace Shortloop.Adapters.SignIn;

/// <summary>The providers' JSON, named as they name it (snake_case by policy).</summary>
internal static class Wire
{
    public static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

/// <param name="Error">GitHub's errors come under HTTP 200.</param>
internal sealed record TokenAnswer(string? AccessToken, string? IdToken, string? Error);

/// <summary>OpenID Connect Discovery 1.0, 3.</summary>
internal sealed record DiscoveryDocument(string? Issuer, string? JwksUri);

internal sealed record GitHubUser(long Id, string? Login, string? Name, string? AvatarUrl);

internal sealed record GitHubEmail(string Email, bool Primary, bool Verified);

/// <param name="Id">A number too large for JavaScript, so sent as text.</param>
internal sealed record DiscordUser(string? Id, string? Username, string? GlobalName, string? Avatar, string? Email, bool? Verified);
