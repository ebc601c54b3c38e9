using System.Net;

namespace Shortloop.EndToEnd;

/// <summary>A YouTube channel is connected for reading, through the real client and the sandbox's consent page.</summary>
[Collection(Plain.Name)]
public sealed class ConnectYouTubeTests(PlainInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task Connect_AChannel_IsListedAsReadOnlyAndOncePerChannel()
    {
        for (var i = 0; i < 2; i++)
        {
            var begun = await Shortloop.Api.PostAsync("accounts/youtube/connect");
            var back = await Shortloop.Sandbox.ConsentedAsync(new Uri((string)begun["authorizeUrl"]!));
            Assert.Contains("/api/v1/accounts/youtube/callback", back.ToString(), StringComparison.Ordinal);
            using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
            using var landed = await browser.GetAsync(back);
            Assert.Equal((HttpStatusCode.Redirect, "/accounts?connected=youtube"), (landed.StatusCode, landed.Headers.Location!.ToString()));
        }

        var channel = Assert.Single(await Shortloop.Api.ListAsync("accounts"), a => (string)a["platform"]! == "youtube");
        Assert.Equal("connected", (string)channel["status"]!);
        Assert.Contains(channel["notes"]!.AsArray(), note => ((string)note!).StartsWith("Read only", StringComparison.Ordinal));
        Assert.DoesNotContain("ya29", channel.ToJsonString(), StringComparison.Ordinal);
    }
}
