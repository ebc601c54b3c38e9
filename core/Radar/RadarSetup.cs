using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Core.Radar;

/// <summary>The use cases of Radar: what is followed and what rises.</summary>
internal static class RadarSetup
{
    public static IServiceCollection AddRadar(this IServiceCollection services) => services;
}
