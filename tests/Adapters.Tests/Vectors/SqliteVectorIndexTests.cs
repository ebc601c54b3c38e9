using Microsoft.Data.Sqlite;
using Shortloop.Adapters.Tests.Contracts;
using Shortloop.Adapters.Vectors;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Sqlite;

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
        await index.UpsertAsync(new VectorEntry(Org, "note", "b", "m2", new float[] { 1, 0 }, ""), default);
        await index.UpsertAsync(new VectorEntry("org2", Kind, "c", Model, new float[] { 1, 0 }, ""), default);
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
        await index.UpsertAsync(new VectorEntry(Org, Kind, "a", "m2", new float[] { 1, 0, 0 }, ""), default);
        await index.DeleteAsync(Org, Kind, "a", default);
        await index.DeleteAsync(Org, Kind, "unknown", default);
        Assert.Empty(await SearchAsync([1, 0]));
        index.Dispose();
        index = Open();
        Assert.Empty(await SearchAsync([1, 0]));
        Assert.Empty(await index.SearchAsync(Org, Kind, "m2", new float[] { 1, 0, 0 }, 10, default));
    }

    [Fact]
    public async Task HybridAsync_AfterReopening_FindsTheWords()
    {
        await PutWordsAsync("a", "bread");
        index.Dispose();
        index = Open();
        Assert.Equal("a", Assert.Single(await HybridAsync("bread", [1, 0])).Id);
    }

    [Fact]
    public async Task Open_FileOfAnEarlierVersion_KeepsItsVectorsAndTakesTextsOnceTheyAreWritten()
    {
        await PutAsync("old", [1, 0]);
        await PutAsync("older", [0, 1]);
        index.Dispose();
        InFile("DROP TABLE words; DROP TABLE texts; PRAGMA user_version = 1");

        index = Open();

        Assert.Equal(["old", "older"], (await HybridAsync("bread", [1, 0])).Select(hit => hit.Id));
        Assert.True(File.Exists(folder.File("vectors.db.v1.bak")));
        await PutAsync("older", [0, 1], "bread");
        Assert.Equal(["older", "old"], (await HybridAsync("bread", [1, 0])).Select(hit => hit.Id));
        await index.DeleteAsync(Org, Kind, "old", default);
        Assert.Single(await HybridAsync("bread", [1, 0]));
    }

    [Fact]
    public async Task UpsertAsync_TextCannotBeWritten_LeavesTheVectorToo()
    {
        await PutAsync("a", [1, 0], "bread");
        InFile("CREATE TRIGGER never BEFORE INSERT ON texts BEGIN SELECT RAISE(ABORT, 'never'); END");
        await Assert.ThrowsAnyAsync<WorkException>(() => PutAsync("a", [0, 1], "pizza"));
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(1, Assert.Single(await SearchAsync([1, 0])).Cosine);
            Assert.Equal(2.0 / 60, Assert.Single(await HybridAsync("bread", [1, 0])).Fused, 6);
            index.Dispose();
            index = Open();
        }
    }

    private void InFile(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("vectors.db")};Pooling=False");
        connection.Open();
        connection.ExecuteAll(sql);
    }

    private SqliteVectorIndex Open() => new(new SqliteVectorIndexOptions(folder.File("vectors.db")));
}
