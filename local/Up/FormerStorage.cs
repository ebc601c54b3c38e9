namespace Shortloop.Local.Up;

/// <summary>Azurite lets go of its port first and writes its index after that; a second one would begin with what the first has not written yet.</summary>
internal static class FormerStorage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <exception cref="StartException">It does not come to its end.</exception>
    public static void WaitForEnd(string data)
    {
        if (!SpinWait.SpinUntil(() => !IsRunning(data), Patience))
            throw new StartException("The storage of an earlier start has not ended yet. Wait a moment and start again.");
    }

    /// <summary>Known on Linux only; elsewhere false.</summary>
    public static bool IsRunning(string data)
    {
        string mark = $"--location\0{Path.Combine(data, "storage")}\0";
        return OperatingSystem.IsLinux() && Directory.EnumerateDirectories("/proc").Any(process => Knows(process, mark));
    }

    private static bool Knows(string process, string mark)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Contains(mark, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Not a process, gone meanwhile, or somebody else's.
            return false;
        }
    }
}
