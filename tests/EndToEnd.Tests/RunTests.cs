using System.Text.Json.Nodes;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>What a person does first: start it, see what comes out, start it again.</summary>
public sealed class RunTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("shortloop-run-").FullName;
    private readonly int _port = Ports.TakeBlock();

    private string Json => Path.Combine(_data, "result.json");

    [Fact]
    public async Task Run_KilledWithAllItStarted_FinishesAtTheNextStartAndShowsItAtTheOneAfter()
    {
        using var api = new Api(new Uri($"http://127.0.0.1:{_port}/"));
        using (var first = new Server(Build.Shortloop, ["--data", _data, "--port", _port.ToString()]))
        {
            await Poll.UntilAsync(
                "the demo renders", () => JobAsync(api), job => (string?)job?["station"] == "render", () => first.Said);
            first.Kill();
            // Host, storage, sandbox and render die with it, though nobody told them.
            await Poll.UntilAsync("everything it started is gone", () => Task.FromResult(Processes.Knowing(_data)), left => left.Count == 0, () => "");
        }

        var second = await Run("--exit", "--json", Json);
        Assert.True(second.ExitCode == 0, second.Output + second.Errors + HostLog());
        var result = JsonNode.Parse(await File.ReadAllTextAsync(Json))!;
        await AssertCompleteAsync(result);
        Assert.Contains("TikTok", second.Output, StringComparison.OrdinalIgnoreCase);

        var third = await Run("--exit", "--json", Json);
        Assert.Equal(0, third.ExitCode);
        var again = JsonNode.Parse(await File.ReadAllTextAsync(Json))!;
        foreach (var part in (string[])["patterns", "strategy", "script", "renders", "metrics", "seconds", "job"])
            Assert.Equal(result[part]!.ToJsonString(), again[part]!.ToJsonString());
        Assert.Equal((string)result["posts"]![0]!["id"]!, (string)again["posts"]![0]!["id"]!);
    }

    [Fact]
    public async Task Run_TwoVideos_WritesAListOfBoth()
    {
        var run = await Run("--exit", "--json", Json, await Clips.ShortAsync(), await Clips.SilentAsync());

        Assert.True(run.ExitCode == 0, run.Output + run.Errors + HostLog());
        var results = JsonNode.Parse(await File.ReadAllTextAsync(Json))!.AsArray();
        Assert.Equal(["short.mp4", "silent.mp4"], results.Select(r => (string)r!["video"]!["fileName"]!));
        Assert.All(results, r => Assert.True((bool)r!["succeeded"]!));
        Assert.Null(results[1]!["renders"]![0]!["loudness"]);
    }

    [Fact]
    public async Task Run_NotAVideo_SaysSoAndEndsWithOne()
    {
        var run = await Run("--exit", await Clips.TextAsync());

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("not an MP4", run.Output);
        Assert.DoesNotContain("   at ", run.Output + run.Errors);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private Task<Command> Run(params string[] arguments) => Command.ShortloopAsync([.. arguments, "--data", _data, "--port", _port.ToString()]);

    private string HostLog() => Path.Combine(_data, "logs/host.log") is var log && File.Exists(log) ? File.ReadAllText(log) : "";

    private static async Task<JsonNode?> JobAsync(Api api)
    {
        try
        {
            return (await api.ListAsync("videos")) is [var video] && (string?)video["jobId"] is { } job ? await api.GetAsync($"jobs/{job}") : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task AssertCompleteAsync(JsonNode result)
    {
        Assert.NotEmpty(result["patterns"]!.AsArray());
        Assert.All(result["patterns"]!.AsArray(), pattern => Assert.NotEmpty(pattern!["evidence"]!.AsArray()));
        Assert.NotEmpty((string)result["strategy"]!["model"]!);
        Assert.NotEmpty(result["script"]!["content"]!["segments"]!.AsArray());
        Assert.Equal(["instagram", "tiktok"], result["renders"]!.AsArray().Select(r => (string)r!["platform"]!).Order());
        foreach (var render in result["renders"]!.AsArray())
            await AssertPlayableAsync(render!);
        var post = Assert.Single(result["posts"]!.AsArray())!;
        Assert.Equal("published", (string)post["status"]!);
        Assert.StartsWith("http://127.0.0.1:", (string)post["link"]!, StringComparison.Ordinal);
        Assert.True((long)Assert.Single(result["metrics"]!.AsArray())!["views"]! > 0);
        Assert.All((string[])["upload", "probe", "analyse", "strategy", "script", "render", "publish"], s => Assert.True((double)result["seconds"]![s]! > 0, s));
    }

    private static async Task AssertPlayableAsync(JsonNode render)
    {
        var probe = await Clips.ProbeAsync((string)render["path"]!);
        var picture = probe["streams"]!.AsArray().First(s => (string)s!["codec_type"]! == "video")!;
        Assert.Equal((1080, 1920), ((int)picture["width"]!, (int)picture["height"]!));
        Assert.Equal((1080, 1920), ((int)render["width"]!, (int)render["height"]!));
        Assert.Equal((long)render["size"]!, new FileInfo((string)render["path"]!).Length);
        Assert.Equal((double)render["duration"]!, double.Parse((string)probe["format"]!["duration"]!), 0.2);
        Assert.InRange((double)render["loudness"]!, -15, -13);
        Assert.InRange(await Clips.LoudnessAsync((string)render["path"]!), -15, -13);
    }
}
