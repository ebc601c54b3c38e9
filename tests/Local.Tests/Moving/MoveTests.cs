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

/// <summary>From an embedded installation's folder to Cosmos DB by the real SDK, against the stand-in of its gateway.</summary>
public sealed class MoveTests : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("move-").FullName;
    private readonly FakeClock clock = new();
    private CosmosGateway gateway = null!;

    private string Data => Path.Combine(root, "data");

    private string Folder => Path.Combine(root, "export");

    public async ValueTask InitializeAsync()
    {
        gateway = await CosmosGateway.StartAsync(clock);
        foreach (ContainerLayout layout in ContainerLayouts.All)
            gateway.Add(layout);
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

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
        var verdict = await new AuditLog(to, clock).VerifyAsync("org_a", default);
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
        using var to = new SqliteVectorIndex(new SqliteVectorIndexOptions(Path.Combine(root, "there.db")));
        using var output = new StringWriter();
        await new ImportVectors(to, clock, output).RunAsync(Folder, MoveManifest.Read(Folder), default);

        Assert.Contains("2 entries", output.ToString(), StringComparison.Ordinal);
        Assert.Equal("vid_1", Assert.Single(await to.SearchAsync("org_a", "video", "m1", new float[] { 0, 1 }, 5, default)).Id);
        Assert.Equal("kno_1", Assert.Single(await to.HybridAsync("org_a", "knowledge", "m2", "4711", new float[] { 0, 1 }, 5, default)).Id);

        await File.AppendAllTextAsync(MovedVectors.PathIn(Folder), "{}\n");
        var damaged = await Assert.ThrowsAsync<StartException>(() => new ImportVectors(to, clock, TextWriter.Null).RunAsync(Folder, MoveManifest.Read(Folder), default));
        Assert.Contains("not as it was exported", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfAPartThatIsThere_DoesNotBringBackWhatWasDeleted()
    {
        await FillAsync();
        await ExportAsync();
        await ImportAsync();
        using var store = Cosmos();
        var import = new ImportDocuments(store, store, clock, TextWriter.Null);
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
        clock.Advance(TimeSpan.FromSeconds(40));
        await ExportAsync();
        clock.Advance(TimeSpan.FromSeconds(30));
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

        gateway.Requests.Clear();
        Assert.Contains("imported already", await ImportAsync(), StringComparison.Ordinal);
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task Import_ThrottledAllTheTime_ArrivesAllTheSame()
    {
        await FillAsync();
        await ExportAsync();
        gateway.Fail(60, 429, TimeSpan.FromMilliseconds(1));
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

        gateway.Clear();
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
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task Export_WithStorage_CopiesEveryBlobAndImportPutsItOnce()
    {
        await FillAsync();
        WriteStorage();
        await ExportAsync();
        MoveManifest manifest = MoveManifest.Read(Folder);
        Assert.Equal([("org_a/videos/v/original", 5L), ("org_a/videos/v/poster.jpg", 3L)], manifest.Blobs.Select(blob => (blob.Name, blob.Bytes)));

        var blobs = new HeldBlobs();
        using var output = new StringWriter();
        await new ImportBlobs(blobs, output).RunAsync(Folder, manifest, default);
        Assert.Equal("abcde (video/mp4)", blobs.Held["org_a/videos/v/original"]);
        Assert.Equal("xyz (image/jpeg)", blobs.Held["org_a/videos/v/poster.jpg"]);
        await new ImportBlobs(blobs, output).RunAsync(Folder, manifest, default);
        Assert.Contains("0 blobs put, 2 were there.", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfNoStateOrBesideARunningHost_IsRefused()
    {
        await Assert.ThrowsAsync<StartException>(ExportAsync);
        await FillAsync();
        using var held = new FileStream(Path.Combine(Data, "engine.db.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Assert.Contains("Stop it first", (await Assert.ThrowsAsync<StartException>(ExportAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_WhileItIsWritten_KeepsAHostFromStarting()
    {
        await FillAsync();
        var watch = new Watch(() => DataFolder.IsRunning(Data));
        await ExportCommand.RunAsync(new CommandLine(CommandKind.Export, [], false, null, Data, 1, Folder), watch, TextWriter.Null, default);
        Assert.NotEmpty(watch.Seen);
        Assert.DoesNotContain(false, watch.Seen);
        Assert.False(DataFolder.IsRunning(Data));
    }

    [Fact]
    public async Task Import_OfABlobThatIsThereWithOtherContent_WritesItAnew()
    {
        await FillAsync();
        WriteStorage();
        await ExportAsync();
        var blobs = new HeldBlobs { Held = { ["org_a/videos/v/original"] = "ABCDE (video/mp4)" } };
        using var output = new StringWriter();
        await new ImportBlobs(blobs, output).RunAsync(Folder, MoveManifest.Read(Folder), default);
        Assert.Equal("abcde (video/mp4)", blobs.Held["org_a/videos/v/original"]);
        Assert.Contains("2 blobs put, 0 were there.", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd/x")]
    [InlineData("/etc/a/b/c")]
    [InlineData("org_a/videos/v/..")]
    [InlineData("org_a/videos//original")]
    [InlineData("org a/videos/v/original")]
    [InlineData("org_a/original")]
    [InlineData("org_a/videos/v\\x/original")]
    [InlineData("")]
    public async Task Import_OfABlobWhoseNameIsNone_WritesNothing(string name)
    {
        await FillAsync();
        await ExportAsync();
        (MoveManifest.Read(Folder) with { Blobs = [new MovedBlob(name, "video/mp4", 1, "")] }).Write(Folder);
        Assert.Contains("names no blob", (await Assert.ThrowsAsync<StartException>(() => ImportAsync())).Message, StringComparison.Ordinal);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task Import_WithAMissingBlob_WritesNothing()
    {
        await FillAsync();
        WriteStorage();
        await ExportAsync();
        File.Delete(MoveManifest.BlobOf(Folder, "org_a/videos/v/poster.jpg"));
        var command = new CommandLine(
            CommandKind.Import, [], false, null, Data, 1, Folder, Cosmos: gateway.Endpoint, Blobs: new Uri("https://nobody.blob.core.windows.net"));
        var refused = await Assert.ThrowsAsync<StartException>(() => ImportCommand.RunAsync(command, _ => CosmosGateway.Key, clock, TextWriter.Null, default));
        Assert.Contains("poster.jpg is missing", refused.Message, StringComparison.Ordinal);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("import", "needs the folder")]
    [InlineData("import /no/such/folder --cosmos https://a.documents.azure.com", "no folder")]
    [InlineData("import /tmp --cosmos nowhere", "needs an address")]
    [InlineData("export /tmp", "exists already")]
    [InlineData("export /no/such/a /no/such/b", "too many")]
    public void CommandLine_OfWrongUse_SaysWhat(string line, string says)
    {
        Assert.False(CommandLine.TryParse(line.Split(' '), out _, out string? problem));
        Assert.Contains(says, problem, StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        using var store = Embedded();
        for (int n = 0; n < 40; n++)
            await store.CreateAsync(Containers.Videos, Anything($"vid_{n:D2}", n % 3 == 0 ? "org_a" : "org_b"), default);
        await store.CreateAsync(Containers.Settings, Anything("flag", "flags"), default);
        await store.CreateAsync(Containers.Transient, Anything("short", "code") with { TtlSeconds = 60 }, default);
        await store.CreateAsync(Containers.Transient, Anything("long", "code") with { TtlSeconds = 600 }, default);
        var audit = new AuditLog(store, clock);
        for (int n = 0; n < 3; n++)
            await audit.AppendAsync("org_a", "usr_mara", "role_changed", $"usr_{n}", null, default);
    }

    // As the storage emulator leaves it: one blob of two blocks, one in a piece, one that was never finished.
    private void WriteStorage()
    {
        string storage = Directory.CreateDirectory(Path.Combine(Data, "storage", "__blobstorage__")).Parent!.FullName;
        File.WriteAllText(Path.Combine(storage, "__blobstorage__", "extent"), "--cdexyz-ab");
        object Piece(int offset, int count) => new { id = "extent", offset, count };
        object Blob(string name, string contentType, bool isCommitted, object? persistency, object[] blocks) => new
        {
            name,
            properties = new { contentType },
            snapshot = "",
            deleted = false,
            isCommitted,
            persistency,
            committedBlocksInOrder = blocks.Select(block => new { persistency = block }),
        };
        object[] data =
        [
            Blob("org_a/videos/v/poster.jpg", "image/jpeg", true, Piece(5, 3), []),
            Blob("org_a/videos/v/original", "video/mp4", true, null, [Piece(9, 2), Piece(2, 3)]),
            Blob("org_a/videos/w/original", "video/mp4", false, null, []),
        ];
        File.WriteAllText(
            Path.Combine(storage, "__azurite_db_blob__.json"),
            JsonSerializer.Serialize(new { collections = new[] { new { name = "$BLOBS_COLLECTION$", data } } }));
    }

    private static AnyDocument Anything(string id, string partition) => new()
    {
        Id = id,
        Partition = partition,
        OrgId = partition,
        CreatedBy = "usr_mara",
        CreatedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Fields = new() { ["title"] = JsonSerializer.SerializeToElement("Grüße \"日本\""), ["score"] = JsonSerializer.SerializeToElement(1.5), ["none"] = JsonSerializer.SerializeToElement<string?>(null) },
    };

    private SqliteDocumentStore Embedded() => new(new SqliteDocumentStoreOptions(Path.Combine(Data, "documents.db")), clock);

    private CosmosDocumentStore Cosmos() => new(new CosmosOptions
    {
        Endpoint = gateway.Endpoint,
        Database = CosmosGateway.DatabaseName,
        EmulatorKey = CosmosGateway.Key,
        Gateway = true,
    });

    private static async Task<List<string>> AllAsync(IDocumentStore store, Container container) =>
    [
        .. (await store.QueryAsync<AnyDocument>(container, new DocumentQuery(null, Limit: 1000), default)).Items
            .Select(document => JsonSerializer.Serialize(document with { ETag = null }, DocumentJson.Options)),
    ];

    private Task<int> ExportAsync() => ExportCommand.RunAsync(
        new CommandLine(CommandKind.Export, [], false, null, Data, 1, Folder), clock, TextWriter.Null, default);

    private async Task<string> ImportAsync()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await RunAsync(output, default));
        return output.ToString();
    }

    private Task<int> RunAsync(TextWriter output, CancellationToken stop) => ImportCommand.RunAsync(
        new CommandLine(CommandKind.Import, [], false, null, Data, 1, Folder, Cosmos: gateway.Endpoint),
        name => name == "SHORTLOOP_COSMOS_EMULATOR_KEY" ? CosmosGateway.Key : null, clock, output, stop);

    /// <summary>A clock that looks at something whenever it is asked for the time.</summary>
    private sealed class Watch(Func<bool> look) : TimeProvider
    {
        public List<bool> Seen { get; } = [];

        public override DateTimeOffset GetUtcNow()
        {
            Seen.Add(look());
            return base.GetUtcNow();
        }
    }

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
