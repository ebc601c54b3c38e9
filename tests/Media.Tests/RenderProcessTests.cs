using System.Diagnostics;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;
using Shortloop.Media.Tests.Rig;
using Shortloop.Render;

namespace Shortloop.Media.Tests;

/// <summary>The program as a container's host sees it: its exit code, what it says, and that it ends in order when it is told to.</summary>
public sealed class RenderProcessTests(Clips clips)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    // Where its own build puts it: beside ours it would miss what our framework brings.
    private static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Shortloop.Render", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "shortloop-render"));

    private readonly string work = clips.NewFolder();

    [Fact]
    public async Task Run_WrongSettings_SaysAllOfThem()
    {
        var (code, words) = await EndAsync(Start(new() { ["SHORTLOOP_QUEUE_WAIT_SECONDS"] = "61" }));

        Assert.Equal(ExitCode.Misconfigured, code);
        Assert.Contains("SHORTLOOP_QUEUE_ENDPOINT is missing", words, StringComparison.Ordinal);
        Assert.Contains("SHORTLOOP_QUEUE_WAIT_SECONDS must be", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoMessage_IsDone()
    {
        await using var broker = await RenderBroker.StartAsync(clips.NewFolder(), TimeProvider.System);

        var (code, words) = await EndAsync(Start(Settings(broker)));

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("nothing to do", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TermSignalWhileItRenders_GivesTheMessageBackAtOnce()
    {
        await using var broker = await RenderBroker.StartAsync(clips.NewFolder(), TimeProvider.System);
        await using var server = await StartServerAsync();
        var reached = new TaskCompletionSource();
        server.Before = what =>
        {
            if (what != "progress") return Task.CompletedTask;
            reached.TrySetResult();
            return Task.Delay(Timeout.Infinite, Cancellation);
        };
        await broker.SendAsync(server.Order);

        var process = Start(Settings(broker));
        await reached.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync(Cancellation);

        Assert.Equal(ExitCode.TryAgain, (await EndAsync(process)).Code);
        Assert.Equal(2, (await broker.Queue.ReceiveAsync(Queues.Render, TimeSpan.Zero, Cancellation))?.DeliveryCount);
        Assert.Empty(server.Results);
        Assert.Empty(Directory.EnumerateFileSystemEntries(work));
    }

    private async Task<RenderServer> StartServerAsync()
    {
        var input = Clips.Input(await clips.DemoAsync());
        var probe = await Tools.Analyser().ProbeAsync(input, Cancellation);
        return await RenderServer.StartAsync(server => new RenderAssignment(input, probe, Tools.Whole(2), [Tools.Variant("tiktok")], new Dictionary<string, Uri>()));
    }

    private Dictionary<string, string> Settings(RenderBroker broker) => new()
    {
        ["SHORTLOOP_QUEUE_ENDPOINT"] = broker.Address.AbsoluteUri,
        ["SHORTLOOP_QUEUE_KEY_NAME"] = RenderBroker.KeyName,
        ["SHORTLOOP_QUEUE_KEY"] = RenderBroker.Key,
        ["SHORTLOOP_QUEUE_WAIT_SECONDS"] = "0",
        ["SHORTLOOP_WORK_FOLDER"] = work,
    };

    private static Process Start(Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("SHORTLOOP_", StringComparison.Ordinal) || name.StartsWith("OTEL_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<(ExitCode Code, string Words)> EndAsync(Process process)
    {
        using (process)
        {
            string words = await process.StandardError.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            return ((ExitCode)process.ExitCode, words);
        }
    }
}
