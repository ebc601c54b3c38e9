using Shortloop.Adapters.Ffmpeg.Processes;

namespace Shortloop.Adapters.Ffmpeg.Analysis;

/// <summary>
/// Cuts the stream of raw pictures into frames and measures each. Holds a few frames, whatever the length. On a thread of its own,
/// which sleeps while it waits: the pool's threads would spin between the thousands of small reads, and the decoder needs the cores.
/// </summary>
internal static class FramePipe
{
    private const int ReportEvery = 50;

    /// <param name="pictures">Ends when <paramref name="cancellation"/> is requested, because that kills who writes it.</param>
    public static Task ReadAsync(
        Stream pictures, int size, FrameMeter meter, Heartbeat heartbeat, Action<int>? report, CancellationToken cancellation) =>
        Task.Factory.StartNew(
            () => Read(pictures, size, meter, heartbeat, report, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Read(
        Stream pictures, int size, FrameMeter meter, Heartbeat heartbeat, Action<int>? report, CancellationToken cancellation)
    {
        var buffer = new byte[Math.Max(1, (256 * 1024) / size) * size];
        var filled = 0;
        int read;
        while ((read = pictures.Read(buffer.AsSpan(filled))) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            heartbeat.Beat();
            filled += read;
            var at = 0;
            for (; at + size <= filled; at += size)
            {
                meter.Add(buffer.AsSpan(at, size));
                if (meter.Frames.Count % ReportEvery == 0) report?.Invoke(meter.Frames.Count);
            }

            buffer.AsSpan(at, filled - at).CopyTo(buffer);
            filled -= at;
        }

        meter.Finish();
    }
}
