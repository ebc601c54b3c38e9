using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shortloop.Sandbox.World;

namespace Shortloop.Adapters.Tests.Sandbox;

/// <summary>The right answers by HTTP are those of the library.</summary>
public sealed class WorldRoutesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Truth_OfTheLastTwoWeeks_NamesThePlantedTrends()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var now = sandbox.App.Clock.GetUtcNow();

        var truth = await sandbox.Http.GetFromJsonAsync<JsonElement>(sandbox.At("_sandbox/world/truth"), Cancel);

        var expected = new CreatorWorld(1).TrendsAlive(now.AddDays(-14), now);
        Assert.Equal(
            expected.Select(t => (t.Kind, t.Key, t.VisibleAt, t.Videos.Count)),
            truth.GetProperty("trends").EnumerateArray().Select(t => (
                t.GetProperty("kind").GetString()!, t.GetProperty("key").GetString()!,
                t.GetProperty("visibleAt").Deserialize<DateTimeOffset?>(), t.GetProperty("videoIds").GetArrayLength())));
        Assert.NotEqual(0, truth.GetProperty("falseFriends").GetArrayLength());
    }

    [Fact]
    public async Task Tastes_OfAPerson_TellHowEachVideoIsLiked()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var world = new CreatorWorld(1);
        var videos = world.VideosPublished(sandbox.App.Clock.GetUtcNow().AddDays(-1), sandbox.App.Clock.GetUtcNow()).Take(30).ToList();

        var tastes = await sandbox.Http.GetFromJsonAsync<JsonElement>(
            sandbox.At($"_sandbox/world/tastes?person=5&videos={string.Join(',', videos.Select(v => v.Id))}"), Cancel);

        Assert.Equal(
            videos.Select(v => (v.Id, world.Person(5).Likes(v))),
            tastes.GetProperty("videos").EnumerateArray().Select(v => (v.GetProperty("id").GetString()!, v.GetProperty("likes").GetBoolean())));
    }

    [Fact]
    public async Task Settings_OfAnotherSeed_ChangeTheWorld()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var changed = await sandbox.Http.PostAsJsonAsync(sandbox.At("_sandbox/settings"), new { worldSeed = 9, worldCreators = 40 }, Cancel);
        using var wrong = await sandbox.Http.PostAsJsonAsync(sandbox.At("_sandbox/settings"), new { captions = "some" }, Cancel);

        var truth = await sandbox.Http.GetFromJsonAsync<JsonElement>(sandbox.At("_sandbox/world/truth"), Cancel);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest, 9UL), (changed.StatusCode, wrong.StatusCode, truth.GetProperty("seed").GetUInt64()));
    }
}
