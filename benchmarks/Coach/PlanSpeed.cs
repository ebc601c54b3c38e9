using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Shortloop.Adapters.Builtin;
using Shortloop.Adapters.Sqlite;
using Shortloop.Bench.Web;
using Shortloop.Core.Coach.Trending;
using Shortloop.EndToEnd.Rig;
using Shortloop.Sandbox.World;

namespace Shortloop.Bench.Coach;

/// <summary>
/// Plans over HTTP from a host of its own with warm feeds, 50 begun each second whether or not the ones before are answered: each for another client that
/// nobody knows, so that every one is made and written..
/// </summary>
internal static class PlanSpeed
{
    private const int PerSecond = 50;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(15);

    /// <returns>
    /// New plans; plans that are there already; another route that writes one document, at the same pace, for what the machine gives just then; the host's own
    /// work on a new plan.
    /// </returns>
    public static async Task<(LoadResult Made, LoadResult Again, LoadResult Write, double WorkMs)> RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("shortloop-bench-").FullName;
        try
        {
            await PlantAsync(data);
            var port = Ports.TakeBlock();
            using var host = new Server(
                Build.Shortloop, ["serve", "--data", data, "--port", Text(port)], new Dictionary<string, string> { ["SHORTLOOP_LIMITS"] = "anonymous=100000000" });
            using var api = new Api(new Uri($"http://127.0.0.1:{Text(port)}/"));
            await Poll.UntilAsync("the host answers", () => api.AnswersAsync("api/v1/coach/categories"), answers => answers, () => host.Said);
            await LoadAsync(port, i => Plan("warm", i), WarmUp);
            host.Process.Refresh();
            var before = host.Process.TotalProcessorTime;
            var made = await LoadAsync(port, i => Plan("client", i), Measured);
            host.Process.Refresh();
            var work = (host.Process.TotalProcessorTime - before).TotalMilliseconds / made.Milliseconds.Length;
            var again = await LoadAsync(port, i => Plan("client", i), Measured);
            var write = await LoadAsync(port, Upload, Measured);
            return made.Refused + again.Refused + write.Refused == 0 ? (made, again, write, work) : throw new InvalidOperationException($"Requests were refused: nothing is measured by that.\n{host.Said}");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<LoadResult> LoadAsync(int port, Func<int, HttpRequestMessage> make, TimeSpan duration)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{Text(port)}/") };
        var begin = Stopwatch.GetTimestamp();
        var requests = Enumerable.Range(0, (int)(duration.TotalSeconds * PerSecond)).Select(i => Task.Run(async () =>
        {
            var due = TimeSpan.FromSeconds((double)i / PerSecond);
            if (due - Stopwatch.GetElapsedTime(begin) is { Ticks: > 0 } wait)
                await Task.Delay(wait);
            using var request = make(i);
            // Timers are late by up to a few milliseconds by themselves; that is not the host's.
            var begun = Stopwatch.GetTimestamp();
            using var response = await http.SendAsync(request);
            await response.Content.ReadAsByteArrayAsync();
            return (Stopwatch.GetElapsedTime(begun).TotalMilliseconds, response.IsSuccessStatusCode);
        })).ToArray();
        var answers = await Task.WhenAll(requests);
        return new LoadResult(
            Stopwatch.GetElapsedTime(begin).TotalSeconds, [.. answers.Select(answer => answer.TotalMilliseconds).Order()], answers.Count(answer => !answer.IsSuccessStatusCode));
    }

    private static HttpRequestMessage Plan(string prefix, int number) =>
        new(HttpMethod.Get, $"api/plan?lang=en&category={(number % 2 == 0 ? "personal_growth" : "entertainment")}&tz=Europe/Berlin")
        {
            Headers = { { "X-Client-Id", $"bench-{prefix}-{Text(number)}-0123456789abcdef" } },
        };

    private static HttpRequestMessage Upload(int number) =>
        new(HttpMethod.Post, "api/v1/videos") { Content = JsonContent.Create(new { fileName = $"{Text(number)}.mp4", sizeBytes = 48_000_000 }) };

    /// <summary>Full feeds of the sandbox's world, as the timer's story would have left them.</summary>
    private static async Task PlantAsync(string data)
    {
        using var store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(Path.Combine(data, "documents.db")), TimeProvider.System);
        var source = new WorldSource(new CreatorWorld(7, creators: 4000), TimeProvider.System);
        var refresh = new RefreshTrending(store, [source], new BuiltinEmbedder(), new TrendingFeeds(store, [source], TimeProvider.System), TimeProvider.System);
        foreach (var category in (string[])["personal_growth", "entertainment"])
            await refresh.ExecuteAsync(new FeedKey(category, "en"), default);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
