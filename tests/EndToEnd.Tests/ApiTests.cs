using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>What strangers, mistakes and broken files get from the running host.</summary>
[Collection(Plain.Name)]
public sealed class ApiTests(PlainInstallation shared) : EndToEndTest(shared)
{
    private static readonly Produce RenderOnly = new() { Privacy = null };

    [Fact]
    public async Task Upload_TextNamedMp4_IsRefusedAndLeavesNothing()
    {
        var upload = await Shortloop.Api.StartUploadAsync("letter.mp4", 100);
        await Shortloop.Api.PutBlockAsync(upload, Api.BlockId(0), "Dear reader, this is not a video at all."u8.ToArray());

        var answer = await CompleteAsync(upload.VideoId, Api.BlockId(0));

        Refused(answer, HttpStatusCode.UnsupportedMediaType, "unsupported_media");
        await NothingIsLeftAsync(upload.VideoId);
    }

    [Fact]
    public async Task Upload_DeclaredTooLarge_IsRefused() => Refused(
        await SendAsync(HttpMethod.Post, "v1/videos", new { fileName = "huge.mp4", sizeBytes = (500L * 1024 * 1024) + 1 }),
        HttpStatusCode.RequestEntityTooLarge, "file_too_large");

    [Fact]
    public async Task Upload_LargerThanDeclared_IsRefusedAndLeavesNothing()
    {
        var upload = await Shortloop.Api.StartUploadAsync("small they said.mp4", 1000);
        await Shortloop.Api.PutBlockAsync(upload, Api.BlockId(0), new byte[8 * 1024 * 1024]);

        // The same block 63 times over makes 504 MB of it.
        var answer = await CompleteAsync(upload.VideoId, [.. Enumerable.Repeat(Api.BlockId(0), 63)]);

        Refused(answer, HttpStatusCode.RequestEntityTooLarge, "file_too_large");
        await NothingIsLeftAsync(upload.VideoId);
    }

    [Theory]
    [InlineData(0, "file_empty")]
    [InlineData(-1, "file_empty")]
    public async Task Upload_Empty_IsRefused(long size, string code) => Refused(
        await SendAsync(HttpMethod.Post, "v1/videos", new { fileName = "empty.mp4", sizeBytes = size }), HttpStatusCode.BadRequest, code);

    [Theory]
    [InlineData("{}", "fileName")]
    [InlineData("""{"fileName":null,"sizeBytes":1}""", "fileName")]
    public async Task Body_WithoutAValueThatIsNeeded_NamesIt(string body, string field)
    {
        var answer = await SendAsync(HttpMethod.Post, "v1/videos", new StringContent(body, Encoding.UTF8, "application/json"));

        Refused(answer, HttpStatusCode.BadRequest, "invalid_request");
        Assert.NotNull(answer.Body!["details"]![field]);
    }

    [Fact]
    public async Task Complete_WithoutAnyBlock_IsRefused()
    {
        var upload = await Shortloop.Api.StartUploadAsync("no bytes.mp4", 1000);

        Refused(await CompleteAsync(upload.VideoId), HttpStatusCode.BadRequest, null);
    }

    [Fact]
    public async Task Complete_WithBlocksThatNeverArrived_SaysSo()
    {
        var upload = await Shortloop.Api.StartUploadAsync("holes.mp4", 1000);
        await Shortloop.Api.PutBlockAsync(upload, Api.BlockId(0), new byte[500]);

        Refused(await CompleteAsync(upload.VideoId, Api.BlockId(0), Api.BlockId(1)), HttpStatusCode.Conflict, "blocks_missing");
    }

    [Theory]
    [InlineData("GET", "videos/vid_nobody")]
    [InlineData("GET", "videos/vid_nobody/blocks")]
    [InlineData("GET", "videos/vid_nobody/measurements")]
    [InlineData("DELETE", "videos/vid_nobody")]
    [InlineData("GET", "jobs/job_nobody")]
    [InlineData("POST", "jobs/job_nobody/cancel")]
    [InlineData("POST", "posts/pst_nobody/approve")]
    [InlineData("GET", "nowhere/at/all")]
    public async Task AnyCall_ForWhatIsNotThere_IsNotFound(string method, string path) =>
        Refused(await SendAsync(new HttpMethod(method), "v1/" + path), HttpStatusCode.NotFound, null);

    [Theory]
    [InlineData("{\"fileName\": ")]
    [InlineData("[]")]
    [InlineData("{\"fileName\": 7, \"sizeBytes\": \"many\"}")]
    [InlineData("")]
    public async Task StartUpload_MalformedJson_IsABadRequest(string json) => Refused(
        await SendAsync(HttpMethod.Post, "v1/videos", new StringContent(json, Encoding.UTF8, "application/json")), HttpStatusCode.BadRequest, null);

