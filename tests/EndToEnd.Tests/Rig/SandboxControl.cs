using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Shortloop.EndToEnd.Rig;

/// <summary>The other side: what the outside world has received, and the faults it is to show.</summary>
internal sealed class SandboxControl(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public Task FaultAsync(object fault) => PostAsync("_sandbox/faults", fault);

    public async Task ClearFaultsAsync() => (await _http.DeleteAsync("_sandbox/faults")).EnsureSuccessStatusCode();

    /// <summary>Every fault has met its call: that call is now waiting, or has been answered.</summary>
    public Task FaultsAreTakenAsync(Func<string> explain) => Poll.UntilAsync(
        "all faults have met their calls", async () => (await ArrayAsync("_sandbox/faults")).Count(), left => left == 0, explain);

    public Task SettingsAsync(object change) => PostAsync("_sandbox/settings", change);

    /// <summary>Rate limits of the platform are per minute; a minute later they are open again.</summary>
    public Task AMinuteLaterAsync() => PostAsync("_sandbox/clock/advance", new { seconds = 61 });

    public Task HoursLaterAsync(int hours) => PostAsync("_sandbox/clock/advance", new { seconds = hours * 3600 });

    public async Task<IReadOnlyList<JsonNode>> PostsAsync() => [.. (await ArrayAsync("_sandbox/posts"))];

    public async Task<IReadOnlyList<JsonNode>> RequestsAsync() => [.. (await ArrayAsync("_sandbox/requests"))];

    public async Task<int> CountRequestsAsync(string pathPart) =>
        (await RequestsAsync()).Count(r => ((string)r["path"]!).Contains(pathPart, StringComparison.Ordinal));

    /// <summary>Publications that a viewer would see: the platform has all bytes and has let them out.</summary>
    public async Task<int> PublishedAsync() => (await PostsAsync()).Count(p => (string)p["status"]! == "PUBLISH_COMPLETE");

    /// <summary>Posts that bytes were sent for, whatever became of them.</summary>
    public async Task<int> SentAsync() => (await PostsAsync()).Count(p => (long)p["uploadedBytes"]! > 0);

    /// <summary>The text of the newest mail to somebody, once there are that many.</summary>
    public async Task<string> MailAsync(string to, int count, Func<string> explain) =>
        (string)(await MailsAsync(to, mails => mails.Count >= count, explain))[^1]["text"]!;

    public Task<List<JsonNode>> MailsAsync(string to, Func<List<JsonNode>, bool> reached, Func<string> explain) => Poll.UntilAsync(
        "the mail has come", async () => (await ArrayAsync($"_sandbox/mail?to={Uri.EscapeDataString(to)}")).ToList(), reached, explain);

    public Task<string> MailPageAsync(string id) => _http.GetStringAsync($"mail/{id}");

    /// <summary>As a mail program does it: its server posts to the address in the mail's header.</summary>
    public async Task UnsubscribeAsync(string id) => (await _http.PostAsync($"mail/{id}/unsubscribe", null)).EnsureSuccessStatusCode();

    /// <summary>Consents at the platform without a page.</summary>
    /// <returns>Where the platform sends the person's browser.</returns>
    public async Task<Uri> ConsentedAsync(Uri authorize)
    {
        await SettingsAsync(new { autoConsent = true });
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var answer = await browser.GetAsync(authorize);
        await SettingsAsync(new { autoConsent = false });
        return answer.Headers.Location ?? throw new InvalidOperationException($"{authorize} answered {(int)answer.StatusCode} without a way back.");
    }

    public async Task<bool> AnswersAsync()
    {
        try
        {
            using var response = await _http.GetAsync("_sandbox/health");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task ConsentAsync(Uri authorize)
    {
        await SettingsAsync(new { autoConsent = true });
        (await _http.GetAsync(authorize)).EnsureSuccessStatusCode();
        await SettingsAsync(new { autoConsent = false });
    }

    /// <summary>What somebody does on one of Stripe's pages.</summary>
    public async Task DecideAsync(Uri page, string decision, string subscription = "")
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["decision"] = decision, ["subscription"] = subscription });
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await http.PostAsync(page, form);
        if ((int)answer.StatusCode >= 400)
            throw new HttpRequestException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Stripe's own API, as its dashboard would call it.</summary>
    public async Task<JsonNode> StripeAsync(string path, Dictionary<string, string>? form = null)
    {
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, $"stripe/v1/{path}");
        request.Headers.Authorization = new("Bearer", "sk_test_sandbox");
        request.Content = form is null ? null : new FormUrlEncodedContent(form);
        using var answer = await _http.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>An old event comes once more.</summary>
    public Task ResendAsync(string eventId) => PostAsync("_sandbox/stripe/resend", new { @event = eventId });

    /// <summary>Nothing is on its way any more.</summary>
    public Task DeliverAsync() => PostAsync("_sandbox/webhooks/deliver", new { });

    public void Dispose() => _http.Dispose();

    private async Task<IEnumerable<JsonNode>> ArrayAsync(string path) => (await _http.GetFromJsonAsync<JsonArray>(path))!.Select(item => item!);

    private async Task PostAsync(string path, object body) => (await _http.PostAsJsonAsync(path, body)).EnsureSuccessStatusCode();
}
