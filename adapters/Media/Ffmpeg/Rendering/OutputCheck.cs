using System.Globalization;
using Microsoft.Extensions.Logging;
using Shortloop.Adapters.Ffmpeg.Analysis;
using Shortloop.Adapters.Ffmpeg.Probing;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>What a finished file turned out to be.</summary>
internal sealed record CheckedOutput(long SizeBytes, double DurationSeconds, int Width, int Height, double? LoudnessLufs);

/// <summary>Measures a finished file and compares it with what was ordered. Trusts nothing that the encoder was told.</summary>
internal sealed class OutputCheck(FfmpegOptions options, string workFolder, ILogger logger)
{
    /// <summary>Seconds, or this share of the length if that is more.</summary>
    private const double DurationTolerance = 0.1;
    private const double DurationShare = 0.01;

    /// <param name="lenient">Loudness is measured but not judged.</param>
    public async Task<CheckedOutput> CheckAsync(
        string folder, RenderOutput wanted, double duration, SoundPlan sound, bool lenient, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, wanted.VideoName);
        if (new FileInfo(Path.Combine(folder, wanted.ThumbnailName)) is not { Exists: true, Length: > 0 }) throw Wrong(wanted, "it has no thumbnail");
        var input = new MediaInput(path, MediaFormat.Mp4);
        var (_, found) = await Ffprobe.ReadAsync(options, InputArguments.For(input), cancellation);
        var video = found?.Streams?.SingleOrDefault(stream => stream.CodecType == "video") ?? throw Wrong(wanted, "it holds no picture");
        var audio = found.Streams.SingleOrDefault(stream => stream.CodecType == "audio") ?? throw Wrong(wanted, "it holds no sound track");
        var length = double.TryParse(found.Format?.Duration, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
        var (width, height) = (wanted.Picture.Width, wanted.Picture.Height);
        if (video.Width != width || video.Height != height) throw Wrong(wanted, $"the picture is {video.Width} × {video.Height} instead of {width} × {height}");
        if (video is not { CodecName: "h264", Profile: "High", PixFmt: "yuv420p" }) throw Wrong(wanted, $"the picture is {video.CodecName} {video.Profile} {video.PixFmt}");
        if (video.RFrameRate != video.AvgFrameRate) throw Wrong(wanted, $"the frame rate is not constant ({video.RFrameRate}, {video.AvgFrameRate} on average)");
        if (audio is not { CodecName: "aac", SampleRate: "48000", Channels: 2 }) throw Wrong(wanted, $"the sound is {audio.CodecName}, {audio.SampleRate} Hz, {audio.Channels} channels");
        if (Math.Abs(length - duration) > Math.Max(DurationTolerance, duration * DurationShare))
            throw Wrong(wanted, string.Create(CultureInfo.InvariantCulture, $"it is {length:0.00} s long instead of {duration:0.00} s"));
        if (!Mp4Layout.IsFastStart(path)) throw Wrong(wanted, "its index stands at the end, so that it cannot start at once");

        var loudness = await MeasureAsync(input, duration, cancellation);
        var target = sound.TargetOf(wanted);
        var differs = target is null ? loudness is not null : loudness is null || Math.Abs(loudness.Value - target.Value) > SoundPlanner.Tolerance;
        if (differs && !lenient) throw Wrong(wanted, string.Create(CultureInfo.InvariantCulture, $"its loudness is {loudness:0.0} LUFS instead of {target:0.0}"));
        return new CheckedOutput(new FileInfo(path).Length, length, width, height, loudness);
    }

    private async Task<double?> MeasureAsync(MediaInput input, double duration, CancellationToken cancellation)
    {
        var command = new MediaCommand(
            options.Ffmpeg,
            [
                "-nostdin", "-hide_banner", "-nostats", "-loglevel", "info", "-progress", "pipe:1", .. InputArguments.For(input),
                "-vn", "-af", "ebur128=framelog=verbose", "-f", "null", "-",
            ],
            workFolder,
            TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(duration * options.SlowestSpeed),
            options.StallLimit);
        var outcome = await MediaProcess.RunAsync(command, ProgressPipe.Drain, cancellation);
        if (outcome.ExitCode == 0) return SoundLog.ReadTotals(outcome.Stderr).Integrated;
        logger.ToolFailed("ffmpeg", outcome.ExitCode, MediaFailure.Tail(outcome.Stderr, input));
        throw MediaFailure.From(outcome.Stderr, () => new PermanentException("render_wrong", "The sound of the rendered file cannot be decoded."));
    }

    private static PermanentException Wrong(RenderOutput wanted, string what) => new(
        "render_wrong", $"The render for {string.Join(", ", wanted.Variants.Select(variant => variant.Platform))} is not what was ordered: {what}. Nothing was kept.");
}
