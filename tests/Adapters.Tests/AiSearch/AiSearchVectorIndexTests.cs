using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Shortloop.Adapters.AiSearch;
using Shortloop.Adapters.Tests.Contracts;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.AiSearch;

public sealed class AiSearchVectorIndexTests : VectorIndexContract, IDisposable
{
    private const string Name = "shortloop-test";
    private const string Documents = "POST /indexes('shortloop-test')/docs/search.index";
    private const string Search = "POST /indexes('shortloop-test')/docs/search.post.search";
    private readonly SearchStandIn service = new();
    private readonly Identity identity = new(SearchStandIn.Token);
    private readonly AiSearchVectorIndex index;

    public AiSearchVectorIndexTests() => index = Open();

    protected override IVectorIndex Index => index;

    public void Dispose()
    {
        index.Dispose();
        service.Dispose();
    }

    [Fact]
    public async Task UpsertAsync_First_MakesAnIndexWithFilterableOwnersAndCosine()
    {
        await PutAsync("a", [1, 0]);

        var made = service.Index(Name).Definition;
        var fields = made["fields"]!.AsArray().ToDictionary(field => (string)field!["name"]!, field => field!);
        Assert.True((bool)fields["orgId"]["filterable"]!);
        Assert.True((bool)fields["kind"]["filterable"]!);
        var vector = Assert.Single(fields, field => field.Value["dimensions"] is not null);
        Assert.Equal((2, false), ((int)vector.Value["dimensions"]!, (bool)vector.Value["retrievable"]!));
        var algorithm = made["vectorSearch"]!["algorithms"]![0]!;
        Assert.Equal(("hnsw", "cosine"), ((string)algorithm["kind"]!, (string)algorithm["hnswParameters"]!["metric"]!));
        var text = fields["text"];
        Assert.Equal((true, false), ((bool)text["searchable"]!, (bool)text["retrievable"]!));
        Assert.Equal("standardasciifolding.lucene", (string)text["analyzer"]!);
        Assert.Equal(["https://search.azure.com/.default"], identity.Scopes.Distinct());
    }

    [Fact]
    public async Task UpsertAsync_Later_AsksForNoDefinitionAgain()
    {
        await PutAsync("a", [1, 0]);
        service.Calls.Clear();
        await PutAsync("b", [1, 0]);
        await SearchAsync([1, 0]);
        Assert.Equal([Documents, Search], service.Calls);
    }

    [Fact]
    public async Task UpsertAsync_AnotherInstanceAddsAModelMeanwhile_BothFieldsStay()
    {
        await PutAsync("a", [1, 0]);
        using var other = Open();
        service.Before = async call =>
        {
            if (!call.StartsWith("PUT", StringComparison.Ordinal))
                return;
            service.Before = null;
            await other.UpsertAsync(new VectorEntry(Org, Kind, "theirs", "m3", new float[] { 0, 0, 1 }, ""), default);
        };

        await index.UpsertAsync(new VectorEntry(Org, Kind, "mine", "m2", new float[] { 0, 1 }, ""), default);

        Assert.Equal(3, service.Index(Name).Definition["fields"]!.AsArray().Count(field => field!["dimensions"] is not null));
        Assert.Equal("theirs", Assert.Single(await index.SearchAsync(Org, Kind, "m3", new float[] { 0, 0, 1 }, 5, default)).Id);
        Assert.Equal("mine", Assert.Single(await other.SearchAsync(Org, Kind, "m2", new float[] { 0, 1 }, 5, default)).Id);
    }

    [Fact]
    public async Task UpsertAsync_AnotherInstanceMakesTheIndexMeanwhile_UsesThatOne()
    {
        using var other = Open();
        service.Before = async call =>
        {
            if (call != "POST /indexes")
                return;
            service.Before = null;
            await other.UpsertAsync(new VectorEntry(Org, Kind, "theirs", Model, new float[] { 0, 1 }, ""), default);
        };
        await PutAsync("mine", [1, 0]);
        Assert.Equal(["mine", "theirs"], (await SearchAsync([1, 0])).Select(hit => hit.Id));
    }

    [Fact]
    public async Task HybridAsync_WordsAndNeighbours_AreOneRequest()
    {
        await PutAsync("a", [1, 0], "bread");
        service.Calls.Clear();
        Assert.Single(await HybridAsync("bread", [1, 0]));
        Assert.Equal([Search], service.Calls);
    }

