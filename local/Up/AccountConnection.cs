using System.Net.Http.Json;
using Shortloop.Functions.Accounts;

namespace Shortloop.Local.Up;

/// <summary>Connects the sandbox's TikTok account through its real OAuth pages; nobody sits at a browser, so the sandbox consents by itself this once.</summary>
internal static class AccountConnection
{
    public static async Task EnsureAsync(Api api, LocalSettings settings, CancellationToken cancellation)
    {
        if ((await api.AccountsAsync(cancellation)).Items.Any(a => a.Platform == "tiktok"))
            return;
        ConnectStarted started = await api.ConnectAsync("tiktok", cancellation);
        using var browser = new HttpClient();
        await SetConsentAsync(browser, settings, auto: true, cancellation);
        try
        {
            using HttpResponseMessage end = await browser.GetAsync(started.AuthorizeUrl, cancellation);
        }
        finally
        {
            await SetConsentAsync(browser, settings, auto: false, cancellation);
        }

        if ((await api.AccountsAsync(cancellation)).Items.Count == 0)
            throw new StartException("The sandbox's TikTok account could not be connected. The logs are in the data folder, under logs.");
    }

    private static async Task SetConsentAsync(HttpClient browser, LocalSettings settings, bool auto, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await browser.PostAsJsonAsync(
            new Uri(settings.Sandbox, "_sandbox/settings"), new { autoConsent = auto }, cancellation);
        response.EnsureSuccessStatusCode();
    }
}
