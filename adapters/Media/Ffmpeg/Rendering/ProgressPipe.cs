using System.Globalization;
using Shortloop.Adapters.Ffmpeg.Processes;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>Reads <c>-progress pipe:1</c>: lines of key=value, about twice a second.</summary>
internal static class ProgressPipe
{
    /// <param name="report">Seconds of output made, and seconds made per second (null: not known yet).</param>
    public static async Task ReadAsync(Stream output, Heartbeat heartbeat, Action<double, double?> report, CancellationToken cancellation)
    {
        using var reader = new StreamReader(output);
        var made = 0d;
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("out_time_us=", StringComparison.Ordinal)
                && long.TryParse(line.AsSpan(12), CultureInfo.InvariantCulture, out var microseconds) && microseconds / 1e6 > made)
            {
                made = microseconds / 1e6;
                heartbeat.Beat();
            }
            else if (line.StartsWith("speed=", StringComparison.Ordinal))
            {
                var known = double.TryParse(line.AsSpan(6).TrimEnd('x'), NumberStyles.Float, CultureInfo.InvariantCulture, out var speed);
                report(made, known && speed > 0 ? speed : null);
            }
        }
    }

    public static Task Drain(Stream output, Heartbeat heartbeat, CancellationToken cancellation) =>
        ReadAsync(output, heartbeat, static (_, _) => { }, cancellation);
}
