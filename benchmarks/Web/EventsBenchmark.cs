using System.Diagnostics;
using System.Globalization;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.Bench.Web;

/// <summary>1,000 clients listen to one organisation on one process; the host runs in a process of its own, over loopback.</summary>
internal static class EventsBenchmark
{
    private const int Clients = 1000;
    private const int Rounds = 60;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    public static async Task RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("shortloop-bench-").FullName;
        try
        {
            var port = Ports.TakeBlock();
            using var host = new Server(Build.Shortloop, ["serve", "--data", data, "--port", port.ToString(CultureInfo.InvariantCulture)]);
            using var api = new Api(new Uri($"http://127.0.0.1:{port}/"));
            await Poll.UntilAsync("the host answers", () => api.AnswersAsync("api/v1/videos"), answers => answers, () => host.Said);
            await MeasureAsync(host, api, port);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task MeasureAsync(Server host, Api api, int port)
    {
        // What only the first requests cost is not the clients'.
        await using (var few = await EventCrowd.ConnectAsync(port, 20))
            await RoundAsync(api, few);
        var alone = await WorkAsync(host);
        var before = Processes.Memory(host.Process.Id);
        await using var crowd = await EventCrowd.ConnectAsync(port, Clients);
        await RoundAsync(api, crowd);

        var idle = await WorkAsync(host) - alone;
        var memory = (Processes.Memory(host.Process.Id) - before) / 1024d / Clients;

        var delays = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            delays.Add(await RoundAsync(api, crowd));
            await Task.Delay(50);
        }

        delays.Sort();
        await Console.Error.WriteLineAsync(FormattableString.Invariant(
            $"events: to the last of {Clients} p50 {delays[Rounds / 2]:0} ms, most {delays[^1]:0} ms; {memory:0} KB a client; {idle:P1} of a core while nothing happens, beside {alone:P1} without clients"));
        // By now every stream has ended itself once: nobody may have missed anything over it.
        await crowd.AllReconnectedAsync();
        await RoundAsync(api, crowd);
        new Figure("events.clients", crowd.Complete(), "", Clients, Bound.AtLeast).Write();
        new Figure("events.delay_p50_ms", delays[Rounds / 2], "ms", 250).Write();
        new Figure("events.last_delay_ms", delays[(int)Math.Ceiling(0.99 * Rounds) - 1], "ms", 500).Write();
        new Figure("events.memory_kb", memory, "KB", 100).Write();
        new Figure("events.idle_cpu_percent", idle * 100, "%", 10).Write();
    }

    /// <returns>Share of a core that the host takes while nothing happens.</returns>
    private static async Task<double> WorkAsync(Server host)
    {
        host.Process.Refresh();
        var (work, begin) = (host.Process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(Quiet);
        host.Process.Refresh();
        return (host.Process.TotalProcessorTime - work) / Stopwatch.GetElapsedTime(begin);
    }

    /// <returns>From before the call that causes an event to its arrival at the last client, in ms.</returns>
    private static async Task<double> RoundAsync(Api api, EventCrowd crowd)
    {
        var begin = Stopwatch.GetTimestamp();
        await api.StartUploadAsync("event.mp4", 1000);
        return Stopwatch.GetElapsedTime(begin, await crowd.NextAsync()).TotalMilliseconds;
    }
}
