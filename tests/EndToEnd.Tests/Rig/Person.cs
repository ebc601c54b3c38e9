using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Shortloop.EndToEnd.Rig;

/// <summary>Somebody with a browser: keeps cookies, says which page a call comes from.</summary>
internal sealed class Person : IDisposable
{
    public const string Password = "four words not together";

    private readonly Installation _shortloop;
    private readonly HttpClient _http;

    public Person(Installation shortloop, string email)
    {
        (_shortloop, Email) = (shortloop, email);
        _http = new HttpClient(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(shortloop.Address, "api/v1/"),
        };
        _http.DefaultRequestHeaders.Add("Origin", shortloop.Address.GetLeftPart(UriPartial.Authority));
    }

    public string Email { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Signed up, with the mailed link opened.</summary>
    public static async Task<Person> SignedUpAsync(Installation shortloop, string email)
    {
        var person = new Person(shortloop, email);
        Expect(HttpStatusCode.Accepted, await person.PostAsync("auth/register", new { email, password = Password, name = "Mara" }));
        Expect(HttpStatusCode.OK, await person.PostAsync("auth/verify", new { token = await person.LinkAsync(1), password = Password }));
        return person;
    }

    /// <summary>What stands behind the # of the link in the newest of so many mails.</summary>
    public async Task<string> LinkAsync(int count) =>
        (await _shortloop.Sandbox.MailAsync(Email, count, () => _shortloop.Logs)).Split('#')[1].Split('\n')[0].Trim();

    /// <summary>Connects the sandbox's TikTok account to the organisation.</summary>
    public async Task ConnectAsync()
    {
        var begun = await PostAsync("accounts/tiktok/connect");
        Expect(HttpStatusCode.OK, begun);
        var back = await _shortloop.Sandbox.ConsentedAsync(new Uri((string)(await JsonOf(begun))["authorizeUrl"]!));
        Expect(HttpStatusCode.Redirect, await _http.GetAsync(back));
    }

    /// <summary>Uploads a clip and asks for what is to be made of it.</summary>
    /// <returns>The job's id.</returns>
    public async Task<string> ProduceAsync(string clip, Produce produce)
    {
        var begun = await PostAsync("videos", new { fileName = Path.GetFileName(clip), sizeBytes = new FileInfo(clip).Length });
        Expect(HttpStatusCode.Created, begun);
        var started = await JsonOf(begun);
        var upload = new Upload((string)started["video"]!["id"]!, new Uri((string)started["upload"]!["url"]!), (int)started["upload"]!["blockSizeBytes"]!);
        var job = await PostAsync($"videos/{upload.VideoId}/complete", Api.Completion(await _shortloop.Api.PutBlocksAsync(upload, clip), produce));
        Expect(HttpStatusCode.Accepted, job);
        return (string)(await JsonOf(job))["id"]!;
    }

    /// <summary>Follows a job to its end, whichever that is, unhurriedly: who asks too often is told to wait.</summary>
    public Task<JsonNode> EndOfJobAsync(string jobId) => Poll.UntilAsync(
        "the job is over", () => ReadAsync($"jobs/{jobId}"), job => (string?)job["status"] is "succeeded" or "failed" or "cancelled", () => _shortloop.Logs,
        TimeSpan.FromMilliseconds(200));

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null, string? key = null) => SendAsync(HttpMethod.Post, path, body, key);

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    public async Task<JsonNode> ReadAsync(string path) => await JsonOf(await GetAsync(path));

    /// <param name="version">The one that is to be changed.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, string? key, EntityTagHeaderValue? version = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (version is not null)
            request.Headers.IfMatch.Add(version);
        return await _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostContentAsync(string path, HttpContent body) => _http.PostAsync(path, body);

    public static async Task<JsonNode> JsonOf(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>())!;

    public static void Expect(HttpStatusCode status, HttpResponseMessage answer) =>
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode} {answer.Content.ReadAsStringAsync().GetAwaiter().GetResult()}");

    public void Dispose() => _http.Dispose();
}
