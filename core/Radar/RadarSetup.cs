using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Radar.Bloggers;
using Shortloop.Core.Radar.Imports;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Own;
using Shortloop.Core.Radar.Trends;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Radar;

/// <summary>The use cases of Radar: what is followed and what rises.</summary>
internal static class RadarSetup
{
    public static IServiceCollection AddRadar(this IServiceCollection services) => services
        .AddSingleton(Allowance.Default).AddSingleton(TrendRules.Default).AddSingleton<TrendSources>()
        .AddSingleton<TrendVideoStore>().AddSingleton<TakeInVideos>().AddSingleton<MonitorVideos>()
        .AddSingleton<AddBlogger>().AddSingleton<EditBloggers>().AddSingleton<RefreshBlogger>()
        .AddSingleton<OwnAccounts>().AddSingleton<RefreshOwnAccount>().AddSingleton<MeasureOwnVideos>()
        .AddSingleton<WatchStore>().AddSingleton<ChangeWatch>().AddSingleton<FindWatches>().AddSingleton<CreatorBaselines>()
        .AddSingleton<DiscoverVideos>().AddSingleton<StartDiscovery>().AddSingleton<CleanTrends>()
        .AddSingleton<AnalyseTrends>().AddSingleton<AnnounceTrends>().AddSingleton<FindTrends>()
        .AddSingleton<ImportVideos>();
}
