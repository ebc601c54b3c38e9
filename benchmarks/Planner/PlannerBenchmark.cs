using System.Globalization;
using System.Text.Json.Nodes;
using Shortloop.Adapters.Builtin;
using Shortloop.Core.Planner.Items;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.Bench.Planner;

/// <summary>
/// A month × 3 items by the built-in analyst, ordered through the API and planned by the whole story on the local host; two months in a row in each
/// language, one of them about a single topic. Near duplicates are counted here again, over everything that lies within 90 days of each other.
/// </summary>
internal static class PlannerBenchmark
{
    private static readonly (string Language, string Niche, string[] Topics)[] Channels =
    [
        ("en", "home baking", ["sourdough", "rye bread", "pizza dough"]),
        ("de", "Backen zu Hause", ["Sauerteig", "Roggenbrot", "Pizzateig"]),
        ("es", "pan casero", ["masa madre", "pan de centeno", "pizza casera"]),
        ("ru", "домашний хлеб", ["хлеб на закваске", "ржаной хлеб", "тесто для пиццы"]),
        ("en", "sourdough", ["sourdough"]),
        ("de", "Sauerteig", ["Sauerteig"]),
        ("es", "masa madre", ["masa madre"]),
        ("ru", "закваска", ["закваска"]),
    ];

    public static async Task RunAsync()
    {
        await using var shortloop = await Installation.StartAsync();
        var seconds = new List<double>();
        var duplicates = 0;
        // A first one that doesn't count: programs are slow until they are warm.
        await PlanAsync(shortloop.Api, await ProjectAsync(shortloop.Api, Channels[0]), 1, []);
        foreach (var channel in Channels)
        {
            var hooks = new List<string>();
            var project = await ProjectAsync(shortloop.Api, channel);
            foreach (var ahead in (int[])[1, 2])
                seconds.Add(await Measure.SecondsAsync(() => PlanAsync(shortloop.Api, project, ahead, hooks)));
            var found = await CountAsync(channel.Language, hooks);
            await Console.Error.WriteLineAsync(FormattableString.Invariant(
                $"{channel.Language} {channel.Niche}: {hooks.Count} hooks, {found} too close, {seconds[^2]:0.00} s and {seconds[^1]:0.00} s"));
            duplicates += found;
        }

        new Figure("planner.month_s", seconds.Max(), "s", 10).Write();
        new Figure("planner.near_duplicates", duplicates, "", 0).Write();
    }

    private static async Task<string> ProjectAsync(Api api, (string Language, string Niche, string[] Topics) channel) =>
        (string)(await api.PostAsync("projects", new { name = channel.Niche, niche = channel.Niche, topics = channel.Topics, contentLanguage = channel.Language }))["id"]!;

    private static async Task PlanAsync(Api api, string project, int ahead, List<string> hooks)
    {
        var month = DateTimeOffset.UtcNow.AddMonths(ahead).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var job = await api.PostAsync("months", new { projectId = project, month, postsPerDay = 3, timeZone = "Europe/Berlin" });
        var ended = await Poll.UntilAsync(
            "the month is planned", () => api.GetAsync($"jobs/{job["id"]}"), seen => (string)seen["status"]! is "succeeded" or "failed", () => "", TimeSpan.FromMilliseconds(100));
        if ((string)ended["status"]! != "succeeded")
            throw new InvalidOperationException(ended.ToJsonString());
        var id = (string)(await api.ListAsync($"months?projectId={project}")).Single(found => (string)found["month"]! == month)["id"]!;
        for (string? next = ""; next is not null;)
        {
            var page = await api.GetAsync($"months/{id}/items?limit=100{next}");
            hooks.AddRange(((JsonArray)page["items"]!).Select(item => (string)item!["hook"]!));
            next = (string?)page["next"] is { } after ? $"&after={Uri.EscapeDataString(after)}" : null;
        }
    }

    private static async Task<int> CountAsync(string language, List<string> hooks)
    {
        var embedder = new BuiltinEmbedder();
        var vectors = await embedder.EmbedAsync(hooks, default);
        HookShape[] shapes = [.. hooks.Select((hook, index) => new HookShape($"{index}", hook, language, vectors[index]))];
        return shapes.Index().Sum(one => shapes.Take(one.Index).Count(other => one.Item.To(other).IsTooClose(embedder.Model)));
    }
}
