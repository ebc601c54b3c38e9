using Shortloop.Adapters.Tests.Contracts;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Cosmos;

/// <summary>The official SDK against the stand-in of the service's gateway.</summary>
public sealed class CosmosDocumentStoreTests : DocumentStoreContract, IClassFixture<CosmosFixture>
{
    private readonly CosmosFixture cosmos;

    public CosmosDocumentStoreTests(CosmosFixture cosmos)
    {
        this.cosmos = cosmos;
        cosmos.Gateway.Clear();
    }

    protected override IDocumentStore Store => cosmos.Store;

    protected override void Advance(TimeSpan by) => cosmos.Clock.Advance(by);
}
