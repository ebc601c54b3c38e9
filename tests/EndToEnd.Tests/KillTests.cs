using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>kill -9 of the host while a job is at each of its stations; storage, the model and the platform go on.</summary>
[Collection(WithModel.Name)]
public sealed class KillTests(OpenAiInstallation shared, ITestOutputHelper output) : EndToEndTest(shared)
{
    /// <summary>
    /// Stations that work on this machine: they are met by looking again and again. Between two of a row at least one other works, so that the
    /// next is not over before anybody can look after the start.
    /// </summary>
    [Theory]
    [InlineData("probe", "patterns", "render")]
    [InlineData("analyse", "index", "policy")]
    public async Task Kill_WhileStationsWork_EndsAsIfNothingHadHappened(params string[] stations)
    {
        var sent = await BeginAsync();
        var (video, job) = await Shortloop.Api.ProduceAsync(await Clips.ShortAsync(), new Produce());
        foreach (var station in stations)
        {
            await SeeAsync(job, station);
            Shortloop.KillHost();
            await NothingRendersAsync();
            await Shortloop.StartHostAsync();
        }

        await Whole.AssertAsync(Shortloop, video, job, sent);
    }

    /// <summary>Stations that ask someone outside: the answer is held back, and the host dies waiting for it; one job bears it at each of them.</summary>
    [Fact]
    public async Task Kill_WhileWaitingForEachAnswer_EndsAsIfNothingHadHappened()
    {
        (string Station, string Service, string Path, int CallsBefore)[] waits =
        [
            ("strategy", "openai", "/chat/completions", 0),
            // The strategy's is asked for again first.
            ("script", "openai", "/chat/completions", 1),
            ("publish: asks who may post", "tiktok", "/v2/post/publish/creator_info", 0),
            ("publish: announces", "tiktok", "/v2/post/publish/video/init", 0),
            ("publish: sends", "tiktok", "/upload/video", 0),
            ("publish: asks how it went", "tiktok", "/v2/post/publish/status", 0),
            ("metrics", "tiktok", "/v2/video/query", 0),
        ];
        var sent = await BeginAsync();
        await HoldBackAsync(waits[0]);
        var (video, job) = await Shortloop.Api.ProduceAsync(await Clips.ShortAsync(), new Produce());
        for (var n = 0; n < waits.Length; n++)
        {
            await Shortloop.Sandbox.FaultsAreTakenAsync(() => $"Waiting for {waits[n].Station}.\n{Shortloop.Logs}");
            var state = await Shortloop.Api.GetAsync($"jobs/{job}");
            output.WriteLine($"Killed at {waits[n].Station}; the job said {state["station"]}.");
            Shortloop.KillHost();
            if (n + 1 < waits.Length)
                await HoldBackAsync(waits[n + 1]);
            await Shortloop.StartHostAsync();
        }

        await Whole.AssertAsync(Shortloop, video, job, sent);

        async Task HoldBackAsync((string Station, string Service, string Path, int CallsBefore) wait)
        {
            for (var call = 0; call < wait.CallsBefore; call++)
                await Shortloop.Sandbox.FaultAsync(new { service = wait.Service, kind = "slow", path = wait.Path, delaySeconds = 0 });
            await Shortloop.Sandbox.FaultAsync(new { service = wait.Service, kind = "slow", path = wait.Path, delaySeconds = 60 });
        }
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
