using Microsoft.DurableTask.Client;
using Shortloop.Engine.Tests.Durable;
using Sum = Shortloop.Engine.Tests.Stored.StoredStories.Sum;

namespace Shortloop.Engine.Tests.Stored;

/// <summary>
/// Files of every released schema, each with every kind of thing in it, opened by today's engine. When a schema is released, its file is
/// added by <see cref="WriteTodaysFile"/>; the older ones stay as they are.
/// </summary>
public sealed class StoredEngineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stored-").FullName;

    public static TheoryData<string> Files => [.. StoredFile.Names("v")];

    private string DatabasePath => Path.Combine(_folder, "engine.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Open_StoredFile_EverythingGoesOnToItsEnd(string file)
    {
        StoredFile.Restore(file, DatabasePath);

        await using var host = await OpenAsync();

        await StoredOutcomes.CheckAsync(host);
    }

    [Fact]
    public async Task Open_TodaysFileAfterAKill_EverythingGoesOnToItsEnd()
    {
        await StoredStart.MakeAsync(DatabasePath);

        await using var host = await OpenAsync();

        await StoredOutcomes.CheckAsync(host);
    }

    /// <summary>Asked for by name only: <c>dotnet test --filter WriteTodaysFile -- xUnit.Explicit=only</c> after a schema has changed.</summary>
    [Fact(Explicit = true)]
    public async Task WriteTodaysFile()
    {
        await StoredStart.MakeAsync(DatabasePath);

        var version = StoredFile.Number(DatabasePath, "PRAGMA user_version");
        var target = Path.Combine(SourceFolder(), $"v{version}.sql");
        Assert.False(File.Exists(target), $"{target} is there; a released schema does not change.");
        await File.WriteAllTextAsync(target, StoredFile.Dump(DatabasePath));
    }

    private Task<DurableHost> OpenAsync() =>
        DurableHost.StartAsync(new StoredStories(held: null).Register, options => options.DatabasePath = DatabasePath);

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