    [Fact]
    public async Task AnyCall_FromAPageOfAnotherSite_IsForbidden() => Refused(
        await SendAsync(HttpMethod.Post, "v1/videos", new { fileName = "a.mp4", sizeBytes = 1 }, r => r.Headers.Add("Origin", "https://evil.example")),
        HttpStatusCode.Forbidden, "origin_not_allowed");

    [Fact]
    public async Task AnyCall_UnderAForeignHostName_IsRefused() => Refused(
        await SendAsync(HttpMethod.Get, "v1/videos", null, r => r.Headers.Host = "evil.example"), HttpStatusCode.BadRequest, "host_not_allowed");

    [Theory]
    [InlineData("claim")]
    [InlineData("progress")]
    [InlineData("finished")]
    public async Task RenderCallback_WithAWrongToken_IsUnauthorized(string call)
    {
        var body = new { stage = "rendering", fraction = 0.5, succeeded = true, files = Array.Empty<object>() };

        var answer = await SendAsync(
            HttpMethod.Post, $"internal/renders/org_local/rnd_some/{call}", body, r => r.Headers.Add("X-Render-Token", "guessed"));

        Refused(answer, HttpStatusCode.Unauthorized, "render_token_void");
    }

    [Fact]
    public async Task CancelUpload_WithBlocksInStorage_LeavesNothing()
    {
        var upload = await Shortloop.Api.StartUploadAsync("regretted.mp4", 1000);
        await Shortloop.Api.PutBlockAsync(upload, Api.BlockId(0), new byte[500]);
        Assert.NotEmpty(await Storage.BlobsOfAsync(Shortloop, upload.VideoId));

        var answer = await SendAsync(HttpMethod.Delete, $"v1/videos/{upload.VideoId}");

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        await NothingIsLeftAsync(upload.VideoId);
    }

    [Fact]
    public async Task CancelJob_WhileItRenders_StopsTheRender()
    {
        var (video, job) = await Shortloop.Api.ProduceAsync(await Clips.LongAsync(), RenderOnly);
        await Shortloop.JobAsync(job, "renders", j => (double)j["stations"]!.AsArray().First(s => (string)s!["name"]! == "render")!["fraction"]! > 0);

        await Shortloop.Api.PostAsync($"jobs/{job}/cancel");

        await Poll.UntilAsync(
            "ffmpeg has stopped", () => Task.FromResult(Processes.Knowing(Path.Combine(Shortloop.Data, "work", "")).Count), running => running == 0, () => Shortloop.Logs);
        Assert.Equal("cancelled", (string)(await Shortloop.Api.GetAsync($"jobs/{job}"))["status"]!);
        var render = Assert.Single(await Shortloop.Api.ListAsync($"renders?videoId={video}"));
        Assert.Equal("cancelled", (string)render["status"]!);
        Assert.Null(render["url"]);
    }

    [Fact]
    public async Task Produce_Silent_WorksToTheEnd()
    {
        var (video, job) = await Shortloop.Api.ProduceAsync(await Clips.SilentAsync(), RenderOnly);

        Assert.Equal("succeeded", (string)(await Shortloop.EndOfJobAsync(job))["status"]!);
        var render = Assert.Single(await Shortloop.Api.ListAsync($"renders?videoId={video}"));
        Assert.Equal("succeeded", (string)render["status"]!);
        Assert.Null(render["loudnessLufs"]);
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("sound only")]
    public async Task Produce_BrokenMedia_FailsInWordsThatHelp(string what)
    {
        var clip = what == "truncated" ? await Clips.TruncatedAsync() : await Clips.SoundOnlyAsync();
        var (id, jobId) = await Shortloop.Api.ProduceAsync(clip, RenderOnly);

        var job = await Shortloop.EndOfJobAsync(jobId);

        Assert.Equal("failed", (string)job["status"]!);
        Assert.Equal("probe", (string)job["station"]!);
        var video = await Shortloop.Api.GetAsync($"videos/{id}");
        Assert.Equal("failed", (string)video["status"]!);
        Assert.Equal(job["failure"]!.ToJsonString(), video["failure"]!.ToJsonString());
        var message = (string)job["failure"]!["message"]!;
        Assert.Matches("[.!]$", message);
        Assert.DoesNotContain("Exception", message);
        Assert.DoesNotContain("sig=", message);
    }

    private Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, Action<HttpRequestMessage>? change = null) =>
        Shortloop.Api.SendAsync(method, path, body, change);

    private Task<Answer> CompleteAsync(string videoId, params IReadOnlyList<string> blocks) =>
        SendAsync(HttpMethod.Post, $"v1/videos/{videoId}/complete", Api.Completion(blocks, RenderOnly));

    private async Task NothingIsLeftAsync(string videoId)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, $"v1/videos/{videoId}")).Status);
        Assert.Empty(await Storage.BlobsOfAsync(Shortloop, videoId));
    }

    private static void Refused(Answer answer, HttpStatusCode status, string? code)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.False(string.IsNullOrWhiteSpace((string?)answer.Body!["message"]));
        if (code is not null)
            Assert.Equal(code, answer.Code);
    }
}
