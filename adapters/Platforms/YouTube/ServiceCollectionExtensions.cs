using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.YouTube;

public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Feeds always; the Data API where there is a key; captions and the connection of a channel where there is an OAuth client; with both, the channel's own videos. All share one
    /// client and one budget.
    /// </summary>
    public static IServiceCollection AddYouTube(this IServiceCollection services, YouTubeOptions options)
    {
        HttpClient http = YouTubeTrendSource.CreateHttpClient();
        services.AddSingleton(provider => new QuotaBudget(options, Time(provider)));
        YouTubeTrendSource DataApi(IServiceProvider provider) => new(http, options, Budget(provider), Time(provider), Logger<YouTubeTrendSource>(provider));
        if (options.ApiKey is not null)
            services.AddSingleton<ITrendSource>(DataApi);
        services.AddSingleton<ITrendSource>(provider => new FeedTrendSource(http, options, Budget(provider), Time(provider), Logger<FeedTrendSource>(provider)));
        services.AddSingleton<ICaptionSource>(provider => new YouTubeCaptionSource(
            http, options, Budget(provider), Time(provider), Logger<YouTubeCaptionSource>(provider)));
        if (options.ClientId is not null)
        {
            services.AddSingleton<IConnectablePlatform>(provider => new YouTubeConnection(
                http, options, Budget(provider), Time(provider), Logger<YouTubeConnection>(provider)));
            if (options.ApiKey is not null)
                services.AddSingleton<IOwnVideos>(provider => new YouTubeOwnVideos(DataApi(provider)));
        }

        return services;
    }

    private static QuotaBudget Budget(IServiceProvider provider) => provider.GetRequiredService<QuotaBudget>();

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static ILogger<T> Logger<T>(IServiceProvider provider) => provider.GetRequiredService<ILogger<T>>();
}