    [Fact]
    public async Task UpsertAsync_IndexOfAnEarlierVersion_IsGivenTheTextsField()
    {
        await PlantEarlierAsync();
        using var today = Open();
        Assert.Equal("old", Assert.Single(await today.HybridAsync(Org, Kind, Model, "bread", new float[] { 1, 0 }, 5, default)).Id);
        Assert.DoesNotContain("text", FieldNames());

        await today.UpsertAsync(new VectorEntry(Org, Kind, "new", Model, new float[] { 0, 1 }, "bread"), default);

        Assert.Contains("text", FieldNames());
        var hits = await today.HybridAsync(Org, Kind, Model, "bread", new float[] { 1, 0 }, 5, default);
        Assert.Equal(["new", "old"], hits.Select(hit => hit.Id));
        Assert.Equal(2, (await today.SearchAsync(Org, Kind, Model, new float[] { 1, 0 }, 5, default)).Count);
    }

    [Fact]
    public async Task UpsertAsync_AnotherInstanceAddsTheTextsFieldMeanwhile_BothGoOn()
    {
        await PlantEarlierAsync();
        using var today = Open();
        using var other = Open();
        service.Before = async call =>
        {
            if (!call.StartsWith("PUT", StringComparison.Ordinal))
                return;
            service.Before = null;
            await other.UpsertAsync(new VectorEntry(Org, Kind, "theirs", Model, new float[] { 0, 1 }, "bread"), default);
        };
        await today.UpsertAsync(new VectorEntry(Org, Kind, "mine", "m2", new float[] { 0, 1 }, "bread"), default);
        Assert.Equal(2, service.Index(Name).Definition["fields"]!.AsArray().Count(field => field!["dimensions"] is not null));
        Assert.Equal(["mine", "old", "theirs"], (await other.HybridAsync(Org, Kind, Model, "bread", new float[] { 1, 0 }, 5, default)).Select(hit => hit.Id).Order());
    }

    [Fact]
    public async Task SearchAsync_NamesThatLookLikeFilters_AreOnlyTexts()
    {
        const string evil = "org1' or orgId ne '";
        await PutAsync("mine", [1, 0]);
        Assert.Empty(await index.SearchAsync(evil, Kind, Model, new float[] { 1, 0 }, 5, default));
        await index.UpsertAsync(new VectorEntry(evil, Kind, "theirs", Model, new float[] { 1, 0 }, ""), default);
        Assert.Equal("theirs", Assert.Single(await index.SearchAsync(evil, Kind, Model, new float[] { 1, 0 }, 5, default)).Id);
        await index.DeleteAllAsync(evil, default);
        Assert.Equal("mine", Assert.Single(await SearchAsync([1, 0])).Id);
    }

    [Fact]
    public async Task UpsertAsync_DocumentNotTakenForNow_IsSentAgain()
    {
        await PutAsync("a", [1, 0]);
        service.FailDocuments(503, 409, 422);
        await PutAsync("b", [0, 1]);
        Assert.Equal(["b", "a"], (await SearchAsync([0, 1])).Select(hit => hit.Id));
    }

    [Fact]
    public async Task UpsertAsync_DocumentNeverTaken_IsTransient()
    {
        service.FailDocuments(503, 503, 503, 503, 503);
        Assert.Equal("index_unavailable", (await Assert.ThrowsAsync<TransientException>(() => PutAsync("a", [1, 0]))).Code);
        await PutAsync("a", [1, 0]);
    }

    [Fact]
    public async Task UpsertAsync_DocumentRefused_IsPermanentAtOnce()
    {
        service.FailDocuments(400);
        Assert.Equal("index_refused", (await Assert.ThrowsAsync<PermanentException>(() => PutAsync("a", [1, 0]))).Code);
        Assert.Single(service.Batches);
    }

