using System.Text.Json.Nodes;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>Strategy and script by a language model behind the protocol of OpenAI.</summary>
[Collection(WithModel.Name)]
public sealed class ModelTests(OpenAiInstallation shared) : EndToEndTest(shared)
{
    private const string Path = "/chat/completions";

    [Fact]
    public async Task Produce_WithAModel_LetsItWriteStrategyAndScript() => Assert.Equal(2, await CallsAsync());

    [Fact]
    public async Task Produce_BrokenReply_IsRepairedOnce() =>
        Assert.Equal(3, await CallsAsync(new { service = "openai", kind = "broken_json", path = Path }));

    [Fact]
    public async Task Produce_ModelBusy_WaitsAsLongAsItIsTold() =>
        Assert.Equal(3, await CallsAsync(new { service = "openai", kind = "status", path = Path, status = 429, retryAfterSeconds = 1 }));

    /// <returns>How many calls the model has had for one video.</returns>
    private async Task<int> CallsAsync(object? fault = null)
    {
        await Shortloop.Sandbox.ClearFaultsAsync();
        var before = await Shortloop.Sandbox.CountRequestsAsync(Path);
        if (fault is not null)
            await Shortloop.Sandbox.FaultAsync(fault);

        var (video, job) = await Shortloop.Api.ProduceAsync(await Clips.ShortAsync(), new Produce { Privacy = null });

        var end = await Shortloop.EndOfJobAsync(job);
        Assert.True((string)end["status"]! == "succeeded", $"{end}\n{Shortloop.Logs}");
        foreach (var kind in (string[])["strategies", "scripts"])
            Assert.NotEqual("built-in analyst", (string)Assert.Single<JsonNode>(await Shortloop.Api.ListAsync($"{kind}?videoId={video}"))["model"]!);
        return await Shortloop.Sandbox.CountRequestsAsync(Path) - before;
    }
}
