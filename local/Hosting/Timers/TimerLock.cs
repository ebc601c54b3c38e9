namespace Shortloop.Local.Hosting.Timers;

/// <summary>
/// Timers run in one host of an app: the one that has this file open. It is the system that lets go of it, so a killed host holds nobody up.
/// </summary>
internal sealed class TimerLock(FunctionsHostOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private FileStream? _file;

    /// <summary>Ends when this host has the lock, or with <paramref name="stopping"/>.</summary>
    /// <returns>Whether it has it.</returns>
    public async Task<bool> TakeAsync(CancellationToken stopping)
    {
        string folder = Path.Combine(options.DataDirectory, "timers");
        Directory.CreateDirectory(folder);
        while (!stopping.IsCancellationRequested)
        {
            if (TryOpen(Path.Combine(folder, ".lock"))) return true;
            await Task.Delay(Pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    public void Dispose() => _file?.Dispose();

    private bool TryOpen(string path)
    {
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
