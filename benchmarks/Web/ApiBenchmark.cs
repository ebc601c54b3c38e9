using System.Globalization;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.Bench.Web;

/// <summary>
/// The API's pace beside the same routes written directly on ASP.NET Core, over the same file, at 64 connections. The two take turns, so that what
/// else the machine does meets both. Host, the other and this process share the machine's cores.
/// </summary>
internal static class ApiBenchmark
{
    private const int Connections = 64;
    private const int Turns = 10;
    private static readonly Dictionary<string, string> Unlimited = new() { ["SHORTLOOP_LIMITS"] = "session=100000000 address=100000000" };
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1.5);

    public static async Task RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("shortloop-bench-").FullName;
        try
        {
            var port = Ports.TakeBlock();
            using (var first = Serve(data, port))
                await ReadyAsync(port, first);
            var token = await ApiData.PlantAsync(data);
            using var host = Serve(data, port);
            await ReadyAsync(port, host);
            var rawPort = port + 1;
            using var raw = new Server(Environment.ProcessPath!, [RawApi.ChildArgument, data, Text(rawPort)]);
            await AnsweringAsync(rawPort, "raw/videos", raw);

            var list = await CompareAsync(
                "GET videos, the person at this machine", new Target(host, port, Load.Get("/api/v1/videos")), new Target(raw, rawPort, Load.Get("/raw/videos")));
            var signed = await CompareAsync(
                "GET videos, a session's token", new Target(host, port, Load.Get("/api/v1/videos", token)), new Target(raw, rawPort, Load.Get("/raw/signed", token)));
            const string body = """{"fileName":"walk.mp4","sizeBytes":48000000}""";
            var post = await CompareAsync(
                "POST a video", new Target(host, port, Load.Post("/api/v1/videos", body)), new Target(raw, rawPort, Load.Post("/raw/videos", body)));

            new Figure("api.get_per_second", list.Ours.PerSecond, "1/s", 500, Bound.AtLeast).Write();
            new Figure("api.get_p50_ms", list.Ours.At(0.5), "ms", 150).Write();
            new Figure("api.get_p99_ms", list.Ours.At(0.99), "ms", 400).Write();
            new Figure("api.get_signed_in_p99_ms", signed.Ours.At(0.99), "ms", 400).Write();
            new Figure("api.post_per_second", post.Ours.PerSecond, "1/s", 200, Bound.AtLeast).Write();
            new Figure("api.post_p99_ms", post.Ours.At(0.99), "ms", 1000).Write();
            new Figure("api.get_share_of_raw", list.Share, "", 0.7, Bound.AtLeast).Write();
            new Figure("api.get_signed_in_share_of_raw", signed.Share, "", 0.7, Bound.AtLeast).Write();
            new Figure("api.post_share_of_raw", post.Share, "", 0.7, Bound.AtLeast).Write();
            // Of the processor's time, which what else the machine does disturbs less.
            new Figure("api.work_share_of_raw", new[] { list.WorkShare, signed.WorkShare, post.WorkShare }.Min(), "", 0.7, Bound.AtLeast).Write();
            new Figure("api.share_of_raw", new[] { list.Share, signed.Share, post.Share }.Min(), "", 0.7, Bound.AtLeast).Write();
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <returns>Our middle turn; the medians, turn by turn, of our pace over the other's, and of the other's work on a request over ours.</returns>
    private static async Task<(LoadResult Ours, double Share, double WorkShare)> CompareAsync(string what, Target ours, Target raw)
    {
        var turns = new List<(LoadResult Ours, double Share, double WorkShare)>();
        for (var turn = 0; turn <= Turns; turn++)
        {
            var (mine, work) = await RunAsync(ours);
            var (other, otherWork) = await RunAsync(raw);
            await Console.Error.WriteLineAsync(FormattableString.Invariant(
                $"{what}, {(turn == 0 ? "warm-up" : $"turn {turn}")}: {mine}; raw: {other}; share {mine.PerSecond / other.PerSecond:0.00}; processor {work:0.00} and {otherWork:0.00} ms a request"));
            if (mine.Refused + other.Refused > 0)
                throw new InvalidOperationException("Requests were refused: nothing is measured by that.");
            if (turn > 0)
                turns.Add((mine, mine.PerSecond / other.PerSecond, otherWork / work));
        }

        return (
            turns.OrderBy(turn => turn.Ours.PerSecond).ElementAt(Turns / 2).Ours,
            Measure.Median(turns.Select(turn => turn.Share)),
            Measure.Median(turns.Select(turn => turn.WorkShare)));
    }

    private static async Task<(LoadResult Result, double WorkMs)> RunAsync(Target target)
    {
        target.Server.Process.Refresh();
        var before = target.Server.Process.TotalProcessorTime;
        var result = await Load.RunAsync(target.Port, target.Request, Connections, Turn);
        target.Server.Process.Refresh();
        return (result, (target.Server.Process.TotalProcessorTime - before).TotalMilliseconds / result.Milliseconds.Length);
    }

    private static Server Serve(string data, int port) => new(Build.Shortloop, ["serve", "--data", data, "--port", Text(port)], Unlimited);

    private static Task ReadyAsync(int port, Server host) => AnsweringAsync(port, "api/v1/videos", host);

    private static async Task AnsweringAsync(int port, string path, Server server)
    {
        using var api = new Api(new Uri($"http://127.0.0.1:{Text(port)}/"));
        await Poll.UntilAsync($"{path} answers", () => api.AnswersAsync(path), answers => answers, () => server.Said);
    }

    private sealed record Target(Server Server, int Port, string Request);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
