using Azure.Identity;
using Microsoft.Azure.Cosmos;

namespace Shortloop.Adapters.Cosmos;

internal static class CosmosClients
{
    /// <exception cref="ArgumentException">Lists what is wrong with the options.</exception>
    public static CosmosClient Open(CosmosOptions options)
    {
        if (options.Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));
        var settings = new CosmosClientOptions
        {
            ApplicationName = "shortloop",
            ConnectionMode = options.Gateway ? ConnectionMode.Gateway : ConnectionMode.Direct,
            RequestTimeout = options.RequestTimeout,
            MaxRetryAttemptsOnRateLimitedRequests = options.MaxRetries,
            MaxRetryWaitTimeOnRateLimitedRequests = options.MaxRetryWait,
            AllowBulkExecution = options.Bulk,
            UseSystemTextJsonSerializerWithOptions = CosmosJson.Options,
        };
        if (options.PreferredRegions.Count > 0)
            settings.ApplicationPreferredRegions = options.PreferredRegions;
        string endpoint = options.Endpoint.AbsoluteUri;
        return options.EmulatorKey is { } key
            ? new CosmosClient(endpoint, key, settings)
            : new CosmosClient(endpoint, options.Credential ?? new DefaultAzureCredential(), settings);
    }
}
