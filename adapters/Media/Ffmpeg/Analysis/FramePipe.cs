using Shortloop.Adapters.Ffmpeg.Processes;

namespace Shortloop.Adapters.Ffmpeg.Analysis;

/// <summary>Cuts the stream of raw pictures into frames and measures each. Holds a few frames, whatever the length.</summary>
internal static class FramePipe
{
    private const int ReportEvery = 50;

    public static async Task ReadAsync(
        Stream pictures, int size, FrameMeter meter, Heartbeat heartbeat, Action<int>? report, CancellationToken cancellation)
    {
        var buffer = new byte[Math.Max(1, (256 * 1024) / size) * size];
        var filled = 0;
        int read;
        while ((read = await pictures.ReadAsync(buffer.AsMemory(filled), cancellation)) > 0)
        {
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
