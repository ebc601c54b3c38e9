using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shortloop.Adapters.Tests.TikTok;
using Shortloop.Sandbox;

namespace Shortloop.Adapters.Tests.Sandbox;

/// <summary>The sandbox's own doors, and its model by plain HTTP.</summary>
public sealed class ControlTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Faults_OverHttp_ApplyToTheNextMatchingCallsOnly()
    {
        await using var hand = await TikTokByHand.StartAsync();
        await hand.ControlAsync("faults", new { service = "tiktok", path = "/v2/post/publish/creator_info", kind = "status", status = 429, retryAfterSeconds = 4, count = 2 });

        var codes = new List<string> { (await hand.InitAsync(4096, 4096, 1)).Code };
        for (var i = 0; i < 3; i++)
            codes.Add((await hand.CallAsync("post/publish/creator_info/query/", new { })).Code);

        Assert.Equal(["ok", "rate_limit_exceeded", "rate_limit_exceeded", "ok"], codes);
    }

    [Fact]
    public async Task Requests_List_HasPathsAndNoSecret()
    {
        await using var hand = await TikTokByHand.StartAsync();
        var url = (await hand.InitAsync(4096, 4096, 1)).Data.Text("upload_url");
        await hand.PutAsync(url, TinyMp4.Make(), "bytes 0-4095/4096");

        var list = await hand.Sandbox.Http.GetStringAsync(hand.Sandbox.At("_sandbox/requests"), Cancel);

        Assert.Contains("/tiktok/upload/video/", list, StringComparison.Ordinal);
        Assert.DoesNotContain("upload_token", list, StringComparison.Ordinal);
        Assert.DoesNotContain(hand.Access, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_ForgetsPostsAndBytes()
    {
        await using var hand = await TikTokByHand.StartAsync();
        var url = (await hand.InitAsync(4096, 4096, 1)).Data.Text("upload_url");
        await hand.PutAsync(url, TinyMp4.Make(), "bytes 0-4095/4096");
        var before = await hand.Sandbox.Http.GetFromJsonAsync<JsonElement>(hand.Sandbox.At("_sandbox/posts"), Cancel);
        await hand.ControlAsync("reset", new { });
        var after = await hand.Sandbox.Http.GetFromJsonAsync<JsonElement>(hand.Sandbox.At("_sandbox/posts"), Cancel);

        Assert.Equal((1, 0), (before.GetArrayLength(), after.GetArrayLength()));
        Assert.False(Directory.Exists(Path.Combine(hand.Sandbox.Data, "tiktok")));
    }

    [Fact]
    public async Task Settings_UnknownName_IsRefused_KnownOne_IsMergedAndKept()
    {
        await using var hand = await TikTokByHand.StartAsync();
        using var unknown = await hand.Sandbox.Http.PostAsJsonAsync(hand.Sandbox.At("_sandbox/settings"), new { autoConsnet = true }, Cancel);
        await hand.ControlAsync("settings", new { autoConsent = true });
        await hand.Sandbox.RestartAsync();

        var settings = await hand.Sandbox.Http.GetFromJsonAsync<SandboxSettings>(hand.Sandbox.At("_sandbox/settings"), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.True(settings is { AutoConsent: true, ModerationSeconds: 1 });
        Assert.NotNull((await hand.AuthorizeAsync(extra: ""))["code"]);
    }

    [Theory]
    [InlineData("""{"tikTokWebhookUrl":"ftp://example.com"}""")]
    [InlineData("""{"processingSeconds":-1}""")]
    [InlineData("""{"postsPerDay":"many"}""")]
    [InlineData("[1]")]
    public async Task Settings_BadValue_IsRefusedAndChangesNothing(string change)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var content = new StringContent(change, System.Text.Encoding.UTF8, "application/json");

        using var reply = await sandbox.Http.PostAsync(sandbox.At("_sandbox/settings"), content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(new SandboxSettings(), await sandbox.Http.GetFromJsonAsync<SandboxSettings>(sandbox.At("_sandbox/settings"), Cancel));
    }

    [Fact]
    public async Task Home_ListsPostsWithAPlayer_AndEncodesWhatPeopleWrote()
    {
        await using var hand = await TikTokByHand.StartAsync();
        var init = (await hand.CallAsync("post/publish/video/init/", new
        {
            post_info = new { title = "<script>alert(1)</script>", privacy_level = "SELF_ONLY" },
            source_info = new { source = "FILE_UPLOAD", video_size = 4096, chunk_size = 4096, total_chunk_count = 1 },
        })).Data;
        await hand.PutAsync(init.Text("upload_url"), TinyMp4.Make(), "bytes 0-4095/4096");

        var page = await hand.Sandbox.Http.GetStringAsync(hand.Sandbox.Http.BaseAddress ?? hand.Sandbox.App.Address, Cancel);

        Assert.Contains("<video controls", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PortInUse_FailsWithAnIOException()
    {
        await using var first = await RunningSandbox.StartAsync();

        await Assert.ThrowsAsync<IOException>(() => SandboxApp.StartAsync(
            new SandboxOptions { DataDirectory = Path.Combine(first.Data, "second"), Port = first.App.Address.Port }, Cancel));
    }

    [Fact]
    public async Task ChatCompletion_Streamed_JoinsToTheSameAnswer()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var whole = (await ChatAsync(sandbox, stream: false)).Split('\n')[0];
        var frames = (await ChatAsync(sandbox, stream: true)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        var chunks = frames[..^1].Select(f => JsonElement.Parse(f["data: ".Length..])).ToList();
        var text = string.Concat(chunks.SelectMany(c => c.GetProperty("choices").EnumerateArray())
            .Select(c => c.GetProperty("delta")).Where(d => d.TryGetProperty("content", out _)).Select(d => d.Text("content")));
        Assert.Equal("data: [DONE]", frames[^1]);
        Assert.True(chunks[^1].GetProperty("usage").GetProperty("total_tokens").GetInt32() > 0);
        Assert.Equal(JsonElement.Parse(whole).GetProperty("choices")[0].GetProperty("message").Text("content"), text);
    }

    private static async Task<string> ChatAsync(RunningSandbox sandbox, bool stream)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, sandbox.At("openai/v1/chat/completions"))
        {
            Content = JsonContent.Create(new
            {
                model = "gpt-sandbox",
                messages = new[] { new { role = "user", content = "Tell me about rope and knots" } },
                stream,
                stream_options = new { include_usage = true },
            }),
        };
        request.Headers.Authorization = new("Bearer", "sk-sandbox");
        using var reply = await sandbox.Http.SendAsync(request, Cancel);
        return await reply.Content.ReadAsStringAsync(Cancel);
    }
}
