using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Coach.Trending;

namespace Shortloop.Core.Coach;

/// <summary>The use cases of Coach: plans for a better feed.</summary>
internal static class CoachSetup
{
    public static IServiceCollection AddCoach(this IServiceCollection services) => services
        .AddSingleton<TrendingFeeds>().AddSingleton<RefreshTrending>().AddSingleton<DueFeeds>()
        .AddSingleton<CoachProfiles>().AddSingleton<CoachEntitlements>().AddSingleton<CoachHistory>()
        .AddSingleton<MakePlan>().AddSingleton<RecordAction>().AddSingleton<Recommend>().AddSingleton<ClaimHistory>();
}
