using System.Net;
using Azure.Core;
using Shortloop.Adapters.Cosmos;
using Shortloop.Adapters.Tests.Contracts;
using Shortloop.Adapters.Tests.Cosmos.Gateway;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Cosmos;

/// <summary>What is this store's own: a service that throttles, answers in pieces, asks who one is, and may lag behind.</summary>
public sealed class CosmosServiceTests : IClassFixture<CosmosFixture>
{
    private static readonly Container Notes = new("contract");
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(3);

    private readonly CosmosFixture cosmos;

    public CosmosServiceTests(CosmosFixture cosmos)
    {
        this.cosmos = cosmos;
        cosmos.Gateway.Clear();
    }

    private CosmosDocumentStore Store => cosmos.Store;

    [Fact]
    public async Task Throttled_AFewTimes_IsAskedAgainUntilServed()
    {
        cosmos.Gateway.Fail(4, 429, Moment);
        Assert.Equal(WriteStatus.Written, (await Store.CreateAsync(Notes, NewNote("a"), default)).Status);
        Assert.Equal([429, 429, 429, 429, 201], cosmos.Gateway.Requests.Select(request => request.Status));
    }

    [Fact]
    public async Task Throttled_BeyondItsPatience_TellsHowLongToWait()
    {
        using var store = new CosmosDocumentStore(cosmos.Options with { MaxRetries = 2 });
        cosmos.Gateway.Fail(20, 429, Moment);
        Func<Task>[] calls =
        [
            () => store.ReadAsync<Note>(Notes, "org1", "a", default),
            () => store.UpsertAsync(Notes, NewNote("a"), default),
            () => store.DeleteAsync(Notes, "org1", "a", null, default),
            () => store.QueryAsync<Note>(Notes, new DocumentQuery("org1"), default),
            () => store.BatchAsync(Notes, "org1", [new(BatchKind.Upsert, NewNote("a"))], default),
        ];
        foreach (Func<Task> call in calls)
        {
            cosmos.Gateway.Requests.Clear();
            var error = await Assert.ThrowsAsync<TransientException>(call);
            Assert.Equal(("store_throttled", Moment), (error.Code, error.RetryAfter));
            Assert.Equal(3, cosmos.Gateway.Requests.Count);
        }
    }

    [Fact]
    public async Task Clash_AFewTimes_IsWrittenOnce()
    {
        cosmos.Gateway.Fail(2, 449);
        Assert.Equal(WriteStatus.Written, (await Store.CreateAsync(Notes, NewNote("a"), default)).Status);
        cosmos.Gateway.Fail(2, 449);
        Assert.Equal(WriteStatus.Written, await Store.BatchAsync(Notes, "org1", [new(BatchKind.Create, NewNote("b"))], default));
        Assert.Equal(2, await Store.CountAsync(Notes, "org1", null, default));
    }

    // The SDK's own patience is 30 s, too long for a test: only what comes after it.
    [Theory]
    [InlineData(449, "store_throttled")]
    [InlineData(503, "store_unavailable")]
    [InlineData(408, "store_unavailable")]
    [InlineData(410, "store_unavailable")]
    public void Refused_AfterTheSdksPatience_IsWorthAnotherTry(int status, string code) =>
        Assert.Equal(code, Assert.IsType<TransientException>(CosmosErrors.Of("contract", "a", (HttpStatusCode)status, 0, null, null)).Code);

    [Fact]
    public async Task Query_InPieces_YieldsTheSamePages()
    {
        for (int n = 0; n < 11; n++)
            await Store.UpsertAsync(Notes, NewNote($"n{n:D2}", $"org{n % 3}") with { Count = n % 4 }, default);
        foreach (string? partition in new[] { "org1", null })
            foreach (bool descending in new[] { false, true })
            {
                var query = new DocumentQuery(partition, OrderBy: "count", Descending: descending, Limit: 4);
                cosmos.Gateway.PieceOf = null;
                List<string> whole = await PagesAsync(Store, query);
                cosmos.Gateway.PieceOf = 1;
                Assert.Equal(whole, await PagesAsync(Store, query));
                Assert.Equal(partition is null ? 11 : 4, whole.Count(id => id != "|"));
                Assert.Equal(whole.Count(id => id != "|"), await Store.CountAsync(Notes, partition, null, default));
            }
    }

