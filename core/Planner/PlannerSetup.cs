using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Core.Planner;

/// <summary>The use cases of Planner: a month of posts.</summary>
internal static class PlannerSetup
{
    public static IServiceCollection AddPlanner(this IServiceCollection services) => services;
}