    [Fact]
    public async Task DeleteAllAsync_ThousandsOfDocuments_GoInBatchesAndWhatWasNotTakenGoesAlone()
    {
        await PutAsync("a", [1, 0]);
        await index.UpsertAsync(new VectorEntry("org2", Kind, "theirs", Model, new float[] { 1, 0 }, ""), default);
        for (var n = 0; n < 1200; n++)
            service.Index(Name).Apply(new JsonObject { ["@search.action"] = "upload", ["key"] = $"k{n:0000}", ["orgId"] = Org, ["kind"] = Kind, ["itemId"] = $"i{n}" });
        service.Batches.Clear();
        service.FailDocuments(503, 503, 503);

        await index.DeleteAllAsync(Org, default);

        Assert.Equal([1000, 3, 201], service.Batches);
        Assert.Equal(1, service.Index(Name).Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task AnyCall_ThrottledOnce_IsRepeated(int status)
    {
        await PutAsync("a", [1, 0]);
        service.Fail(Search, status, retryAfter: "0");
        service.Fail(Search, status);
        Assert.Single(await SearchAsync([1, 0]));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(0)]
    public async Task AnyCall_ThrottledOrSilentForLong_IsTransient(int status)
    {
        await PutAsync("a", [1, 0]);
        for (var n = 0; n < 4; n++)
            service.Fail(Search, status);
        Assert.Equal("index_unavailable", (await Assert.ThrowsAsync<TransientException>(() => SearchAsync([1, 0]))).Code);
    }

    [Fact]
    public async Task AnyCall_NotAllowed_IsPermanentAndNamesNoToken()
    {
        using var stranger = Open(new Identity("another token"));
        var error = await Assert.ThrowsAsync<PermanentException>(() => stranger.SearchAsync(Org, Kind, Model, new float[] { 1, 0 }, 5, default));
        Assert.Equal("index_refused", error.Code);
        Assert.DoesNotContain("another token", error.ToString());
    }

    [Fact]
    public async Task AnyCall_IndexRemoved_FailsOnceAndIsMadeAnew()
    {
        await PutAsync("a", [1, 0]);
        service.RemoveIndex(Name);
        Assert.Equal("index_unavailable", (await Assert.ThrowsAsync<TransientException>(() => PutAsync("b", [1, 0]))).Code);
        await PutAsync("b", [1, 0]);
        Assert.Equal("b", Assert.Single(await SearchAsync([1, 0])).Id);
    }

    [Fact]
    public async Task AnyCall_IndexOfSomethingElse_IsPermanentAndLeftAlone()
    {
        service.Plant(Name, JsonNode.Parse("""
            {"name":"shortloop-test","fields":[{"name":"key","type":"Edm.String","key":true,"sortable":true},{"name":"orgId","type":"Edm.String","filterable":false}],
             "vectorSearch":{"profiles":[],"algorithms":[]}}
            """)!.AsObject());
        Assert.Equal("index_unusable", (await Assert.ThrowsAsync<PermanentException>(() => PutAsync("a", [1, 0]))).Code);
        Assert.Equal(2, service.Index(Name).Definition["fields"]!.AsArray().Count);
    }

    [Fact]
    public async Task AnyCall_TextThatCannotBeSearched_IsPermanent()
    {
        await PlantEarlierAsync(new JsonObject { ["name"] = "text", ["type"] = "Edm.String", ["searchable"] = false });
        using var today = Open();
        Assert.Equal("index_unusable", (await Assert.ThrowsAsync<PermanentException>(() => today.SearchAsync(Org, Kind, Model, new float[] { 1, 0 }, 5, default))).Code);
    }

    [Theory]
    [InlineData("http://a.search.windows.net", Name)]
    [InlineData("https://a.search.windows.net", "Upper")]
    [InlineData("https://a.search.windows.net", "two--dashes")]
    [InlineData("https://a.search.windows.net", "x")]
    public void New_UnusableOptions_SaysWhy(string endpoint, string name)
    {
        var options = new AiSearchOptions { Endpoint = new Uri(endpoint), Index = name };
        Assert.Single(options.Problems());
        Assert.Throws<ArgumentException>(() => new AiSearchVectorIndex(options, TimeProvider.System));
    }

    /// <summary>The index as it was made before texts were looked for, with one thing in it.</summary>
    private async Task PlantEarlierAsync(JsonObject? text = null)
    {
        await PutAsync("old", [1, 0]);
        var earlier = service.Index(Name).Definition.DeepClone().AsObject();
        var fields = earlier["fields"]!.AsArray();
        fields.Remove(fields.Single(field => (string)field!["name"]! == "text"));
        if (text is not null)
            fields.Add(text);
        var old = new JsonObject { ["@search.action"] = "upload", ["key"] = "old", ["orgId"] = Org, ["kind"] = Kind, ["itemId"] = "old" };
        old[FieldNames().Single(name => name.StartsWith("v_", StringComparison.Ordinal))] = new JsonArray(1f, 0f);
        service.RemoveIndex(Name);
        service.Plant(Name, earlier);
        service.Index(Name).Apply(old);
    }

    private string[] FieldNames() => [.. service.Index(Name).Definition["fields"]!.AsArray().Select(field => (string)field!["name"]!)];

    private AiSearchVectorIndex Open(TokenCredential? who = null) => new(
        new AiSearchOptions
        {
            Endpoint = new Uri("https://search.example"),
            Index = Name,
            Credential = who ?? identity,
            FirstDelay = TimeSpan.Zero,
            Transport = new HttpClientTransport(new HttpClient(service, disposeHandler: false)),
        },
        TimeProvider.System);

    private sealed class Identity(string token) : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext context, CancellationToken cancellation)
        {
            lock (Scopes)
                Scopes.AddRange(context.Scopes);
            return new AccessToken(token, DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext context, CancellationToken cancellation) =>
            ValueTask.FromResult(GetToken(context, cancellation));
    }
}
