namespace Shortloop.Sqlite.Tests.Faults;

/// <summary>A disk that is really full, and files and folders that really can't be written.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class SmallDiskTests : IDisposable
{
    private const UnixFileMode ReadOnlyFile = UnixFileMode.UserRead, ReadOnlyFolder = ReadOnlyFile | UnixFileMode.UserExecute, Open = ReadOnlyFolder | UnixFileMode.UserWrite;

    private string? folder;

    public static TheoryData<string> Kinds => Stores.Kinds;

    private string Folder => folder ??= Directory.CreateDirectory(Path.Combine(SmallDisk.Folder, "data")).FullName;

    private string FilePath => Path.Combine(Folder, "store.db");

    private static string Ballast => Path.Combine(SmallDisk.Folder, "ballast");

    public void Dispose()
    {
        if (folder is null) return;
        File.Delete(Ballast);
        File.SetUnixFileMode(folder, Open);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public Task Faults_OfASmallDisk_AreBorne() => SmallDisk.RunAsync(typeof(SmallDiskTests).FullName!);

    [Theory(Explicit = true)]
    [MemberData(nameof(Kinds))]
    public async Task Write_DiskFull_FailsClearlyAndGoesOnWhenThereIsSpace(string kind)
    {
        var confirmed = new List<string>();
        await using (var store = await Stores.OpenAsync(kind, FilePath))
        {
            await WriteAsync(store, confirmed, "before");
            Fill();
            var failure = await Stores.FailureAsync(async () =>
            {
                for (var n = 0; n < 2000; n++) await WriteAsync(store, confirmed, $"n{n:0000}");
            });
            AssertNamesFile(failure, "the disk is full. Free some space");
            File.Delete(Ballast);
            await WriteAsync(store, confirmed, "afterwards");
        }
        await using var again = await Stores.OpenAsync(kind, FilePath);
        Assert.Equal(confirmed.Order(), (await again.ReadAsync()).Order());
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Kinds))]
    public async Task Open_DiskFull_FailsClearlyAndTheFirstStartIsDoneLater(string kind)
    {
        _ = Folder;
        Fill();
        AssertNamesFile(await Stores.FailureAsync(async () => await Stores.OpenAsync(kind, FilePath)), "disk");
        File.Delete(Ballast);
        await using var store = await Stores.OpenAsync(kind, FilePath);
        await store.WriteAsync("a");
        Assert.Equal(["a"], await store.ReadAsync());
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Kinds))]
    public async Task Open_FileOrFolderReadOnly_IsRefusedUntouched(string kind)
    {
        await using (var store = await Stores.OpenAsync(kind, FilePath)) await store.WriteAsync("a");
        var before = await File.ReadAllBytesAsync(FilePath);

        File.SetUnixFileMode(FilePath, ReadOnlyFile);
        AssertNamesFile(await Stores.FailureAsync(async () => await Stores.OpenAsync(kind, FilePath)), "Check the permissions");
        File.SetUnixFileMode(Folder, ReadOnlyFolder);
        AssertNamesFile(await Stores.FailureAsync(async () => await Stores.OpenAsync(kind, FilePath)), "Check the permissions");
        File.SetUnixFileMode(FilePath, Open);
        AssertNamesFile(await Stores.FailureAsync(async () => await Stores.OpenAsync(kind, FilePath)), "cannot be written");

        Assert.Equal(before, await File.ReadAllBytesAsync(FilePath));
        File.SetUnixFileMode(Folder, Open);
        await using var again = await Stores.OpenAsync(kind, FilePath);
        Assert.Equal(["a"], await again.ReadAsync());
    }

    private static async Task WriteAsync(IStore store, List<string> confirmed, string id)
    {
        await store.WriteAsync(id);
        confirmed.Add(id);
    }

    private static void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var chunk = new byte[4096]; ;) ballast.Write(chunk);
        }
        catch (IOException)
        {
            // That was the last page.
        }
    }

    private void AssertNamesFile(Exception error, string advice)
    {
        Assert.StartsWith(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }
}
