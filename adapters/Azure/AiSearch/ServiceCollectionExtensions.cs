using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.AiSearch;

public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddAiSearchVectorIndex(this IServiceCollection services, AiSearchOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<IVectorIndex>(provider =>
            new AiSearchVectorIndex(options, provider.GetRequiredService<TimeProvider>()));
    }
}