    [Fact]
    public async Task Query_OfOnePartition_AsksNoOther()
    {
        await Store.UpsertAsync(Notes, NewNote("a"), default);
        cosmos.Gateway.Requests.Clear();
        await Store.QueryAsync<Note>(Notes, new DocumentQuery("org1", [new("text", Comparison.Equal, null)], "count", true, 10), default);
        Assert.Equal(200, Assert.Single(cosmos.Gateway.Requests, request => !request.IsPlan).Status);
    }

    [Fact]
    public async Task Continuation_InAnotherProcess_GoesOnWhereItWas()
    {
        for (int n = 0; n < 5; n++)
            await Store.UpsertAsync(Notes, NewNote($"n{n}"), default);
        var query = new DocumentQuery("org1", OrderBy: "text", Limit: 3);
        string? next = (await Store.QueryAsync<Note>(Notes, query, default)).Next;
        using var other = new CosmosDocumentStore(cosmos.Options);
        Page<Note> rest = await other.QueryAsync<Note>(Notes, query with { Continuation = next }, default);
        Assert.Equal(["n3", "n4"], rest.Items.Select(note => note.Id));
        Assert.Null(rest.Next);
    }

    [Fact]
    public async Task Patch_IncrementsOfNullAtOnce_AllCount()
    {
        await Store.UpsertAsync(Notes, NewNote("a"), default);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Store.PatchAsync<Note>(Notes, "org1", "a", [new(PatchKind.Increment, "weight", 0.5), new(PatchKind.Remove, "nothing")], null, default))));
        Assert.Equal(4, (await Store.ReadAsync<Note>(Notes, "org1", "a", default))!.Weight);
    }

    [Fact]
    public async Task Patch_FittedOneWhoseConditionFails_ReturnsChanged()
    {
        await Store.UpsertAsync(Notes, NewNote("a") with { Text = "say \"no\" \\ ü" }, default);
        PatchOperation[] nothing = [new(PatchKind.Remove, "nothing")];
        Assert.Equal(WriteStatus.Changed, (await Store.PatchAsync<Note>(Notes, "org1", "a", nothing, [new("text", Comparison.Equal, "yes")], default)).Status);
        Assert.Equal(WriteStatus.Written, (await Store.PatchAsync<Note>(Notes, "org1", "a", nothing, [new("text", Comparison.Equal, "say \"no\" \\ ü")], default)).Status);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("detail.seconds")]
    public async Task Patch_OfWhatIsNoNumberOrNoObject_IsASurprise(string path)
    {
        await Store.UpsertAsync(Notes, NewNote("a") with { Text = "a" }, default);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Store.PatchAsync<Note>(Notes, "org1", "a", [new(PatchKind.Increment, path, 1L)], null, default));
    }

    [Fact]
    public async Task Batch_TogetherOver2Megabytes_IsTooLarge()
    {
        BatchOperation[] operations = [.. Enumerable.Range(0, 3).Select(n => new BatchOperation(BatchKind.Create, NewNote($"n{n}") with { Text = new string('x', 900_000) }))];
        var error = await Assert.ThrowsAsync<PermanentException>(() => Store.BatchAsync(Notes, "org1", operations, default));
        Assert.Equal("document_too_large", error.Code);
        Assert.Equal(0, await Store.CountAsync(Notes, "org1", null, default));
    }

    [Fact]
    public async Task Read_AReplicaThatLagsBehind_IsNotTakenAfterOwnWrites()
    {
        GatewayContainer container = cosmos.Gateway.Container(Notes.Name);
        Note first = await Store.UpsertAsync(Notes, NewNote("a") with { Text = "first" }, default);
        container.Lagging = true;
        try
        {
            await Store.ReplaceAsync(Notes, first with { Text = "second" }, default);
            Assert.Equal("second", (await Store.ReadAsync<Note>(Notes, "org1", "a", default))!.Text);
            Assert.Equal("second", Assert.Single((await Store.QueryAsync<Note>(Notes, new DocumentQuery("org1"), default)).Items).Text);
            // Another instance has another session: what docs/cosmos.md says of consistency.
            using var other = new CosmosDocumentStore(cosmos.Options);
            Assert.Equal("first", (await other.ReadAsync<Note>(Notes, "org1", "a", default))!.Text);
        }
        finally
        {
            container.Lagging = false;
        }
    }

    [Fact]
    public async Task Bulk_ManyAtOnce_ShareRequests()
    {
        using var store = new CosmosDocumentStore(cosmos.Options with { Bulk = true });
        await Task.WhenAll(Enumerable.Range(0, 300).Select(n => store.UpsertAsync(Notes, NewNote($"n{n}", $"org{n % 7}"), default)));
        Assert.InRange(cosmos.Gateway.Requests.Count, 1, 30);
        Assert.Equal(300, await Store.CountAsync(Notes, null, null, default));
    }

    [Fact]
    public async Task Identity_WithItsToken_IsLetIn()
    {
        using var store = new CosmosDocumentStore(cosmos.Options with { EmulatorKey = null, Credential = new Tokens(CosmosGateway.Token) });
        Assert.NotNull(await store.UpsertAsync(Notes, NewNote("a"), default));
    }

    [Fact]
    public async Task Refused_ByTokenOrKey_IsPermanent()
    {
        CosmosOptions[] wrong =
        [
            cosmos.Options with { EmulatorKey = null, Credential = new Tokens("another's") },
            cosmos.Options with { EmulatorKey = Convert.ToBase64String(new byte[64]) },
        ];
        foreach (CosmosOptions options in wrong)
        {
            using var store = new CosmosDocumentStore(options);
            Assert.Equal("store_refused", (await Assert.ThrowsAsync<PermanentException>(() => store.ReadAsync<Note>(Notes, "org1", "a", default))).Code);
        }
    }

    [Fact]
    public async Task Container_ThatIsMissing_IsNamed()
    {
        var missing = new Container("missing");
        Func<Task>[] calls =
        [
            () => Store.ReadAsync<Note>(missing, "org1", "a", default),
            () => Store.UpsertAsync(missing, NewNote("a"), default),
            () => Store.QueryAsync<Note>(missing, new DocumentQuery("org1"), default),
            () => Store.QueryAsync<Note>(missing, new DocumentQuery(null), default),
        ];
        foreach (Func<Task> call in calls)
        {
            var error = await Assert.ThrowsAsync<PermanentException>(call);
            Assert.Equal("store_unavailable", error.Code);
            Assert.Contains("'missing'", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AnyDocument_HoldsNothingOfTheServices()
    {
        await Store.UpsertAsync(Notes, NewNote("a"), default);
        AnyDocument read = (await Store.ReadAsync<AnyDocument>(Notes, "org1", "a", default))!;
        Assert.DoesNotContain(read.Fields.Keys, name => name.StartsWith('_'));
        Assert.DoesNotContain('"', read.ETag!);
    }

    [Fact]
    public async Task Layouts_EveryOrder_IsServedInBothDirections()
    {
        foreach (ContainerLayout layout in ContainerLayouts.All)
        {
            cosmos.Gateway.Add(layout);
            foreach (ServedQuery query in layout.Queries)
                foreach (bool descending in new[] { false, true })
                    await Store.QueryAsync<AnyDocument>(layout.Container, new DocumentQuery(query.Everywhere ? null : "org1", OrderBy: query.OrderBy, Descending: descending), default);
        }
    }

    [Fact]
    public async Task Layouts_AnotherOrderOrExpiry_IsRefusedBeforeTheServiceIsAsked()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.QueryAsync<AnyDocument>(Containers.Videos, new DocumentQuery("org1", OrderBy: "title"), default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.UpsertAsync(Containers.Videos, NewNote("a") with { TtlSeconds = 10 }, default));
        Assert.Empty(cosmos.Gateway.Requests);
    }

    private static async Task<List<string>> PagesAsync(CosmosDocumentStore store, DocumentQuery query)
    {
        var ids = new List<string>();
        do
        {
            Page<Note> page = await store.QueryAsync<Note>(Notes, query, default);
            ids.AddRange([.. page.Items.Select(note => note.Id), "|"]);
            query = query with { Continuation = page.Next };
        }
        while (query.Continuation is not null);
        return ids;
    }

    private static Note NewNote(string id, string org = "org1") => new()
    {
        Id = id,
        Partition = org,
        OrgId = org,
        CreatedBy = "user1",
        CreatedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
    };

    private sealed class Tokens(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(token, DateTimeOffset.UtcNow.AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
