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

/// <summary>Media on the way.</summary>
public sealed class MovedBlobTests : MoveTest
{
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
        Assert.Empty(Gateway.Requests);
    }

    [Fact]
    public async Task Import_WithAMissingBlob_WritesNothing()
    {
        await FillAsync();
        WriteStorage();
        await ExportAsync();
        File.Delete(MoveManifest.BlobOf(Folder, "org_a/videos/v/poster.jpg"));
        var command = new CommandLine(
            CommandKind.Import, [], false, null, Data, 1, Folder, Cosmos: Gateway.Endpoint, Blobs: new Uri("https://nobody.blob.core.windows.net"));
        var refused = await Assert.ThrowsAsync<StartException>(() => ImportCommand.RunAsync(command, _ => CosmosGateway.Key, Clock, TextWriter.Null, default));
        Assert.Contains("poster.jpg is missing", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Gateway.Requests);
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
}
