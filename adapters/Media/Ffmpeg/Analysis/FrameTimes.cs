using System.Globalization;

namespace Shortloop.Adapters.Ffmpeg.Analysis;

/// <summary>Reads the time of every frame, written by ffmpeg's <c>mkvtimestamp_v2</c> (milliseconds, a line each).</summary>
internal static class FrameTimes
{
    public static async Task<List<double>> ReadAsync(string path, CancellationToken cancellation)
    {
        var times = new List<double>();
        if (!File.Exists(path)) return times;
        await foreach (var line in File.ReadLinesAsync(path, cancellation))
        {
            if (long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds))
                times.Add(milliseconds / 1000d);
        }

        return times;
    }
}
