using Microsoft.Extensions.Logging.Abstractions;
using Shortloop.Adapters.Ffmpeg;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core.Ports;

namespace Shortloop.Bench.Media;

internal static class AnalysisBenchmark
{
    private const int Turns = 9;

    /// <summary>The analyser runs in a host that stays up, so its code is measured as compiled after some use, not at its first call.</summary>
    private const int WarmUps = 4;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("shortloop-bench-");
        try
        {
            var options = new FfmpegOptions { WorkFolder = folder.FullName };
            var input = await BenchClip.FindAsync(folder.FullName);
            var analyser = new FfmpegMediaAnalyser(options, NullLogger<FfmpegMediaAnalyser>.Instance);
            var probe = await analyser.ProbeAsync(input, default);
            var bare = new MediaCommand(
                options.Ffmpeg, ["-nostdin", "-hide_banner", "-nostats", "-loglevel", "error", "-i", input.Location, "-f", "null", "-"],
                folder.FullName, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(9));

            for (var i = 0; i < WarmUps; i++) await analyser.MeasureAsync(input, probe, new NoSink(), null, default);
            var ratio = await Measure.RatioAsync(
                "analysis over decode", Turns,
                () => analyser.MeasureAsync(input, probe, new NoSink(), null, default),
                () => MediaProcess.RunAsync(bare, static (output, _, stop) => output.CopyToAsync(Stream.Null, stop), default));
            new Figure("analysis.decode_ratio", ratio, "x", 1.5).Write();

            await using var memory = new PeakMemory();
            await analyser.MeasureAsync(input, probe, new NoSink(), null, default);
            new Figure("analysis.memory_mb", await memory.MegabytesAsync(), "MB", 300).Write();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class NoSink : IMediaSink
    {
        public Task SaveAsync(string name, string contentType, Stream content, CancellationToken cancellation) => content.CopyToAsync(Stream.Null, cancellation);
    }
}
