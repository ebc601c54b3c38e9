using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Blob;

public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddAzureBlobStore(this IServiceCollection services, AzureBlobStoreOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<IBlobStore>(provider =>
            new AzureBlobStore(options, provider.GetRequiredService<TimeProvider>()));
    }
}
