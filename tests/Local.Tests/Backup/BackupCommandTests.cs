using System.IO.Compression;
using System.Text.Json.Nodes;
using Shortloop.Adapters.Vectors;
using Shortloop.Core.Ports;
using Shortloop.Local.Backup;

namespace Shortloop.Local.Tests.Backup;

/// <summary>Backup and restore of a folder that is made by hand; a whole installation at work is in the end-to-end tests.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class BackupCommandTests : IDisposable
{
    private const string Extent = "storage/__blobstorage__/11111111-2222-3333-4444-555555555555";

    private static readonly float[] Vector = [1, 0];
    private readonly string folder = Directory.CreateTempSubdirectory("backup-").FullName;

    private string Data => Path.Combine(folder, "data");

    private string Archive => Path.Combine(folder, "backup.zip");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Restore_IntoAnotherFolder_HoldsAllStateAndNothingOfTheRun()
    {
        await MakeAsync();
        await BackupAsync();
        Assert.Equal(["backup.zip", "data"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order());

        var restored = Path.Combine(folder, "restored");
        await RestoreAsync(restored);

        Assert.Equal(
            ["demo.mp4", "keys.json", "sandbox/state.json", "storage/__azurite_db_blob__.json", Extent, "timers/daily.json", "vectors.db"],
            Directory.GetFiles(restored, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(restored, file)).Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Data, Extent)), File.ReadAllBytes(Path.Combine(restored, Extent)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(restored, "keys.json")));
        Assert.Equal(["a"], await FindAsync(restored));
    }

    [Fact]
    public async Task Restore_InPlace_KeepsWhatWasThere()
    {
        await MakeAsync();
        await BackupAsync();
        await PutAsync("later");

        await RestoreAsync(Data);

        Assert.Equal(["a"], await FindAsync(Data));
        var kept = Assert.Single(Directory.GetDirectories(folder, "data.before-*"));
        Assert.Equal(["a", "later"], await FindAsync(kept));
        Assert.Equal(3, Directory.GetFileSystemEntries(folder).Length);
    }

    [Fact]
    public async Task Backup_DatabaseInUseWithALog_HoldsWhatWasConfirmed()
    {
        await MakeAsync();
        using (var index = new SqliteVectorIndex(new(Path.Combine(Data, "vectors.db"))))
        {
            await index.UpsertAsync(new VectorEntry("org", "video", "b", "m", Vector, ""), default);
            await BackupAsync();
            await index.UpsertAsync(new VectorEntry("org", "video", "c", "m", Vector, ""), default);
        }
        await RestoreAsync(Path.Combine(folder, "restored"));
        Assert.Equal(["a", "b"], await FindAsync(Path.Combine(folder, "restored")));
    }

    [Fact]
    public async Task Backup_StorageIndexNamesWhatIsNotThere_IsRefused()
    {
        await MakeAsync();
        File.Delete(Path.Combine(Data, Extent));
        await RefusedAsync(BackupAsync, "names content that is not there");
        Assert.Equal(["data"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Backup_DamagedDatabase_IsRefused()
    {
        await MakeAsync();
        using (var file = new FileStream(Path.Combine(Data, "vectors.db"), FileMode.Open))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xEE, 64).ToArray());
        }
        await RefusedAsync(BackupAsync, "vectors.db is damaged");
        Assert.Equal(["data"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Backup_NoStateThere_IsRefused() => await RefusedAsync(BackupAsync, $"There is no state in {Data}");

    [Fact]
    public async Task Restore_WhileAHostRuns_IsRefused()
    {
        await MakeAsync();
        await BackupAsync();
        using var host = new FileStream(Path.Combine(Data, "engine.db.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        await RefusedAsync(() => RestoreAsync(Data), $"Shortloop runs on {Data}");
        Assert.Equal(["a"], await FindAsync(Data));
    }

    [Fact]
    public async Task Restore_PartDamaged_IsRefusedAndTheFolderIsAsItWas()
    {
        await MakeAsync();
        await BackupAsync();
        using (var zip = ZipFile.Open(Archive, ZipArchiveMode.Update))
        {
            zip.GetEntry("keys.json")!.Delete();
            using var changed = new StreamWriter(zip.CreateEntry("keys.json").Open());
            changed.Write("{\"no\":\"keys\"}");
        }
        await RefusedAsync(() => RestoreAsync(Data), "keys.json is not what was put into it. Nothing was restored");
        Assert.Equal(["backup.zip", "data"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order());
        Assert.Equal(["a"], await FindAsync(Data));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/tmp/outside")]
    [InlineData("missing")]
    public async Task Restore_PartOutsideOrMissing_IsRefused(string name)
    {
        await WriteManifestAsync(manifest => manifest["parts"]!.AsArray().Add(new JsonObject { ["name"] = name, ["bytes"] = 1, ["sha256"] = "" }));
        await RefusedAsync(() => RestoreAsync(Data), $"{name} is not what was put into it");
    }

    [Fact]
    public async Task Restore_MadeByANewerVersion_IsRefused()
    {
        await WriteManifestAsync(manifest => manifest["format"] = 99);
        await RefusedAsync(() => RestoreAsync(Data), "was made by a newer version");
    }

    [Theory]
    [InlineData("not a zip")]
    [InlineData("")]
    public async Task Restore_NoBackup_IsRefused(string content)
    {
        await File.WriteAllTextAsync(Archive, content);
        await RefusedAsync(() => RestoreAsync(Data), "is not a backup");
    }

    private async Task MakeAsync()
    {
        foreach (var (name, content) in new Dictionary<string, string>
        {
            ["keys.json"] = "{}",
            ["demo.mp4"] = "film",
            ["timers/daily.json"] = "{}",
            ["sandbox/state.json"] = "{}",
            [Extent] = "0123456789",
            ["storage/__azurite_db_blob__.json"] = """{"collections":[{"data":[{"name":"v","persistency":{"id":"11111111-2222-3333-4444-555555555555","offset":4,"count":6}}]}]}""",
            ["logs/host.log"] = "said",
            ["outputs/film.mp4"] = "film",
            ["work/scratch"] = "",
            ["engine.db.lock"] = "",
        })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Data, name))!);
            await File.WriteAllTextAsync(Path.Combine(Data, name), content);
        }
        await PutAsync("a");
    }

    private async Task PutAsync(string id)
    {
        using var index = new SqliteVectorIndex(new(Path.Combine(Data, "vectors.db")));
        await index.UpsertAsync(new VectorEntry("org", "video", id, "m", Vector, ""), default);
    }

    private static async Task<IEnumerable<string>> FindAsync(string data)
    {
        using var index = new SqliteVectorIndex(new(Path.Combine(data, "vectors.db")));
        return (await index.SearchAsync("org", "video", "m", Vector, 10, default)).Select(hit => hit.Id);
    }

    private async Task WriteManifestAsync(Action<JsonNode> change)
    {
        var manifest = JsonNode.Parse("""{"format":1,"version":"1","takenAt":"2026-03-01T12:00:00Z","schemas":{},"parts":[]}""")!;
        change(manifest);
        using var zip = ZipFile.Open(Archive, ZipArchiveMode.Create);
        await using var writer = new StreamWriter(zip.CreateEntry(Manifest.Name).Open());
        await writer.WriteAsync(manifest.ToJsonString());
    }

    private Task BackupAsync() => RunAsync(["backup", Archive, "--data", Data]);

    private Task RestoreAsync(string data) => RunAsync(["restore", Archive, "--data", data]);

    private static async Task RunAsync(string[] args)
    {
        Assert.True(CommandLine.TryParse(args, out var command, out var problem), problem);
        Assert.Equal(0, command.Kind == CommandKind.Backup ? await BackupCommand.RunAsync(command, default) : await RestoreCommand.RunAsync(command, default));
    }

    private static async Task RefusedAsync(Func<Task> work, string message) =>
        Assert.Contains(message, (await Assert.ThrowsAsync<StartException>(work)).Message, StringComparison.Ordinal);
}
