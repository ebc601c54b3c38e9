namespace Shortloop.Local.Backup;

/// <summary>What is in a data folder, and whether somebody works with it.</summary>
internal static class DataFolder
{
    /// <summary>Copied as of one instant, together.</summary>
    public static readonly string[] Databases = ["documents.db", "engine.db", "broker.db", "vectors.db"];

    public const string Storage = "storage";

    // What is made anew, or belongs to a run and not to the state.
    private static readonly string[] LeftOut = ["logs", "work", "outputs"];
    private static readonly string[] LeftOutEndings = [".lock", ".new", ".bak", "~"];

    /// <summary>Small files beside the databases and storage: keys, timers, the sandbox's world, the demo clip. Names as in the manifest.</summary>
    public static IReadOnlyList<string> Others(string data) =>
        [.. Names(data, "").Where(name => !name.StartsWith(Storage + '/', StringComparison.Ordinal) && !Databases.Any(db => name == db || name.StartsWith(db + '-', StringComparison.Ordinal)))];

    public static IReadOnlyList<string> InStorage(string data) => [.. Names(data, Storage)];

    /// <returns>Whether a host has the engine's file open, or somebody holds the folder; the lock goes with its process.</returns>
    public static bool IsRunning(string data)
    {
        if (!File.Exists(MarkOf(data)))
            return false;
        using FileStream? free = TryHold(data);
        return free is null;
    }

    /// <summary>Takes the lock that a host has as long as it runs, so that none starts until it is let go.</summary>
    /// <returns>Null: somebody has it.</returns>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public static FileStream? TryHold(string data)
    {
        string mark = MarkOf(data);
        try
        {
            return new FileStream(mark, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(mark))
        {
            return null;
        }
    }

    // The engine's own: see its EngineDatabase.
    private static string MarkOf(string data) => Path.Combine(data, "engine.db.lock");

    private static IEnumerable<string> Names(string data, string below)
    {
        string folder = Path.Combine(data, below);
        if (!Directory.Exists(folder))
            return [];
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(data, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(name => !LeftOut.Contains(name.Split('/')[0]) && !LeftOutEndings.Any(name.EndsWith))
            .Order(StringComparer.Ordinal);
    }
}
