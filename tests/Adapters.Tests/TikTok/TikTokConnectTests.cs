using System.Net;
using System.Web;
using Shortloop.Core;

namespace Shortloop.Adapters.Tests.TikTok;

public sealed class TikTokConnectTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAuthorizeUrl_LoopbackRedirect_AsksWithHexChallengeAndLeastScopes()
    {
        await using var bench = await TikTokBench.StartAsync(connect: false);

        var query = HttpUtility.ParseQueryString(bench.Platform.CreateAuthorizeUrl(TikTokBench.Connect).Query);

        Assert.Equal("sandbox-client-key", query["client_key"]);
        Assert.Equal("user.info.basic,video.publish,video.list", query["scope"]);
        Assert.Matches("^[0-9a-f]{64}$", query["code_challenge"]);
    }

    [Fact]
    public async Task ExchangeCode_AfterConsent_GivesTokensScopesAndExpiry()
    {
        await using var bench = await TikTokBench.StartAsync();

        Assert.Equal("open-77", bench.Tokens.ExternalId);
        Assert.Equal(["user.info.basic", "video.publish", "video.list"], bench.Tokens.Scopes);
        Assert.Equal(bench.Sandbox.App.Clock.GetUtcNow().AddHours(24), bench.Tokens.AccessExpiresAt);
        Assert.Equal(bench.Sandbox.App.Clock.GetUtcNow().AddDays(365), bench.Tokens.RefreshExpiresAt);
    }

    [Fact]
    public async Task ExchangeCode_SecondUse_NeedsReconnecting()
    {
        await using var bench = await TikTokBench.StartAsync(connect: false);
        var code = await bench.ConsentAsync();
        await bench.Platform.ExchangeCodeAsync(code, TikTokBench.Connect, Cancel);

        var refused = await Assert.ThrowsAsync<PermanentException>(() => bench.Platform.ExchangeCodeAsync(code, TikTokBench.Connect, Cancel));

        Assert.Equal("account_needs_reconnecting", refused.Code);
    }

    [Fact]
    public async Task ExchangeCode_OtherVerifier_IsRefused()
    {
        await using var bench = await TikTokBench.StartAsync(connect: false);
        var code = await bench.ConsentAsync();

        var refused = await Assert.ThrowsAsync<PermanentException>(() => bench.Platform.ExchangeCodeAsync(
            code, TikTokBench.Connect with { CodeVerifier = new string('w', 64) }, Cancel));

        Assert.Equal("account_needs_reconnecting", refused.Code);
    }

    [Fact]
    public async Task ExchangeCode_AfterTenMinutes_IsExpired()
    {
        await using var bench = await TikTokBench.StartAsync(connect: false);
        var code = await bench.ConsentAsync();
        bench.Pass(600);

        await Assert.ThrowsAsync<PermanentException>(() => bench.Platform.ExchangeCodeAsync(code, TikTokBench.Connect, Cancel));
    }

    [Fact]
    public async Task Refresh_Rotates_AndTheOldTokenIsDead()
    {
        await using var bench = await TikTokBench.StartAsync();

        var fresh = await bench.Platform.RefreshAsync(bench.Tokens.RefreshToken, Cancel);
        // This one comes as an error under HTTP 200.
        var refused = await Assert.ThrowsAsync<PermanentException>(() => bench.Platform.RefreshAsync(bench.Tokens.RefreshToken, Cancel));

        Assert.NotEqual(bench.Tokens.RefreshToken, fresh.RefreshToken);
        Assert.Equal("account_needs_reconnecting", refused.Code);
        Assert.Equal("Mara climbs", (await bench.Platform.GetProfileAsync(fresh.AccessToken, Cancel)).DisplayName);
    }

    [Fact]
    public async Task AnyCall_AccessTokenOlderThanADay_NeedsReconnectingUntilRefreshed()
    {
        await using var bench = await TikTokBench.StartAsync();
        bench.Pass(24 * 3600);

        var refused = await Assert.ThrowsAsync<PermanentException>(() => bench.Platform.GetLimitsAsync(bench.Access, Cancel));
        var fresh = await bench.Platform.RefreshAsync(bench.Tokens.RefreshToken, Cancel);

        Assert.Equal("account_needs_reconnecting", refused.Code);
        Assert.Equal(TimeSpan.FromMinutes(10), (await bench.Platform.GetLimitsAsync(fresh.AccessToken, Cancel)).MaxDuration);
    }

    [Fact]
    public async Task Refresh_AcrossASandboxRestart_StillWorks()
    {
        await using var bench = await TikTokBench.StartAsync();
        var state = Path.Combine(bench.Sandbox.Data, "state.json");

        Assert.Contains(bench.Tokens.RefreshToken, await File.ReadAllTextAsync(state, Cancel));
        await bench.Sandbox.RestartAsync();
        var form = new Dictionary<string, string>
        {
            ["client_key"] = "sandbox-client-key",
            ["client_secret"] = "sandbox-client-secret",
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = bench.Tokens.RefreshToken,
        };
        using var reply = await bench.Sandbox.Http.PostAsync(bench.Sandbox.At("tiktok/open/v2/oauth/token/"), new FormUrlEncodedContent(form), Cancel);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Contains("access_token", await reply.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Refresh_Failures_SayWhetherToTryAgain()
    {
        await using var bench = await TikTokBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("tiktok", "status", "/v2/oauth", 503));
        bench.Sandbox.App.Faults.Add(new("tiktok", "broken_json", "/v2/oauth"));

        var down = await Assert.ThrowsAsync<TransientException>(() => bench.Platform.RefreshAsync(bench.Tokens.RefreshToken, Cancel));
        var unreadable = await Assert.ThrowsAsync<TransientException>(() => bench.Platform.RefreshAsync(bench.Tokens.RefreshToken, Cancel));

        Assert.Equal("platform_unavailable", down.Code);
        Assert.Equal("platform_unavailable", unreadable.Code);
    }

    [Fact]
    public async Task Revoke_ThenAnyCall_AsksToConnectAgain()
    {
        await using var bench = await TikTokBench.StartAsync();

        await bench.Platform.RevokeAsync(bench.Access, Cancel);
        await bench.Platform.RevokeAsync(bench.Access, Cancel);

        var refused = await Assert.ThrowsAsync<PermanentException>(() => bench.Platform.GetProfileAsync(bench.Access, Cancel));
        Assert.Equal("account_needs_reconnecting", refused.Code);
    }

    [Fact]
    public async Task Revoke_PlatformAway_SaysTryAgain()
    {
        await using var bench = await TikTokBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("tiktok", "status", "/v2/oauth", 503));

        Assert.Equal("platform_unavailable", (await Assert.ThrowsAsync<TransientException>(() => bench.Platform.RevokeAsync(bench.Access, Cancel))).Code);
    }

    [Fact]
    public async Task AnyError_MessagesCarryNoToken()
    {
        await using var bench = await TikTokBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("tiktok", "expired_token"));

        var refused = await Assert.ThrowsAsync<PermanentException>(() => bench.Platform.GetProfileAsync(bench.Access, Cancel));

        Assert.DoesNotContain(bench.Access, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sandbox-client-secret", refused.ToString(), StringComparison.Ordinal);
    }
}
