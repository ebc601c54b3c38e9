using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.YouTube;

/// <summary>A YouTube channel that is connected for reading: its captions and numbers. Google's web server flow, with PKCE.</summary>
public sealed class YouTubeConnection : IConnectablePlatform
{
    private const string ScopeBase = "https://www.googleapis.com/auth/";

    /// <summary>Google ends a refresh token that was not used for six months; each use counts anew.</summary>
    private static readonly TimeSpan RefreshLife = TimeSpan.FromDays(180);

    /// <summary>Captions can be read with force-ssl only, which could also write: YouTube has no narrower one.</summary>
    private static readonly string[] Scopes = [ScopeBase + "youtube.readonly", ScopeBase + "youtube.force-ssl"];

    private readonly YouTubeHttp _http;
    private readonly YouTubeOptions _options;
    private readonly TimeProvider _time;

    /// <param name="http">From <see cref="YouTubeTrendSource.CreateHttpClient"/>.</param>
    public YouTubeConnection(HttpClient http, YouTubeOptions options, QuotaBudget budget, TimeProvider time, ILogger<YouTubeConnection> logger)
    {
        (_options, _time) = (options, time);
        _http = new YouTubeHttp(http, options, budget, time, logger, PortErrors.Platform);
    }

    public string Platform => VideoReading.Platform;

    public Uri CreateAuthorizeUrl(ConnectRequest request)
    {
        var query = new Dictionary<string, string>
        {
            ["client_id"] = _options.ClientId ?? "",
            ["redirect_uri"] = request.RedirectUri.OriginalString,
            ["response_type"] = "code",
            ["scope"] = string.Join(' ', Scopes),
            ["state"] = request.State,
            ["access_type"] = "offline",
            // Without it a second connection would bring no refresh token.
            ["prompt"] = "consent",
            ["include_granted_scopes"] = "true",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(request.CodeVerifier))),
            ["code_challenge_method"] = "S256",
        };
        string text = string.Join('&', query.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        return new Uri($"{_options.AccountsBase.ToString().TrimEnd('/')}/o/oauth2/v2/auth?{text}");
    }

    public async Task<PlatformTokens> ExchangeCodeAsync(string code, ConnectRequest request, CancellationToken cancellation)
    {
        Dictionary<string, string> form = Client("authorization_code");
        form["code"] = code;
        form["redirect_uri"] = request.RedirectUri.OriginalString;
        form["code_verifier"] = request.CodeVerifier;
        TokenAnswer answer = await TokenAsync("code exchange", form, cancellation);
        string refresh = answer.RefreshToken ?? throw YouTubeErrors.NeedsReconnecting("Google gave no refresh token.");
        WireChannel channel = await MineAsync(answer.AccessToken!, cancellation);
        return Tokens(answer, refresh, channel.Id);
    }

    /// <summary>Google keeps the refresh token, so the answer holds the one that was given. The channel is not asked for again.</summary>
    public async Task<PlatformTokens> RefreshAsync(string refreshToken, CancellationToken cancellation)
    {
        Dictionary<string, string> form = Client("refresh_token");
        form["refresh_token"] = refreshToken;
        TokenAnswer answer = await TokenAsync("token refresh", form, cancellation);
        return Tokens(answer, answer.RefreshToken ?? refreshToken, externalId: "");
    }

    public async Task RevokeAsync(string accessToken, CancellationToken cancellation)
    {
        (HttpStatusCode status, TimeSpan? retryAfter, TokenAnswer? answer) =
            await _http.FormAsync("token revocation", "revoke", new() { ["token"] = accessToken }, cancellation);
        if (status != HttpStatusCode.OK && answer?.Error is not "invalid_token")
            throw Refusal(status, retryAfter, answer);
    }

    public async Task<PlatformProfile> GetProfileAsync(string accessToken, CancellationToken cancellation)
    {
        WireChannel channel = await MineAsync(accessToken, cancellation);
        return new PlatformProfile(
            channel.Id, channel.Snippet?.Title ?? channel.Id,
            Uri.TryCreate(channel.Snippet?.Thumbnails?.Default?.Url, UriKind.Absolute, out Uri? avatar) ? avatar : null);
    }

    private async Task<WireChannel> MineAsync(string accessToken, CancellationToken cancellation)
    {
        WireList<WireChannel> answer = await _http.CallAsync<WireList<WireChannel>>("own channel", "channels?part=snippet&mine=true", 1, accessToken, cancellation);
        return answer.Items?.FirstOrDefault()
            ?? throw new PermanentException("platform_refused", "This Google account has no YouTube channel. Choose an account that has one.");
    }

    private async Task<TokenAnswer> TokenAsync(string operation, Dictionary<string, string> form, CancellationToken cancellation)
    {
        (HttpStatusCode status, TimeSpan? retryAfter, TokenAnswer? answer) = await _http.FormAsync(operation, "token", form, cancellation);
        if (status == HttpStatusCode.OK && answer is { AccessToken: not null })
            return answer;
        throw status == HttpStatusCode.OK
            ? new TransientException("platform_unavailable", $"Google's answer to {operation} lacks its token.")
            : Refusal(status, retryAfter, answer);
    }

    private static WorkException Refusal(HttpStatusCode status, TimeSpan? retryAfter, TokenAnswer? answer)
    {
        string detail = $"Google: {answer?.Error ?? "no reason"}, HTTP {(int)status}. {answer?.ErrorDescription}";
        return YouTubeErrors.From(status, answer?.Error is null ? "no reason" : "", detail, retryAfter, asPerson: false, PortErrors.Platform) is TransientException later ? later
            : answer?.Error is "invalid_grant" or "access_denied" ? YouTubeErrors.NeedsReconnecting(detail)
            : new PermanentException("platform_refused", detail);
    }

    private PlatformTokens Tokens(TokenAnswer answer, string refreshToken, string externalId)
    {
        DateTimeOffset now = _time.GetUtcNow();
        TimeSpan refreshLife = answer.RefreshExpiresIn is { } seconds ? TimeSpan.FromSeconds(seconds) : RefreshLife;
        return new PlatformTokens(
            externalId, answer.AccessToken!, now.AddSeconds(answer.ExpiresIn), refreshToken, now + refreshLife,
            (answer.Scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private Dictionary<string, string> Client(string grantType) => new()
    {
        ["client_id"] = _options.ClientId ?? "",
        ["client_secret"] = _options.ClientSecret ?? "",
        ["grant_type"] = grantType,
    };
}
