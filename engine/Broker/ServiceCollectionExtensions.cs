using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Shortloop.Engine.Broker;

public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddServiceBusBroker(this IServiceCollection services, ServiceBusBrokerOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
            new SharedAccessSignatures(options.KeyName, options.Key, provider.GetRequiredService<TimeProvider>()));
        return services.AddSingleton(provider => new ServiceBusBroker(
            options, provider.GetRequiredService<TimeProvider>(), provider.GetService<ILogger<ServiceBusBroker>>()));
    }
}
