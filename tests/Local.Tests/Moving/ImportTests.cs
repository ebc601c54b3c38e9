using System.Text.Json;
using System.Text.Json.Nodes;
using Shortloop.Adapters.Cosmos;
using Shortloop.Adapters.Sqlite;
using Shortloop.Adapters.Tests;
using Shortloop.Adapters.Tests.Cosmos.Gateway;
using Shortloop.Adapters.Vectors;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Local.Backup;
using Shortloop.Local.Moving;

namespace Shortloop.Local.Tests.Moving;

/// <summary>What is exported arrives, once, whatever comes between.</summary>
public sealed class ImportTests : MoveTest
{
    [Fact]
    public async Task Import_OfAnExport_HoldsTheSameAndAWholeAuditLog()
    {
        await FillAsync();
        await ExportAsync();
        string said = await ImportAsync();

        Assert.Contains("audit", said, StringComparison.Ordinal);
        using var from = Embedded();
        using var to = Cosmos();
        foreach (Container container in Containers.All)
            Assert.Equal(await AllAsync(from, container), (await AllAsync(to, container)).Where(json => !json.Contains("\"moves\"", StringComparison.Ordinal)));
        var verdict = await new AuditLog(to, Clock).VerifyAsync("org_a", default);
        Assert.Equal((3, null), (verdict.Entries, verdict.BrokenAt));
    }

    [Fact]
    public async Task Import_OfVectors_FindsTheSameByLikenessAndByWords()
    {
        await FillAsync();
        using (var from = new SqliteVectorIndex(new SqliteVectorIndexOptions(Path.Combine(Data, "vectors.db"))))
        {
            await from.UpsertAsync(new VectorEntry("org_a", "knowledge", "kno_1", "m1", new float[] { 1, 0 }, "Price list: SKU 4711"), default);
            await from.UpsertAsync(new VectorEntry("org_a", "video", "vid_1", "m1", new float[] { 0, 1 }, ""), default);
        }

        await ExportAsync();
        using var to = new SqliteVectorIndex(new SqliteVectorIndexOptions(Path.Combine(Root, "there.db")));
        using var output = new StringWriter();
        await new ImportVectors(to, Clock, output).RunAsync(Folder, MoveManifest.Read(Folder), default);

        Assert.Contains("2 entries", output.ToString(), StringComparison.Ordinal);
        Assert.Equal("vid_1", Assert.Single(await to.SearchAsync("org_a", "video", "m1", new float[] { 0, 1 }, 5, default)).Id);
        Assert.Equal("kno_1", Assert.Single(await to.HybridAsync("org_a", "knowledge", "m2", "4711", new float[] { 0, 1 }, 5, default)).Id);

        await File.AppendAllTextAsync(MovedVectors.PathIn(Folder), "{}\n");
        var damaged = await Assert.ThrowsAsync<StartException>(() => new ImportVectors(to, Clock, TextWriter.Null).RunAsync(Folder, MoveManifest.Read(Folder), default));
        Assert.Contains("not as it was exported", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfAPartThatIsThere_DoesNotBringBackWhatWasDeleted()
    {
        await FillAsync();
        await ExportAsync();
        await ImportAsync();
        using var store = Cosmos();
        var import = new ImportDocuments(store, store, Clock, TextWriter.Null);
        int put = 0;

        await Assert.ThrowsAsync<IOException>(() => import.OnceAsync("blobs", () => throw new IOException("cut off"), default));
        for (int n = 0; n < 2; n++)
            await import.OnceAsync("blobs", () => Task.FromResult(put++), default);
        await import.OnceAsync("vectors", () => Task.FromResult(put++), default);

        Assert.Equal(2, put);
        Assert.Contains("imported already", await ImportAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_Later_CountsTheSecondsThatDocumentsHaveLeft()
    {
        await FillAsync();
        Clock.Advance(TimeSpan.FromSeconds(40));
        await ExportAsync();
        Clock.Advance(TimeSpan.FromSeconds(30));
        await ImportAsync();

        using var to = Cosmos();
        Assert.Null(await to.ReadAsync<AnyDocument>(Containers.Transient, "code", "short", default));
        Assert.Equal(530, (await to.ReadAsync<AnyDocument>(Containers.Transient, "code", "long", default))!.TtlSeconds);
    }

    [Fact]
    public async Task Import_Interrupted_GoesOnWhereItWas()
    {
        await FillAsync();
        await ExportAsync();
        using var stop = new CancellationTokenSource();
        using var output = new CancelAfter("videos", stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(output, stop.Token));

        string said = await ImportAsync();
        Assert.DoesNotContain("videos", said.Split(' ', '\n'));
        Assert.Contains("audit", said, StringComparison.Ordinal);

        Gateway.Requests.Clear();
        Assert.Contains("imported already", await ImportAsync(), StringComparison.Ordinal);
        Assert.Single(Gateway.Requests);
    }

    [Fact]
    public async Task Import_ThrottledAllTheTime_ArrivesAllTheSame()
    {
        await FillAsync();
        await ExportAsync();
        Gateway.Fail(60, 429, TimeSpan.FromMilliseconds(1));
        await ImportAsync();
        using var to = Cosmos();
        Assert.Equal(40, await to.CountAsync(Containers.Videos, null, null, default));
    }

    [Fact]
    public async Task Import_IntoWhatIsNotEmptyOrTookAnother_IsRefused()
    {
        await FillAsync();
        await ExportAsync();
        using (var to = Cosmos())
            await to.UpsertAsync(Containers.Posts, Anything("post", "org_z"), default);
        Assert.Contains("not empty: posts", (await Assert.ThrowsAsync<StartException>(() => ImportAsync())).Message, StringComparison.Ordinal);

        Gateway.Clear();
        await ImportAsync();
        Directory.Delete(Folder, recursive: true);
        await ExportAsync();
        Assert.Contains("another export", (await Assert.ThrowsAsync<StartException>(() => ImportAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfWhatIsDamagedOrUnfinished_WritesNothing()
    {
        await FillAsync();
        await ExportAsync();
        File.AppendAllText(MoveManifest.DocumentsOf(Folder, "videos"), "\n");
        Assert.Contains("videos.ndjson is not as it was exported", (await Assert.ThrowsAsync<StartException>(() => ImportAsync())).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(Folder, MoveManifest.Name));
        Assert.Contains("not a whole one", (await Assert.ThrowsAsync<StartException>(() => ImportAsync())).Message, StringComparison.Ordinal);
        Assert.Empty(Gateway.Requests);
    }

    private static async Task<List<string>> AllAsync(IDocumentStore store, Container container) =>
    [
        .. (await store.QueryAsync<AnyDocument>(container, new DocumentQuery(null, Limit: 1000), default)).Items
            .Select(document => JsonSerializer.Serialize(document with { ETag = null }, DocumentJson.Options)),
    ];

    private sealed class CancelAfter(string word, CancellationTokenSource stop) : StringWriter
    {
        public override Task WriteLineAsync(string? value)
        {
            if (value?.StartsWith(word, StringComparison.Ordinal) == true)
                stop.Cancel();
            return Task.CompletedTask;
        }
    }
}
