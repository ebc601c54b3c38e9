using Microsoft.Extensions.Logging.Abstractions;
using Shortloop.Adapters.Ffmpeg;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;
using Shortloop.Media.Tests.Rig;
using Shortloop.Render;
using RenderJob = Shortloop.Render.RenderJob;

namespace Shortloop.Media.Tests;

/// <summary>The render job and the real broker: what becomes of a message when work is long or interrupted. Killed processes are the end-to-end tests' part.</summary>
public sealed class RenderDeliveryTests(Clips clips)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Third = RenderBroker.Lock / 3;
    private static readonly string[] Names = ["instagram.jpg", "instagram.mp4", "tiktok.jpg", "tiktok.mp4"];

    private readonly string work = clips.NewFolder();

    [Fact]
    public async Task RunAsync_LongerThanTheLock_KeepsItByRenewal()
    {
        var clock = new StepClock();
        await using var broker = await RenderBroker.StartAsync(clips.NewFolder(), clock);
        await using var server = await StartAsync();
        var (reached, open) = Hold(server, "finished");
        await broker.SendAsync(server.Order);

        var job = Job(broker, clock).RunAsync(Cancellation);
        await reached;
        for (var passed = TimeSpan.Zero; passed < 2 * RenderBroker.Lock; passed += Third)
        {
            // The next timer is set when the renewal before it has been answered.
            await clock.TimerAsync(Third).WaitAsync(Cancellation);
            clock.Advance(Third);
        }

        await clock.TimerAsync(Third).WaitAsync(Cancellation);
        Assert.Null(await broker.Queue.ReceiveAsync(Queues.Render, TimeSpan.Zero, Cancellation));
        open();

        Assert.Equal(ExitCode.Done, await job);
        AssertDoneOnce(server);
        await AssertEmptyAsync(broker, () => clock.Advance(2 * RenderBroker.Lock));
    }

    [Fact]
    public async Task RunAsync_LockLostDuringUpload_StopsAndTheNextDeliveryDoesItOnce()
    {
        var clock = new StepClock();
        await using var broker = await RenderBroker.StartAsync(clips.NewFolder(), clock);
        await using var server = await StartAsync();
        var (reached, open) = Hold(server, "block");
        await broker.SendAsync(server.Order);

        var job = Job(broker, clock).RunAsync(Cancellation);
        await reached;
        await clock.TimerAsync(Third).WaitAsync(Cancellation);
        // As if the machine had slept.
        clock.Advance(2 * RenderBroker.Lock);

        Assert.Equal(ExitCode.TryAgain, await job);
        Assert.Empty(server.Results);
        Assert.Empty(server.Blobs);
        Assert.Empty(Directory.EnumerateFileSystemEntries(work));
        open();
        Assert.Equal(ExitCode.Done, await Job(broker, clock).RunAsync(Cancellation));
        AssertDoneOnce(server);
        await AssertEmptyAsync(broker, () => clock.Advance(2 * RenderBroker.Lock));
    }

    [Fact]
    public async Task RunAsync_MessageThatNobodyCanRead_IsSetAsideAfterItsDeliveries()
    {
        await using var broker = await RenderBroker.StartAsync(clips.NewFolder(), new StepClock());
        await broker.SendAsync("poison", "{\"jobId\":");

        for (var delivery = 0; delivery < RenderBroker.MaxDeliveries; delivery++)
            Assert.Equal(ExitCode.TryAgain, await Job(broker, TimeProvider.System).RunAsync(Cancellation));

        Assert.Equal(ExitCode.Done, await Job(broker, TimeProvider.System).RunAsync(Cancellation));
        Assert.Equal(1, broker.Statistics.DeadLettered);
        var dead = await broker.Queue.ReceiveAsync(Queues.DeadLettersOf(Queues.Render), TimeSpan.Zero, Cancellation);
        Assert.Equal(("poison", "MaxDeliveryCountExceeded"), (dead?.Id, dead?.DeadLetterReason));
    }

    /// <summary>Before the queue sets a message aside, the job must have had its chance to say that it gives up.</summary>
    [Fact]
    public void Pace_Usual_ReportsBeforeTheQueueSetsAside() => Assert.True(Pace.Usual.MostDeliveries < RenderBroker.MaxDeliveries);

    private static void AssertDoneOnce(RenderServer server)
    {
        var result = Assert.Single(server.Results);
        Assert.Null(result.ErrorCode);
        Assert.Equal(Names, server.Blobs.Keys.Order());
        Assert.All(result.Files, file => Assert.Equal(file.SizeBytes, server.Blobs[file.FileName].Content.Length));
    }

    private static async Task AssertEmptyAsync(RenderBroker broker, Action later)
    {
        later();
        Assert.Null(await broker.Queue.ReceiveAsync(Queues.Render, TimeSpan.Zero, Cancellation));
        Assert.Equal(0, broker.Statistics.DeadLettered);
    }

    /// <summary>Holds back the answers to a call until it is opened.</summary>
    private static (Task Reached, Action Open) Hold(RenderServer server, string call)
    {
        var (reached, open) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Before = what =>
        {
            if (what != call) return Task.CompletedTask;
            reached.TrySetResult();
            return open.Task;
        };
        return (reached.Task.WaitAsync(Cancellation), open.SetResult);
    }

    private async Task<RenderServer> StartAsync()
    {
        var input = Clips.Input(await clips.DemoAsync());
        var probe = await Tools.Analyser().ProbeAsync(input, Cancellation);
        return await RenderServer.StartAsync(server => new RenderAssignment(
            input, probe, Tools.Whole(2), [Tools.Variant("tiktok"), Tools.Variant("instagram")],
            Names.ToDictionary(name => name, server.UploadLink)));
    }

    private RenderJob Job(RenderBroker broker, TimeProvider clock)
    {
        var ffmpeg = new FfmpegOptions { WorkFolder = work };
        var settings = new RenderSettings(broker.Address, RenderBroker.KeyName, RenderBroker.Key, TimeSpan.Zero, work, ffmpeg);
        return new RenderJob(broker.Queue, Tools.Renderer(ffmpeg), new HttpClient(), settings, Pace.Usual, clock, NullLogger<RenderJob>.Instance);
    }
}
