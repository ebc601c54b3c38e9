using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Vectors;

public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddSqliteVectorIndex(this IServiceCollection services, SqliteVectorIndexOptions options) =>
        services.AddSingleton<IVectorIndex>(provider =>
            new SqliteVectorIndex(options, provider.GetService<ILogger<SqliteVectorIndex>>()));
}
