using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Cosmos;

public static class ServiceCollectionExtensions
{
    /// <summary>The account is spoken to when the store is first asked for something.</summary>
    /// <exception cref="ArgumentException">Lists what is wrong with the options.</exception>
    public static IServiceCollection AddCosmosStore(this IServiceCollection services, CosmosOptions options)
    {
        if (options.Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));
        return services.AddSingleton<IDocumentStore>(_ => new CosmosDocumentStore(options));
    }
}
