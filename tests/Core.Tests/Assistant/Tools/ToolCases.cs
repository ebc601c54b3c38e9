using Shortloop.Core.Coach.Trending;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;
using Shortloop.Core.Tests.Coach;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Tests.Assistant.Tools;

/// <param name="Arrange">Puts there what the tool needs; gives its arguments.</param>
/// <param name="Expect">Part of the result's JSON, or of the question where a person is asked first.</param>
/// <param name="Wrong">Arguments that keep the schema and can't be used, with the code that says so.</param>
/// <param name="State">Of a tool that changes something: what it changes, as text, to be looked at before and after.</param>
/// <param name="Begins">The story of long work.</param>
internal sealed record ToolCase(
    Func<ToolBench, Task<string>> Arrange, string Expect, (string Arguments, string Code)[] Wrong, Func<ToolBench, string, Task<string>>? State = null, string? Begins = null);

/// <summary>A row for each tool. A tool without one fails <see cref="ToolTests"/>.</summary>
internal static class ToolCases
{
    private static readonly (string, string)[] None = [];

    public static readonly IReadOnlyDictionary<string, ToolCase> All = new Dictionary<string, ToolCase>
    {
        // Coach
        ["get_daily_plan"] = new(
            WarmAsync, "\"steps\":[{\"order\":1", [("""{"category":"cooking"}""", "invalid_request"), ("""{"language":"xx"}""", "invalid_request")]),
        ["recommend_videos"] = new(
            WarmAsync, "\"engagementScore\":0.", [("""{"category":"cooking"}""", "invalid_request"), ("""{"language":"xx"}""", "invalid_request")]),

        // Organisation
        ["list_accounts"] = new(async b => Nothing(await b.AccountAsync()), "\"name\":\"Mara cooks\"", None),
        ["list_brand"] = new(async b => Nothing(await b.ColourAsync()), "\"colour\":\"#ff6347\"", None),
        ["list_jobs"] = new(async b => Nothing((await b.Bench.AddJobAsync()).Id, """{"status":"running","limit":1}"""), "\"status\":\"running\"", None),
        ["list_projects"] = new(async b => Nothing(await b.ProjectAsync()), "\"topics\":[\"bread\"]", None),

        // Planner
        ["list_months"] = new(async b => Nothing(await b.MonthAsync(), """{"projectId":"prj_1"}"""), "\"topics\":[\"sourdough\"]", None),
        ["list_month_items"] = new(
            async b => $$"""{"monthId":"{{await b.MonthItemAsync()}}","day":1,"status":"planned"}""", "\"hook\":\"Your starter is alive\"", [("""{"monthId":"mon_unknown"}""", "not_found")]),
        ["plan_month"] = new(
            async b => $$"""{"projectId":"{{await b.ProjectAsync()}}","month":"2026-12","postsPerDay":1}""", "Plan 2026-12 for the project “Bakery”, 1 posts a day?",
            [("""{"projectId":"prj_unknown","month":"2026-12"}""", "not_found")],
            (b, _) => b.CountAsync(Containers.Months), Stories.PlanMonth),

        // Publishing
        ["list_posts"] = new(async b => Nothing(await b.PostAsync(), """{"status":"scheduled"}"""), "\"caption\":\"A caption\"", None),
        ["list_schedule"] = new(async b => Nothing(await b.PostAsync(), """{"before":"2026-12-24T00:00:00Z"}"""), "\"status\":\"scheduled\"", None),
        ["get_post"] = new(async b => Post(await b.PostAsync()), "\"needsApproval\":false", [(Post("pst_unknown"), "not_found")]),
        ["list_metrics"] = new(async b => Nothing(await b.MetricsAsync(), """{"postId":"pst_1"}"""), "\"views\":4711", None),
        ["cancel_post"] = new(async b => Post(await b.PostAsync()), "Cancel the post “A caption” of Mara at tiktok?", [(Post("pst_unknown"), "not_found")], PostStateAsync),
        ["publish_post"] = new(async b => Post(await b.PostAsync()), "Publish the post “A caption” of Mara at tiktok now?", [(Post("pst_unknown"), "not_found")], PostStateAsync),
        ["schedule_post"] = new(
            async b => $$"""{"postId":"{{await b.PostAsync()}}","at":"2026-11-25T18:00:00+01:00"}""", "Move the post “A caption” of Mara at tiktok from ",
            [("""{"postId":"pst_unknown","at":"2026-11-25T18:00:00+01:00"}""", "not_found")], PostStateAsync),

        // Radar
        ["list_bloggers"] = new(async b => Nothing(await b.BloggerAsync()), "\"followers\":5000", None),
        ["list_trending_videos"] = new(async b => Nothing(await b.TrendVideoAsync(), """{"limit":5}"""), "\"velocity\":120", None),
        ["list_trends"] = new(async b => Nothing(await b.TrendAsync(), """{"type":"hashtag"}"""), "\"label\":\"#quietdesk\"", None),

        // Study
        ["create_note"] = new(
            _ => Task.FromResult("""{"link":"https://videos.example/talk","language":"en"}"""), "It costs one credit",
            [("""{"link":"not a link"}""", "invalid_request"), ("""{"link":"file:///etc/passwd"}""", "invalid_request")],
            (b, _) => b.CountAsync(Containers.Jobs), Stories.WriteNote),
        ["get_note"] = new(async b => $$"""{"noteId":"{{await b.NoteAsync()}}"}""", "\"body\":\"Cuts make rhythm.\"", [("""{"noteId":"nte_unknown"}""", "not_found")]),
        ["list_notes"] = new(async b => Nothing(await b.NoteAsync(), """{"query":"rhythm"}"""), "\"title\":\"Rhythm\"", None),

        // Videos
        ["list_videos"] = new(async b => Nothing(await b.VideoAsync(), """{"query":"past"}"""), "\"title\":\"Pasta\"", None),
        ["get_video"] = new(async b => Video(await b.VideoAsync()), "\"width\":1080", [(Video("vid_unknown"), "not_found")]),
        ["find_similar_videos"] = new(
            async b => Video((await b.VideoAsync("Ramen"), await b.VideoAsync()).Item2), "\"title\":\"Ramen\"", [(Video("vid_unknown"), "not_found")]),
        ["delete_video"] = new(
            async b => Video(await b.VideoAsync()), "Delete the video “Pasta” with everything", [(Video("vid_unknown"), "not_found")], (b, _) => b.CountAsync(Containers.Videos)),
        ["list_patterns"] = new(async b => Nothing(await b.PatternAsync(), """{"videoId":"vid_1","order":"weakest"}"""), "\"title\":\"3 cuts in 10 s\"", None),

        // Writing
        ["list_scripts"] = new(async b => Nothing(await b.ScriptAsync(), """{"videoId":"vid_1"}"""), "\"title\":\"Pasta in a minute\"", None),
        ["list_strategies"] = new(async b => Nothing(await b.StrategyAsync(), """{"videoId":"vid_1"}"""), "\"summary\":\"Cook more\"", None),
    };

    private static async Task<string> WarmAsync(ToolBench bench)
    {
        await bench.Get<RefreshTrending>().ExecuteAsync(CoachBench.Growth, default);
        return """{"category":"personal_growth","language":"en"}""";
    }

    private static async Task<string> PostStateAsync(ToolBench bench, string arguments) =>
        await bench.ReadAsync<Post>(Containers.Posts, System.Text.Json.JsonDocument.Parse(arguments).RootElement.GetProperty("postId").GetString()!);

    /// <summary>The arguments of a tool that lists what was just made.</summary>
    private static string Nothing(string made, string arguments = "{}") => made.Length > 0 ? arguments : "";

    private static string Post(string id) => $$"""{"postId":"{{id}}"}""";

    private static string Video(string id) => $$"""{"videoId":"{{id}}"}""";
}
