using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Vectors;

public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddSqliteVectorIndex(this IServiceCollection services, SqliteVectorIndexOptions options) =>
        services.AddSingleton<IVectorIndex>(_ => new SqliteVectorIndex(options));
}
