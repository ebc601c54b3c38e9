using Shortloop.Adapters.Tests.Contracts;
using Shortloop.Adapters.Vectors;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Vectors;

public sealed class SqliteVectorIndexTests : VectorIndexContract, IDisposable
{
    private readonly TempFolder folder = new();
    private SqliteVectorIndex index;

    public SqliteVectorIndexTests() => index = Open();

    protected override IVectorIndex Index => index;

    public void Dispose()
    {
        index.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task DeleteAllAsync_OneOrganisation_LeavesTheOthersAlsoAfterReopening()
    {
        await PutAsync("a", [1, 0]);
        await index.UpsertAsync(new VectorEntry(Org, "note", "b", "m2", new float[] { 1, 0 }), default);
        await index.UpsertAsync(new VectorEntry("org2", Kind, "c", Model, new float[] { 1, 0 }), default);
        await SearchAsync([1, 0]);

        await index.DeleteAllAsync(Org, default);

        for (var time = 0; time < 2; time++)
        {
            Assert.Empty(await SearchAsync([1, 0]));
            Assert.Empty(await index.SearchAsync(Org, "note", "m2", new float[] { 1, 0 }, 5, default));
            Assert.Equal("c", Assert.Single(await index.SearchAsync("org2", Kind, Model, new float[] { 1, 0 }, 5, default)).Id);
            index.Dispose();
            index = Open();
        }
    }

    [Fact]
    public async Task UpsertAsync_Again_ReplacesAndSurvivesReopening()
    {
        await PutAsync("a", [1, 0]);
        await PutAsync("a", [0, 1]);
        index.Dispose();
        index = Open();
        Assert.Equal(new VectorHit("a", 1), Assert.Single(await SearchAsync([0, 1])));
    }

    [Fact]
    public async Task DeleteAsync_EveryModel_IsGoneNowAndAfterReopening()
    {
        await PutAsync("a", [1, 0]);
        await index.UpsertAsync(new VectorEntry(Org, Kind, "a", "m2", new float[] { 1, 0, 0 }), default);
        await index.DeleteAsync(Org, Kind, "a", default);
        await index.DeleteAsync(Org, Kind, "unknown", default);
        Assert.Empty(await SearchAsync([1, 0]));
        index.Dispose();
        index = Open();
        Assert.Empty(await SearchAsync([1, 0]));
        Assert.Empty(await index.SearchAsync(Org, Kind, "m2", new float[] { 1, 0, 0 }, 10, default));
    }

    private SqliteVectorIndex Open() => new(new SqliteVectorIndexOptions(folder.File("vectors.db")));
}
