using Microsoft.Extensions.Logging;
using Shortloop.Adapters.Ffmpeg.Analysis;
using Shortloop.Adapters.Ffmpeg.Probing;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg;

/// <summary><see cref="IMediaAnalyser"/> by ffprobe and one ffmpeg process; the pictures are measured here.</summary>
public sealed class FfmpegMediaAnalyser(FfmpegOptions options, ILogger<FfmpegMediaAnalyser> logger) : IMediaAnalyser
{
    private const string Poster = "poster.jpg";
    private const double ShortestBlack = 0.1;
    private const double ShortestFrozen = 0.5;

    /// <summary>The poster is one of so many first key frames.</summary>
    private const int PosterChoices = 15;

    public async Task<MediaProbe> ProbeAsync(MediaInput input, CancellationToken cancellation)
    {
        if (Path.IsPathFullyQualified(input.Location) && new FileInfo(input.Location) is { Exists: true, Length: 0 })
            throw new Core.PermanentException("media_empty", "This file is empty (0 bytes). Upload it again.");
        var (outcome, output) = await Ffprobe.ReadAsync(options, InputArguments.For(input), cancellation);
        if (output is not null) return ProbeReading.Read(output, input.Format, options);
        logger.ToolFailed("ffprobe", outcome.ExitCode, MediaFailure.Tail(outcome.Stderr, input));
        throw MediaFailure.From(outcome.Stderr, MediaFailure.Unreadable);
    }

    public async Task<MediaMeasurements> MeasureAsync(
        MediaInput input, MediaProbe probe, IMediaSink sink, IProgress<double>? progress, CancellationToken cancellation)
    {
        using var folder = WorkFolder.Create(options.WorkFolder);
        var command = new AnalysisCommand(options, input, probe);
        var meter = new FrameMeter(command.Width, command.Height);
        var expected = Math.Max(1, probe.DurationSeconds * probe.Video.FrameRate);
        var outcome = await MediaProcess.RunAsync(
            command.In(folder),
            (pictures, heartbeat, stop) => FramePipe.ReadAsync(
                pictures, command.Width * command.Height, meter, heartbeat, frames => progress?.Report(Math.Min(1, frames / expected)), stop),
            cancellation);
        Refuse(outcome, meter, input);
        var measurements = await SumUpAsync(probe, folder, command, meter, outcome.Stderr, cancellation);
        await SaveAsync(folder, measurements, sink, cancellation);
        progress?.Report(1);
        logger.Measured(measurements.Frames, measurements.MeasuredSeconds, measurements.Cuts.Count);
        return measurements;
    }

    /// <summary>A file that is cut short still gives what it has; one that gives nothing, or that broke us, does not count.</summary>
    private void Refuse(MediaOutcome outcome, FrameMeter meter, MediaInput input)
    {
        if (outcome.ExitCode == 0 && meter.Frames.Count > 0) return;
        logger.ToolFailed("ffmpeg", outcome.ExitCode, MediaFailure.Tail(outcome.Stderr, input));
        throw MediaFailure.From(outcome.Stderr, MediaFailure.Unreadable);
    }

    private static async Task<MediaMeasurements> SumUpAsync(
        MediaProbe probe, WorkFolder folder, AnalysisCommand command, FrameMeter meter, string stderr, CancellationToken cancellation)
    {
        var times = await FrameTimes.ReadAsync(folder.File(AnalysisCommand.Times), cancellation);
        var keyTimes = await FrameTimes.ReadAsync(folder.File(AnalysisCommand.KeyTimes), cancellation);
        var sound = await SoundLog.ReadSamplesAsync(folder.File(AnalysisCommand.Sound), cancellation);
        var frames = meter.Frames;
        var end = Spans.Round(times[^1] + (1 / probe.Video.FrameRate));
        double[] starts = [.. times, end];
        KeyFrame[] keys = [.. keyTimes.Select((at, i) => new KeyFrame(at, AnalysisCommand.KeyFile(i + 1)))];
        return new MediaMeasurements(
            end,
            frames.Count,
            [.. meter.Detector.Cuts.Select(cut => new Cut(times[cut.Frame], cut.Score))],
            Timeline.Of(frames, times, sound, end),
            Spans.Of(frames.Count, i => frames[i].Black, starts, ShortestBlack),
            Spans.OfStill(frames, starts, ShortestFrozen),
            probe.Audio is null ? null : SoundLog.Measure(sound, SoundLog.ReadTotals(stderr)),
            keys,
            Poster,
            command.Describe(keys.Length));
    }

    private static async Task SaveAsync(WorkFolder folder, MediaMeasurements measurements, IMediaSink sink, CancellationToken cancellation)
    {
        foreach (var key in measurements.KeyFrames) await SaveAsync(key.Name, key.Name);
        await SaveAsync(BestPoster(folder, measurements.KeyFrames), Poster);
        await SaveAsync(AnalysisCommand.Strip, measurements.Strip.Name);

        async Task SaveAsync(string file, string name)
        {
            await using var content = File.OpenRead(folder.File(file));
            await sink.SaveAsync(name, "image/jpeg", content, cancellation);
        }
    }

    /// <summary>The picture with the most in it: black, blurred and empty ones make small files.</summary>
    private static string BestPoster(WorkFolder folder, IReadOnlyList<KeyFrame> keys) =>
        keys.Take(PosterChoices).MaxBy(key => new FileInfo(folder.File(key.Name)).Length)!.Name;
}
