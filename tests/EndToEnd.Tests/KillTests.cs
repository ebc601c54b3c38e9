using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>kill -9 of the host while a job is at each of its stations; storage, the model and the platform go on.</summary>
[Collection(WithModel.Name)]
public sealed class KillTests(OpenAiInstallation shared, ITestOutputHelper output) : EndToEndTest(shared)
{
    /// <summary>Stations that work on this machine: they are met by looking again and again.</summary>
    [Theory]
    [InlineData("probe")]
    [InlineData("analyse")]
    [InlineData("patterns")]
    [InlineData("index")]
    [InlineData("render")]
    [InlineData("policy")]
    public async Task Kill_WhileAStationWorks_EndsAsIfNothingHadHappened(string station)
    {
        var sent = await BeginAsync();
        var (video, job) = await Shortloop.Api.ProduceAsync(await Clips.ShortAsync(), new Produce());
        await SeeAsync(job, station);
        Shortloop.KillHost();
        await NothingRendersAsync();

        await Shortloop.StartHostAsync();

        await Whole.AssertAsync(Shortloop, video, job, sent);
    }

    /// <summary>Stations that ask someone outside: the answer is held back, and the host dies waiting for it.</summary>
    [Theory]
    [InlineData("strategy", "openai", "/chat/completions", 0)]
    [InlineData("script", "openai", "/chat/completions", 1)]
    [InlineData("publish: asks who may post", "tiktok", "/v2/post/publish/creator_info", 0)]
    [InlineData("publish: announces", "tiktok", "/v2/post/publish/video/init", 0)]
    [InlineData("publish: sends", "tiktok", "/upload/video", 0)]
    [InlineData("publish: asks how it went", "tiktok", "/v2/post/publish/status", 0)]
    [InlineData("metrics", "tiktok", "/v2/video/query", 0)]
    public async Task Kill_WhileWaitingForAnAnswer_EndsAsIfNothingHadHappened(string station, string service, string path, int callsBefore)
    {
        var sent = await BeginAsync();
        for (var call = 0; call < callsBefore; call++)
            await Shortloop.Sandbox.FaultAsync(new { service, kind = "slow", path, delaySeconds = 0 });
        await Shortloop.Sandbox.FaultAsync(new { service, kind = "slow", path, delaySeconds = 60 });
        var (video, job) = await Shortloop.Api.ProduceAsync(await Clips.ShortAsync(), new Produce());
        await Shortloop.Sandbox.FaultsAreTakenAsync(() => Shortloop.Logs);
        var state = await Shortloop.Api.GetAsync($"jobs/{job}");
        output.WriteLine($"Killed at {station}; the job said {state["station"]}.");
        Shortloop.KillHost();

        await Shortloop.StartHostAsync();

        await Whole.AssertAsync(Shortloop, video, job, sent);
    }

    [Fact]
    public async Task Kill_DuringUpload_GoesOnWithTheBlocksThatAreThere()
    {
        var sent = await BeginAsync();
        var clip = await File.ReadAllBytesAsync(await Clips.ShortAsync());
        var upload = await Shortloop.Api.StartUploadAsync("cut off.mp4", clip.Length);
        await Shortloop.Api.PutBlockAsync(upload, Api.BlockId(0), clip.AsMemory(0, clip.Length / 2));
        Shortloop.KillHost();
        await Shortloop.StartHostAsync();

        var state = await Shortloop.Api.GetAsync($"videos/{upload.VideoId}/blocks");
        var block = Assert.Single(state["blocks"]!.AsArray());
        Assert.Equal(Api.BlockId(0), (string)block!["id"]!);
        Assert.Equal(clip.Length / 2, (long)block["length"]!);
        await Shortloop.Api.PutBlockAsync(upload, Api.BlockId(1), clip.AsMemory(clip.Length / 2));

        // Once more, with the answer to "complete" lost: the client repeats it.
        var completion = Api.Completion([Api.BlockId(0), Api.BlockId(1)], new Produce());
        var lost = Shortloop.Api.SendAsync(HttpMethod.Post, $"v1/videos/{upload.VideoId}/complete", completion);
        await Poll.UntilAsync(
            "the upload is being completed", () => Shortloop.Api.GetAsync($"videos/{upload.VideoId}"),
            video => (string)video["status"]! != "uploading", () => Shortloop.Logs);
        Shortloop.KillHost();
        await Record.ExceptionAsync(() => lost);
        await Shortloop.StartHostAsync();
        var job = await Shortloop.Api.PostAsync($"videos/{upload.VideoId}/complete", completion);

        await Whole.AssertAsync(Shortloop, upload.VideoId, (string)job["id"]!, sent);
    }

    [Fact]
    public async Task Kill_WhileApprovalIsAwaited_StillAwaitsIt()
    {
        var sent = await BeginAsync();
        var (video, post) = await Shortloop.AwaitingApprovalAsync(await Clips.ShortAsync(), new Produce());
        Shortloop.KillHost();
        await Shortloop.StartHostAsync();

        Assert.Equal("awaiting_approval", (string)(await Shortloop.Api.ListAsync($"posts?videoId={video}"))[0]["status"]!);
        Assert.Equal(sent, await Shortloop.Sandbox.SentAsync());
        await Shortloop.Api.PostAsync($"posts/{post["id"]}/approve");

        var job = (string)(await Shortloop.Api.GetAsync($"videos/{video}"))["jobId"]!;
        await Whole.AssertAsync(Shortloop, video, job, sent);
    }

    private async Task<int> BeginAsync()
    {
        await Shortloop.Sandbox.ClearFaultsAsync();
        await Shortloop.Sandbox.AMinuteLaterAsync();
        return await Shortloop.Sandbox.SentAsync();
    }

    private async Task SeeAsync(string job, string station)
    {
        // Without a pause: some stations last a few milliseconds.
        var seen = await Poll.UntilAsync(
            $"the job is at {station}", () => Shortloop.Api.GetAsync($"jobs/{job}"),
            j => (string)j["stations"]!.AsArray().First(s => (string)s!["name"]! == station)!["status"]! != "waiting" || (string)j["status"]! == "failed",
            () => Shortloop.Logs, TimeSpan.Zero);
        output.WriteLine($"Killed at {station}; the job said {seen["station"]}.");
    }

    private async Task NothingRendersAsync() => await Poll.UntilAsync(
        "no render goes on without its host", () => Task.FromResult(Processes.Knowing(Path.Combine(Shortloop.Data, "work"))),
        running => running.Count == 0, () => string.Join('\n', Processes.Knowing(Shortloop.Data)));
}
