using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.ServiceBus;

public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddServiceBusRestQueue(this IServiceCollection services, ServiceBusQueueOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<IQueue>(provider =>
            new ServiceBusRestQueue(options, provider.GetRequiredService<TimeProvider>()));
    }
}
