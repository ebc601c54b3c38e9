using System.Net;
using System.Web;
using Shortloop.Core;
using Shortloop.Sandbox.Control;

namespace Shortloop.Adapters.Tests.YouTube;

public sealed class YouTubeConnectTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAuthorizeUrl_AsksOfflineForReadingAndCaptions()
    {
        await using var bench = await YouTubeBench.StartAsync();

        var query = HttpUtility.ParseQueryString(bench.Connection.CreateAuthorizeUrl(YouTubeBench.Connect).Query);

        Assert.Equal("https://www.googleapis.com/auth/youtube.readonly https://www.googleapis.com/auth/youtube.force-ssl", query["scope"]);
        Assert.Equal(("offline", "consent", "S256"), (query["access_type"], query["prompt"], query["code_challenge_method"]));
    }

    [Fact]
    public async Task ExchangeCode_AfterConsent_GivesTheChannelAndItsTokens()
    {
        await using var bench = await YouTubeBench.StartAsync();
        var channel = bench.Busy("ru");

        var tokens = await bench.ConnectAsync(channel.Id);
        var profile = await bench.Connection.GetProfileAsync(tokens.AccessToken, Cancel);

        Assert.Equal((channel.Id, 2), (tokens.ExternalId, tokens.Scopes.Count));
        Assert.Equal(bench.Now.AddSeconds(3599), tokens.AccessExpiresAt);
        Assert.Equal((channel.Id, channel.Name), (profile.ExternalId, profile.DisplayName));
    }

    [Fact]
    public async Task ExchangeCode_SecondUseOrOtherVerifierOrTooLate_NeedsReconnecting()
    {
        await using var bench = await YouTubeBench.StartAsync();
        var used = await bench.ConsentAsync();
        await bench.Connection.ExchangeCodeAsync(used, YouTubeBench.Connect, Cancel);
        var stolen = await bench.ConsentAsync();
        var late = await bench.ConsentAsync();

        Assert.Equal("account_needs_reconnecting", await CodeAsync(() => bench.Connection.ExchangeCodeAsync(used, YouTubeBench.Connect, Cancel)));
        Assert.Equal("account_needs_reconnecting", await CodeAsync(() => bench.Connection.ExchangeCodeAsync(
            stolen, YouTubeBench.Connect with { CodeVerifier = new string('w', 64) }, Cancel)));
        bench.Sandbox.App.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("account_needs_reconnecting", await CodeAsync(() => bench.Connection.ExchangeCodeAsync(late, YouTubeBench.Connect, Cancel)));
    }

    [Fact]
    public async Task Refresh_KeepsTheRefreshToken_AndGivesANewAccess()
    {
        await using var bench = await YouTubeBench.StartAsync();
        var tokens = await bench.ConnectAsync();
        bench.Sandbox.App.Clock.Advance(TimeSpan.FromHours(3));

        var fresh = await bench.Connection.RefreshAsync(tokens.RefreshToken, Cancel);

        Assert.Equal(tokens.RefreshToken, fresh.RefreshToken);
        Assert.NotEqual(tokens.AccessToken, fresh.AccessToken);
        Assert.Equal(tokens.ExternalId, (await bench.Connection.GetProfileAsync(fresh.AccessToken, Cancel)).ExternalId);
        Assert.Equal("account_needs_reconnecting", await CodeAsync(() => bench.Connection.GetProfileAsync(tokens.AccessToken, Cancel)));
    }

    [Fact]
    public async Task Revoke_EndsBothTokens_AndASecondTimeIsAsGood()
    {
        await using var bench = await YouTubeBench.StartAsync();
        var tokens = await bench.ConnectAsync();

        await bench.Connection.RevokeAsync(tokens.AccessToken, Cancel);
        await bench.Connection.RevokeAsync(tokens.AccessToken, Cancel);

        Assert.Equal("account_needs_reconnecting", await CodeAsync(() => bench.Connection.RefreshAsync(tokens.RefreshToken, Cancel)));
        Assert.Equal("account_needs_reconnecting", await CodeAsync(() => bench.Connection.GetProfileAsync(tokens.AccessToken, Cancel)));
    }

    [Theory]
    [InlineData(429, "platform_throttled")]
    [InlineData(503, "platform_unavailable")]
    public async Task Refresh_GoogleStumbles_IsTransient(int status, string code)
    {
        await using var bench = await YouTubeBench.StartAsync();
        var tokens = await bench.ConnectAsync();
        bench.Fault(FaultKinds.Status, status, path: "/oauth2/token");

        Assert.Equal(code, (await Assert.ThrowsAsync<TransientException>(() => bench.Connection.RefreshAsync(tokens.RefreshToken, Cancel))).Code);
        await bench.Connection.RefreshAsync(tokens.RefreshToken, Cancel);
    }

    [Fact]
    public async Task Consent_OfAForeignAppOrAddress_IsAPageAndNoRedirect()
    {
        await using var bench = await YouTubeBench.StartAsync();
        var url = bench.Connection.CreateAuthorizeUrl(YouTubeBench.Connect).ToString();

        foreach (var wrong in (string[])[
            url.Replace("sandbox-client-id", "another", StringComparison.Ordinal), url.Replace("http%3A%2F%2F127.0.0.1", "http%3A%2F%2Fevil.example", StringComparison.Ordinal)])
        {
            using var reply = await bench.Sandbox.Http.GetAsync(new Uri(wrong), Cancel);
            Assert.Equal((HttpStatusCode.BadRequest, null), (reply.StatusCode, reply.Headers.Location));
        }

        using var page = await bench.Sandbox.Http.GetAsync(new Uri(url), Cancel);
        Assert.Contains(WebUtility.HtmlEncode(bench.Busy("de").Name), WebUtility.HtmlEncode(WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancel))), StringComparison.Ordinal);
    }

    private static async Task<string> CodeAsync(Func<Task> act) => (await Assert.ThrowsAsync<PermanentException>(act)).Code;
}
