using System.Diagnostics;
using System.Globalization;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.Bench.Hosting;

internal static class StartBenchmark
{
    private const int Turns = 3;

    public static async Task RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("shortloop-bench-").FullName;
        try
        {
            var seconds = new List<double>();
            for (var turn = 0; turn <= Turns; turn++)
            {
                var taken = await StartAsync(data);
                await Console.Error.WriteLineAsync(FormattableString.Invariant($"start, {(turn == 0 ? "first" : $"turn {turn}")}: {taken:0.00} s"));
                if (turn > 0) seconds.Add(taken);
            }

            new Figure("start.warm_seconds", Measure.Median(seconds), "s", 3).Write();
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>From the start of the program that starts all others to the first healthy answer of the host.</summary>
    private static async Task<double> StartAsync(string data)
    {
        var port = Ports.TakeBlock();
        using var api = new Api(new Uri($"http://127.0.0.1:{port}/"));
        var begin = Stopwatch.GetTimestamp();
        using var shortloop = new Server(Build.Shortloop, ["--data", data, "--port", port.ToString(CultureInfo.InvariantCulture)]);
        await Poll.UntilAsync("the host is healthy", () => api.AnswersAsync("api/health"), healthy => healthy, () => shortloop.Said, TimeSpan.FromMilliseconds(5));
        var taken = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        shortloop.Kill();
        await Poll.UntilAsync("all it started is gone", () => Task.FromResult(Processes.Knowing(data)), left => left.Count == 0, () => "");
        return taken;
    }
}
