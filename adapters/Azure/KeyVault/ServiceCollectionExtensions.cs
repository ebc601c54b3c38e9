using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.KeyVault;

public static class ServiceCollectionExtensions
{
    /// <summary>The host has to call <see cref="KeyVaultKeyRing.LoadAsync"/> before it runs.</summary>
    public static IServiceCollection AddKeyVaultKeys(this IServiceCollection services, KeyVaultOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(provider => new KeyVaultKeyRing(
                options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<KeyVaultKeyRing>>()))
            .AddSingleton<IKeyRing>(provider => provider.GetRequiredService<KeyVaultKeyRing>())
            .AddSingleton<IKeyKeeper>(provider => provider.GetRequiredService<KeyVaultKeyRing>());
    }
}
