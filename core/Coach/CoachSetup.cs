using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Core.Coach;

/// <summary>The use cases of Coach: plans for a better feed.</summary>
internal static class CoachSetup
{
    public static IServiceCollection AddCoach(this IServiceCollection services) => services;
}
