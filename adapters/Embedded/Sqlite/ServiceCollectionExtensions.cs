using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Sqlite;

public static class ServiceCollectionExtensions
{
    /// <summary>The file is opened, and its schema checked, when the store is first asked for.</summary>
    public static IServiceCollection AddSqliteDocumentStore(this IServiceCollection services, SqliteDocumentStoreOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<IDocumentStore>(provider => new SqliteDocumentStore(
            options, provider.GetRequiredService<TimeProvider>(), provider.GetService<ILogger<SqliteDocumentStore>>()));
    }
}
