using System.Globalization;

namespace Shortloop.Bench.Media;

/// <summary>
/// Sum of the peaks of this process and of each of its children (VmHWM of /proc, which the kernel keeps, so that looking every few
/// milliseconds misses little). The peaks need not have been at the same time: an upper bound.
/// </summary>
internal sealed class PeakMemory : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<int, long> peaks = [];
    private readonly Task watch;

    public PeakMemory() => watch = Task.Run(WatchAsync);

    public async Task<double> MegabytesAsync()
    {
        await stop.CancelAsync();
        await watch;
        return peaks.Values.Sum() / 1024d;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watch;
        stop.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var folder in Directory.EnumerateDirectories("/proc"))
                if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)) Look(id, folder);
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private void Look(int id, string folder)
    {
        try
        {
            var (parent, peak) = (0, 0L);
            foreach (var line in File.ReadLines(folder + "/status"))
            {
                if (line.StartsWith("PPid:", StringComparison.Ordinal)) parent = int.Parse(line.AsSpan(5), CultureInfo.InvariantCulture);
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal)) peak = long.Parse(line.AsSpan(6).TrimEnd("kB"), NumberStyles.Integer, CultureInfo.InvariantCulture);
            }

            if (id == Environment.ProcessId || parent == Environment.ProcessId) peaks[id] = Math.Max(peaks.GetValueOrDefault(id), peak);
        }
        catch (IOException)
        {
            // It ended meanwhile.
        }
    }
}
