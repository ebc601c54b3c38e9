using System.Text;
using Shortloop.Adapters.YouTube;
using Shortloop.Core;
using Shortloop.Sandbox;

namespace Shortloop.Adapters.Tests.YouTube;

public sealed class YouTubeCaptionTests
{
    private static readonly YouTubeOptions ByKey = new() { ApiKey = "sandbox-api-key", CaptionsByKey = true };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s", "dQw4w9WgXcQ")]
    [InlineData("https://youtu.be/dQw4w9WgXcQ?si=abc", "dQw4w9WgXcQ")]
    [InlineData("http://m.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ", "dQw4w9WgXcQ")]
    [InlineData("youtube.com/shorts/dQw4w9WgXcQ", "dQw4w9WgXcQ")]
    [InlineData(" https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ ", "dQw4w9WgXcQ")]
    [InlineData("https://www.youtube.com/live/dQw4w9WgXcQ/", "dQw4w9WgXcQ")]
    [InlineData("https://youtube.com.example.com/watch?v=dQw4w9WgXcQ", null)]
    [InlineData("https://vimeo.com/12345678901", null)]
    [InlineData("https://www.youtube.com/watch?v=short", null)]
    [InlineData("https://www.youtube.com/watch?v=dQw4w9WgXcQ<x", null)]
    [InlineData("https://www.youtube.com/@somebody", null)]
    [InlineData("ftp://youtu.be/dQw4w9WgXcQ", null)]
    [InlineData("dQw4w9WgXcQ", null)]
    [InlineData("", null)]
    public async Task FindVideoId_OfALink_IsItsIdOrNull(string link, string? id)
    {
        await using var bench = await YouTubeBench.StartAsync();
        Assert.Equal(id, bench.Captions.FindVideoId(link));
        Assert.Equal("dQw4w9WgXcQ", bench.Captions.FindVideoId(new Uri(bench.Sandbox.App.YouTubeWww, "watch?v=dQw4w9WgXcQ").ToString()));
    }

    [Fact]
    public async Task Read_OwnVideo_GivesItsFileAndFacts_AndAnotherChannelsIsNotYours()
    {
        await using var bench = await YouTubeBench.StartAsync(new SandboxSettings { Captions = "own" });
        var channel = bench.Busy("es");
        var tokens = await bench.ConnectAsync(channel.Id);
        var own = bench.World.Uploads(channel, bench.Now).First();
        var other = bench.World.Uploads(bench.Busy("de"), bench.Now).First();

        var captions = await bench.Captions.ReadAsync(own.Id, tokens.AccessToken, null, Cancel);

        Assert.Equal((own.Id, own.Title, channel.Name, (double?)own.DurationSeconds), (captions.VideoId, captions.Title, captions.Channel, captions.DurationSeconds));
        Assert.Equal(("es", $"{own.Id}.es.vtt"), (captions.Language, captions.FileName));
        var text = Encoding.UTF8.GetString(captions.File.Span);
        Assert.StartsWith("WEBVTT", text, StringComparison.Ordinal);
        Assert.Contains(" --> ", text, StringComparison.Ordinal);
        Assert.Equal((0, 251 + 1), await bench.UsedAsync());
        Assert.Equal("captions_not_yours", await CodeAsync(() => bench.Captions.ReadAsync(other.Id, tokens.AccessToken, null, Cancel)));
    }

    [Fact]
    public async Task Read_WithoutAChannel_IsRefusedWithoutAsking()
    {
        await using var bench = await YouTubeBench.StartAsync();

        Assert.Equal("captions_not_yours", await CodeAsync(() => bench.Captions.ReadAsync("dQw4w9WgXcQ", null, null, Cancel)));

        Assert.Equal((0, 0), await bench.UsedAsync());
    }

    [Fact]
    public async Task Read_AnyLinkInTheSandbox_HasATalk_TheSameEachTime()
    {
        await using var bench = await YouTubeBench.StartAsync(options: ByKey);

        var one = await bench.Captions.ReadAsync("dQw4w9WgXcQ", null, null, Cancel);
        var two = await bench.Captions.ReadAsync("dQw4w9WgXcQ", null, null, Cancel);
        var hours = await bench.Captions.ReadAsync("sbxLong2h01", null, null, Cancel);

        Assert.Equal(one.File.ToArray(), two.File.ToArray());
        Assert.Equal(7200, hours.DurationSeconds);
        Assert.InRange(hours.File.Length, 100_000, 400_000);
    }

    [Theory]
    [InlineData("sbxPrivate1", "source_gone")]
    [InlineData("sbxDeleted1", "source_gone")]
    [InlineData("sbxSilent01", "captions_none")]
    [InlineData("sbxForeign1", "captions_not_yours")]
    public async Task Read_VideosWithAFateOfTheirOwn_SayIt(string id, string code)
    {
        await using var bench = await YouTubeBench.StartAsync(options: ByKey);
        Assert.Equal(code, await CodeAsync(() => bench.Captions.ReadAsync(id, null, null, Cancel)));
    }

    [Fact]
    public async Task Read_PreferredLanguage_IsTakenWhereThereIsOne()
    {
        await using var bench = await YouTubeBench.StartAsync(options: ByKey);
        var languages = new List<string>();
        foreach (var video in bench.World.VideosPublished(bench.Now.AddDays(-1), bench.Now).Where(v => v.Language == "ru").Take(12))
        {
            languages.Add((await bench.Captions.ReadAsync(video.Id, null, "en-GB", Cancel)).Language);
            Assert.Equal("ru", (await bench.Captions.ReadAsync(video.Id, null, null, Cancel)).Language);
        }

        Assert.Equal(["en", "ru"], languages.Distinct().Order());
    }

    [Fact]
    public async Task Read_DeadToken_AsksToConnectAgain()
    {
        await using var bench = await YouTubeBench.StartAsync();
        var tokens = await bench.ConnectAsync();
        bench.Sandbox.App.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal("account_needs_reconnecting", await CodeAsync(() => bench.Captions.ReadAsync("dQw4w9WgXcQ", tokens.AccessToken, null, Cancel)));
    }

    [Fact]
    public async Task Read_QuotaUsedUp_IsAQuotaError()
    {
        await using var bench = await YouTubeBench.StartAsync(new SandboxSettings { YouTubeUnitsPerDay = 100 }, ByKey);

        var refused = await Assert.ThrowsAsync<TransientException>(() => bench.Captions.ReadAsync("dQw4w9WgXcQ", null, null, Cancel));

        Assert.Equal(("source_quota", TimeSpan.FromHours(20)), (refused.Code, refused.RetryAfter));
    }

    private static async Task<string> CodeAsync(Func<Task> act) => (await Assert.ThrowsAsync<PermanentException>(act)).Code;
}
