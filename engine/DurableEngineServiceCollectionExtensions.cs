using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Shortloop.Engine;

public static class DurableEngineServiceCollectionExtensions
{
    /// <summary>
    /// Adds the engine as a hosted service, <see cref="DurableTaskClient"/> and <see cref="IInstanceHistory"/>. Time comes from the
    /// <see cref="TimeProvider"/> among the services, or the system. Every activity and every run of an orchestrator has a service scope of its own.
    /// </summary>
    public static IServiceCollection AddDurableEngine(
        this IServiceCollection services, Action<DurableEngineOptions> configure, Action<DurableTaskRegistry> register)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => Made(configure));
        services.AddSingleton(_ => Made(register));
        services.AddSingleton<DurableEngine>();
        services.AddSingleton<EmbeddedDurableTaskClient>();
        services.AddSingleton<DurableTaskClient>(provider => provider.GetRequiredService<EmbeddedDurableTaskClient>());
        services.AddSingleton<IInstanceHistory>(provider => provider.GetRequiredService<EmbeddedDurableTaskClient>());
        return services.AddHostedService(provider => provider.GetRequiredService<DurableEngine>());
    }

    private static T Made<T>(Action<T> configure)
        where T : new()
    {
        var made = new T();
        configure(made);
        return made;
    }
}
