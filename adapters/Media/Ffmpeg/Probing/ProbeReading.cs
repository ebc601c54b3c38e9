using System.Globalization;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg.Probing;

/// <summary>From ffprobe's words to ours, and the refusal of what we cannot use.</summary>
internal static class ProbeReading
{
    /// <summary>Rates that differ by more are variable: 1 %.</summary>
    private const double SteadyRate = 0.01;

    public static MediaProbe Read(FfprobeOutput output, MediaFormat format, FfmpegOptions options)
    {
        var streams = output.Streams ?? [];
        if (streams.Count == 0) throw MediaFailure.Unreadable();
        var video = streams.FirstOrDefault(IsMovingPicture)
            ?? throw new PermanentException("media_no_video", "This file has no moving picture. Upload a video, not a sound file.");
        var duration = Duration(output, streams);
        if (duration <= 0)
            throw new PermanentException("media_empty", "This video has no length: it contains no picture at all. Record or export it again.");
        if (video.Width is not > 0 || video.Height is not > 0 || video.CodecName is null or "unknown") throw MediaFailure.Unreadable();
        if ((long)video.Width * video.Height > options.MostPixels)
            throw new PermanentException("media_too_large", $"The picture is {video.Width} × {video.Height} pixels. The most we take is 8K; export it smaller.");

        if (duration > options.LongestMedia.TotalSeconds)
            throw new PermanentException(
                "media_too_long",
                $"This video is {Text(duration)} long; the most we take is {Text(options.LongestMedia.TotalSeconds)}. Cut it and upload the parts.");
        return new MediaProbe(
            format,
            duration,
            long.TryParse(output.Format?.Size, CultureInfo.InvariantCulture, out var size) ? size : 0,
            Video(video, duration),
            Audio(streams.FirstOrDefault(IsSound)));
    }

    /// <summary>Cover art is a video stream too, but nothing moves in it.</summary>
    private static bool IsMovingPicture(FfprobeStream stream) =>
        stream.CodecType == "video" && stream.Disposition?.GetValueOrDefault("attached_pic") is not 1;

    private static bool IsSound(FfprobeStream stream) =>
        stream is { CodecType: "audio", Channels: > 0 } && stream.CodecName is not (null or "unknown");

    private static VideoStream Video(FfprobeStream stream, double duration)
    {
        var average = Ratio(stream.AvgFrameRate);
        var nominal = Ratio(stream.RFrameRate);
        var rate = average > 0 ? average : nominal;
        if (rate <= 0) rate = 1 / duration;
        var rotation = Rotation(stream);
        var turned = rotation is 90 or 270;
        var width = (int)Math.Round(stream.Width!.Value * PixelAspect(stream.SampleAspectRatio));
        return new VideoStream(
            stream.Index,
            stream.CodecName!,
            turned ? stream.Height!.Value : width,
            turned ? width : stream.Height!.Value,
            rotation,
            rate,
            nominal > 0 && average > 0 && Math.Abs(nominal - average) > SteadyRate * average,
            stream.PixFmt ?? "unknown");
    }

    /// <summary>Width of a pixel over its height. Some files claim absurd ones, which players ignore too.</summary>
    private static double PixelAspect(string? ratio) => Ratio(ratio?.Replace(':', '/')) is >= 0.1 and <= 10 and var aspect ? aspect : 1;

    private static AudioStream? Audio(FfprobeStream? stream) => stream is null
        ? null
        : new AudioStream(
            stream.Index, stream.CodecName!, int.TryParse(stream.SampleRate, CultureInfo.InvariantCulture, out var rate) ? rate : 0, stream.Channels!.Value);

    /// <summary>ffprobe gives the matrix's angle counter-clockwise, −180 to 180; we say clockwise, 0 to 270.</summary>
    private static int Rotation(FfprobeStream stream)
    {
        var counterClockwise = stream.SideDataList?.FirstOrDefault(data => data.Rotation is not null)?.Rotation ?? 0;
        var quarter = (int)Math.Round(-counterClockwise / 90, MidpointRounding.AwayFromZero) * 90;
        return ((quarter % 360) + 360) % 360;
    }

    private static double Duration(FfprobeOutput output, IReadOnlyList<FfprobeStream> streams)
    {
        var container = Seconds(output.Format?.Duration);
        return container > 0 ? container : streams.Max(stream => Math.Max(Seconds(stream.Duration), Seconds(stream.Tags?.GetValueOrDefault("DURATION"))));
    }

    /// <summary>Plain seconds, or Matroska's <c>00:00:05.123000000</c>.</summary>
    private static double Seconds(string? text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)) return double.IsFinite(seconds) ? seconds : 0;
        var parts = text?.Split(':');
        return parts is [var h, var m, var s]
            && int.TryParse(h, CultureInfo.InvariantCulture, out var hours)
            && int.TryParse(m, CultureInfo.InvariantCulture, out var minutes)
            && double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out var rest) ? (hours * 3600) + (minutes * 60) + rest : 0;
    }

    private static double Ratio(string? text)
    {
        var parts = text?.Split('/');
        return parts is [var a, var b]
            && double.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out var over)
            && double.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out var under) && under > 0 ? over / under : 0;
    }

    private static string Text(double seconds) => TimeSpan.FromSeconds(seconds) switch
    {
        { TotalHours: >= 1 } long_ => string.Create(CultureInfo.InvariantCulture, $"{(int)long_.TotalHours} h {long_.Minutes} min"),
        { TotalMinutes: >= 1 } middle => string.Create(CultureInfo.InvariantCulture, $"{middle.Minutes} min {middle.Seconds} s"),
        var short_ => string.Create(CultureInfo.InvariantCulture, $"{short_.Seconds} s"),
    };
}
