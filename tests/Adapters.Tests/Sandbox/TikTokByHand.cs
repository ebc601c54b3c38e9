using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Shortloop.Sandbox;

namespace Shortloop.Adapters.Tests.Sandbox;

/// <summary>Speaks TikTok's protocol by plain HTTP, to test the sandbox apart from our own client.</summary>
public sealed class TikTokByHand : IAsyncDisposable
{
    public const string AllScopes = "user.info.basic,video.publish,video.upload,video.list";
    public const string Redirect = "http://127.0.0.1:5003/back";
    public static readonly string Verifier = new('v', 64);

    private TikTokByHand(RunningSandbox sandbox) => Sandbox = sandbox;

    public RunningSandbox Sandbox { get; }

    public string Access { get; set; } = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TikTokByHand> StartAsync(SandboxSettings? settings = null, string scope = AllScopes, string account = "open-77")
    {
        var hand = new TikTokByHand(await RunningSandbox.StartAsync(settings));
        var back = await hand.AuthorizeAsync(scope: scope, extra: $"&auto=1&account={account}");
        var token = await hand.TokenAsync(Exchange(back["code"]!));
        hand.Access = token.Text("access_token");
        return hand;
    }

    public static string AuthorizeQuery(string scope = AllScopes, string redirect = Redirect, string? challenge = null) =>
        $"tiktok/www/v2/auth/authorize/?client_key=sandbox-client-key&response_type=code&scope={scope}&redirect_uri={Uri.EscapeDataString(redirect)}"
        + $"&state=s1&code_challenge_method=S256&code_challenge={challenge ?? Hex(Verifier)}";

    public static string Hex(string verifier) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    public async Task<System.Collections.Specialized.NameValueCollection> AuthorizeAsync(string scope = AllScopes, string extra = "&auto=1")
    {
        using var reply = await Sandbox.Http.GetAsync(Sandbox.At(AuthorizeQuery(scope) + extra), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        return HttpUtility.ParseQueryString(reply.Headers.Location!.Query);
    }

    public static Dictionary<string, string> Exchange(string code) => new()
    {
        ["client_key"] = "sandbox-client-key",
        ["client_secret"] = "sandbox-client-secret",
        ["grant_type"] = "authorization_code",
        ["code"] = code,
        ["redirect_uri"] = Redirect,
        ["code_verifier"] = Verifier,
    };

    public async Task<JsonElement> TokenAsync(Dictionary<string, string> form)
    {
        using var reply = await Sandbox.Http.PostAsync(Sandbox.At("tiktok/open/v2/oauth/token/"), new FormUrlEncodedContent(form), Cancel);
        return await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    public async Task<(HttpStatusCode Status, string Code, JsonElement Data)> CallAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Sandbox.At("tiktok/open/v2/" + path)) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Access);
        using var reply = await Sandbox.Http.SendAsync(request, Cancel);
        var json = await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return (reply.StatusCode, json.GetProperty("error").Text("code"), json.TryGetProperty("data", out var data) ? data : default);
    }

    public Task<(HttpStatusCode Status, string Code, JsonElement Data)> InitAsync(long size, long chunk, long count, string kind = "video/init/") =>
        CallAsync("post/publish/" + kind, new
        {
            post_info = new { title = "t", privacy_level = "PUBLIC_TO_EVERYONE" },
            source_info = new { source = "FILE_UPLOAD", video_size = size, chunk_size = chunk, total_chunk_count = count },
        });

    public async Task<(HttpStatusCode Status, string? Range)> PutAsync(
        string url, byte[] bytes, string range, string type = "video/mp4")
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        content.Headers.TryAddWithoutValidation("Content-Range", range);
        using var reply = await Sandbox.Http.PutAsync(new Uri(url), content, Cancel);
        return (reply.StatusCode, reply.Content.Headers.ContentRange?.ToString());
    }

    public async Task<string> ControlAsync(string path, object body)
    {
        using var reply = await Sandbox.Http.PostAsJsonAsync(Sandbox.At("_sandbox/" + path), body, Cancel);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return await reply.Content.ReadAsStringAsync(Cancel);
    }

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}

internal static class JsonText
{
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
