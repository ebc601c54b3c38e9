using System.Net;
using System.Text.Json.Nodes;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>From keywords over the platform's API to watched videos, with the sandbox as the platform.</summary>
[Collection(Plain.Name)]
public sealed class RadarTests(PlainInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task Discover_ByKeywords_WatchesVideosAndTheirCreatorCanBeFollowed()
    {
        var settings = await Shortloop.Api.SendAsync(HttpMethod.Put, "v1/trends/settings", new { keywords = new[] { "food", "travel" }, regions = new[] { "us" } });
        Assert.Equal((HttpStatusCode.OK, "US"), (settings.Status, (string)settings.Body!["regions"]![0]!));
        Assert.Contains(settings.Body["sources"]!.AsArray(), source => (string)source!["name"]! == "youtube");

        var begun = await Shortloop.Api.SendAsync(HttpMethod.Post, "v1/trends/discover");
        Assert.Equal((HttpStatusCode.Accepted, "discover"), (begun.Status, (string)begun.Body!["kind"]!));
        JsonNode? job = null;
        await Poll.UntilAsync(
            "the discovery is over", async () => job = await Shortloop.Api.GetAsync($"jobs/{begun.Body["id"]}"), now => (string)now["status"]! != "running", () => $"{job}");
        Assert.Equal("succeeded", (string)job!["status"]!);

        var videos = await Shortloop.Api.ListAsync("trends/videos?platform=youtube&limit=100");
        Assert.NotEmpty(videos);
        var video = await Shortloop.Api.GetAsync($"trends/videos/{videos[0]["id"]}");
        Assert.NotEmpty(video["history"]!.AsArray());
        Assert.Null(video["video"]!["acceleration"]);

        var blogger = await Shortloop.Api.PostAsync("bloggers", new { link = $"https://www.youtube.com/channel/{videos[0]["creatorId"]}" });
        Assert.Equal(((string?)null, "youtube"), ((string?)blogger["obstacle"], (string)blogger["source"]!));
        var stats = await Shortloop.Api.GetAsync($"bloggers/{blogger["id"]}/stats");
        Assert.NotEmpty(stats["best"]!.AsArray());
        var again = await Shortloop.Api.SendAsync(HttpMethod.Post, "v1/bloggers", new { link = (string)videos[0]["creatorId"]! });
        Assert.Equal((HttpStatusCode.Conflict, "blogger_exists"), (again.Status, again.Code));
    }

    [Fact]
    public async Task Import_WithWrongRows_SaysWhichAndWritesNothing()
    {
        const string Csv = "link,creator,published_at,views\nhttps://www.youtube.com/shorts/importone,mara,2026-01-01,5\nhttps://example.com/x,mara,2026-01-01,5\n";

        var look = await Shortloop.Api.PostAsync("trends/import", new { csv = Csv, dryRun = true });
        var refused = await Shortloop.Api.SendAsync(HttpMethod.Post, "v1/trends/import", new { csv = Csv });

        Assert.Equal((2, 1, 2), ((int)look["rows"]!, (int)look["wrongRows"]!, (int)look["errors"]![0]!["row"]!));
        Assert.Equal((HttpStatusCode.BadRequest, "import_rows_wrong"), (refused.Status, refused.Code));
        Assert.DoesNotContain(await Shortloop.Api.ListAsync("trends/videos?limit=100"), video => (string)video["videoId"]! == "importone");
        var region = await Shortloop.Api.SendAsync(HttpMethod.Put, "v1/trends/settings", new { keywords = new[] { "food" }, regions = new[] { "QQ" } });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (region.Status, region.Code));
    }
}
