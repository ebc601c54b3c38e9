using Shortloop.Adapters.Cosmos;
using Shortloop.Adapters.Tests.Cosmos.Gateway;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Cosmos;

/// <summary>One stand-in account and one client of it for a class: the SDK learns an account once, and its tests run one after the other.</summary>
public sealed class CosmosFixture : IAsyncLifetime
{
    private static readonly ServedQuery[] Asked =
    [
        new("", 10, "weight"), new("", 10, "text"), new("", 10, "count"), new("", 10, "count", Everywhere: true),
    ];

    internal FakeClock Clock { get; } = new();

    internal CosmosGateway Gateway { get; private set; } = null!;

    internal CosmosDocumentStore Store { get; private set; } = null!;

    internal CosmosOptions Options => new()
    {
        Endpoint = Gateway.Endpoint,
        Database = CosmosGateway.DatabaseName,
        EmulatorKey = CosmosGateway.Key,
        Gateway = true,
    };

    public async ValueTask InitializeAsync()
    {
        Gateway = await CosmosGateway.StartAsync(Clock);
        Gateway.Add(new ContainerLayout(new Container("contract"), 1, Asked) { Expires = true, Unindexed = ["detail"] });
        Gateway.Add(new ContainerLayout(new Container("others"), 1, []));
        Store = new CosmosDocumentStore(Options);
    }

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        await Gateway.DisposeAsync();
    }
}
