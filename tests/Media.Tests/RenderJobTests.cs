using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Shortloop.Adapters.Ffmpeg;
using Shortloop.Core;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;
using Shortloop.Media.Tests.Rig;
using Shortloop.Render;
using RenderJob = Shortloop.Render.RenderJob;

namespace Shortloop.Media.Tests;

public sealed class RenderJobTests(Clips clips)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    // As the usual one, in milliseconds.
    private static readonly Pace Quick = new(
        TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20), MostDeliveries: 3);

    private readonly string work = clips.NewFolder();

    [Fact]
    public async Task RunAsync_Order_UploadsReportsAndCompletes()
    {
        await using var server = await StartAsync();
        server.ClaimAnswers.Enqueue(503);
        server.BlockAnswers.Enqueue(500);

        var (exit, queue) = await RunAsync(server);

        Assert.Equal((ExitCode.Done, "completed"), (exit, queue.Settled));
        var result = Assert.Single(server.Results);
        Assert.Null(result.ErrorCode);
        Assert.Equal(["tiktok", "instagram"], result.Files.Select(file => file.Platform));
        Assert.All(result.Files, file => Assert.Equal(file.SizeBytes, server.Blobs[file.FileName].Content.Length));
        Assert.Equal("video/mp4", server.Blobs["tiktok.mp4"].Type);
        Assert.Equal("image/jpeg", server.Blobs["instagram.jpg"].Type);
        Assert.Equal("rendering", server.Reports.First().Stage);
        Assert.All(server.Reports, report => Assert.InRange(report.Fraction, 0, 1));
        Assert.Empty(Directory.EnumerateFileSystemEntries(work));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    public async Task RunAsync_ClaimRefused_CompletesQuietly(int status)
    {
        await using var server = await StartAsync();
        server.ClaimAnswers.Enqueue(status);

        var (exit, queue) = await RunAsync(server);

        Assert.Equal((ExitCode.Done, "completed"), (exit, queue.Settled));
        Assert.Empty(server.Results);
        Assert.Empty(server.Blobs);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    public async Task RunAsync_ClaimRefusedByAFrontEnd_GivesTheMessageBack(int status)
    {
        await using var server = await StartAsync();
        server.RefusesItself = false;
        server.ClaimAnswers.Enqueue(status);

        var (exit, queue) = await RunAsync(server, pace: Quick with { RetryFor = TimeSpan.Zero });

        Assert.Equal((ExitCode.TryAgain, "abandoned"), (exit, queue.Settled));
    }

    [Fact]
    public async Task LockKeeper_QueueRefuses_TakesTheLockForLost()
    {
        var clock = new StepClock();
        var refusing = new OneMessageQueue("{}") { Renewing = () => throw new PermanentException("queue_refused", "No.") };
        var message = new LockedMessage("m1", "{}", "lock", clock.GetUtcNow().AddSeconds(30), 1);
        var keeper = new LockKeeper(refusing, message, clock, NullLogger.Instance, Cancellation);
        var lost = new TaskCompletionSource();
        using var told = keeper.Token.Register(lost.SetResult);

        await clock.TimerAsync(TimeSpan.FromSeconds(10)).WaitAsync(Cancellation);
        clock.Advance(TimeSpan.FromSeconds(10));

        await lost.Task.WaitAsync(Cancellation);
        await keeper.DisposeAsync();
    }

    [Fact]
    public async Task RunAsync_Cancelled_StopsAndLeavesNothing()
    {
        await using var server = await StartAsync();
        server.Continue = false;

        var (exit, queue) = await RunAsync(server);

        Assert.Equal((ExitCode.Done, "completed"), (exit, queue.Settled));
        Assert.Empty(server.Results);
        Assert.Empty(server.Blobs);
        Assert.Empty(Directory.EnumerateFileSystemEntries(work));
    }

    [Fact]
    public async Task RunAsync_PermanentError_IsReportedAndCompleted()
    {
        await using var server = await StartAsync(seconds: 60);

        var (exit, queue) = await RunAsync(server);

        Assert.Equal((ExitCode.Done, "completed"), (exit, queue.Settled));
        var result = Assert.Single(server.Results);
        Assert.Equal(("edit_invalid", true), (result.ErrorCode, result.ErrorIsPermanent));
        Assert.DoesNotContain(RenderServer.Token, result.ErrorMessage);
    }

    [Theory]
    [InlineData(1, ExitCode.TryAgain, "abandoned", 0)]
    [InlineData(3, ExitCode.Done, "completed", 1)]
    public async Task RunAsync_PassingError_IsTriedAgainUntilTheLastDelivery(int delivery, ExitCode expected, string settled, int reported)
    {
        await using var server = await StartAsync();
        for (var i = 0; i < 10_000; i++) server.BlockAnswers.Enqueue(503);

        var (exit, queue) = await RunAsync(server, delivery, Quick with { RetryFor = TimeSpan.FromSeconds(3) });

        Assert.Equal((expected, settled), (exit, queue.Settled));
        Assert.Equal(reported, server.Results.Count);
        Assert.All(server.Results, result => Assert.Equal(("storage_unavailable", false), (result.ErrorCode, result.ErrorIsPermanent)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(work));
    }

    [Fact]
    public async Task RunAsync_NoMessage_IsDone() =>
        Assert.Equal(ExitCode.Done, await Job(new OneMessageQueue(null), Quick).RunAsync(Cancellation));

    [Fact]
    public async Task RunAsync_BrokenMessage_IsGivenBack()
    {
        var queue = new OneMessageQueue("{\"jobId\":");

        Assert.Equal((ExitCode.TryAgain, "abandoned"), (await Job(queue, Quick).RunAsync(Cancellation), queue.Settled));
    }

    [Fact]
    public void Read_WrongSettings_ListsEveryProblem()
    {
        var (settings, problems) = RenderSettings.Read(name => name switch
        {
            "SHORTLOOP_QUEUE_KEY" => "secret",
            "SHORTLOOP_QUEUE_WAIT_SECONDS" => "soon",
            _ => null,
        });

        Assert.Null(settings);
        Assert.Equal(3, problems.Count);
        Assert.Contains(problems, problem => problem.StartsWith("SHORTLOOP_QUEUE_ENDPOINT is missing", StringComparison.Ordinal));
        Assert.DoesNotContain(problems, problem => problem.Contains("secret", StringComparison.Ordinal));
    }

    private async Task<RenderServer> StartAsync(double seconds = 2)
    {
        var input = Clips.Input(await clips.DemoAsync());
        var probe = await Tools.Analyser().ProbeAsync(input, Cancellation);
        return await RenderServer.StartAsync(server => new RenderAssignment(
            input, probe, Tools.Whole(seconds), [Tools.Variant("tiktok"), Tools.Variant("instagram")],
            new[] { "tiktok.mp4", "tiktok.jpg", "instagram.mp4", "instagram.jpg" }.ToDictionary(name => name, server.UploadLink)));
    }

    private async Task<(ExitCode Exit, OneMessageQueue Queue)> RunAsync(RenderServer server, int delivery = 1, Pace? pace = null)
    {
        var queue = new OneMessageQueue(JsonSerializer.Serialize(server.Order, JsonSerializerOptions.Web), delivery);
        return (await Job(queue, pace ?? Quick).RunAsync(Cancellation), queue);
    }

    private RenderJob Job(OneMessageQueue queue, Pace pace)
    {
        var ffmpeg = new FfmpegOptions { WorkFolder = work };
        var settings = new RenderSettings(new Uri("http://127.0.0.1:1"), null, null, TimeSpan.Zero, work, ffmpeg);
        return new RenderJob(queue, Tools.Renderer(ffmpeg), new HttpClient(), settings, pace, TimeProvider.System, NullLogger<RenderJob>.Instance);
    }
}
