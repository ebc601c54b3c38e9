using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shortloop.Adapters.YouTube;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.YouTube;

public sealed class YouTubeOwnVideosTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_OfAConnectedChannel_IsItsNewestVideosWithTheirNumbers()
    {
        await using var bench = await YouTubeBench.StartAsync();
        var channel = bench.Busy();
        var tokens = await bench.ConnectAsync(channel.Id);
        var own = new YouTubeOwnVideos(bench.Trends);

        var videos = await own.ListAsync(tokens.AccessToken, new PlatformProfile(tokens.ExternalId, channel.Name, null), 5, Cancel);

        Assert.Equal(bench.World.Uploads(channel, bench.Now).Take(5).Select(video => video.Id), videos.Select(video => video.Id));
        Assert.All(videos, video => Assert.Equal((own.Info.Platform, channel.Id), (video.Platform, video.CreatorId)));
        Assert.Equal(videos.Select(video => video.Id).Order(), (await own.MeasureAsync(tokens.AccessToken, [.. videos.Select(video => video.Id)], Cancel)).Keys.Order());
    }

    [Theory]
    [InlineData("key", "client", 1)]
    [InlineData(null, "client", 0)]
    [InlineData("key", null, 0)]
    public void AddYouTube_KeyAndClient_BringTheChannelsOwnVideos(string? key, string? client, int readers)
    {
        using ServiceProvider services = new ServiceCollection()
            .AddSingleton(TimeProvider.System).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddYouTube(new YouTubeOptions { ApiKey = key, ClientId = client, ClientSecret = client })
            .BuildServiceProvider();

        Assert.Equal(readers, services.GetServices<IOwnVideos>().Count());
    }
}
