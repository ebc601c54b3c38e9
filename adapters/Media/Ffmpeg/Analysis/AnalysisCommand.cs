using System.Globalization;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg.Analysis;

/// <summary>
/// The one ffmpeg command of an analysis. Every frame leaves small and grey on standard output; every other result is made of the same
/// decoded frames: key frames, strip, times and loudness go to files in the working folder.
/// </summary>
internal sealed class AnalysisCommand(FfmpegOptions options, MediaInput input, MediaProbe probe)
{
    public const string Times = "times.txt";
    public const string KeyTimes = "key-times.txt";
    public const string Strip = "strip.jpg";
    public const string Sound = "sound.txt";

    /// <summary>Seconds from one key frame to the next.</summary>
    public const int KeyInterval = 2;

    /// <summary>Width of the measured pictures and of a frame in the strip.</summary>
    private const int SmallWidth = 160;
    private const int MostKeyWidth = 640;
    private const int StripColumns = 10;
    private const int MostStripFrames = 100;

    public int Width => SmallWidth;

    public int Height => Even(Shape * SmallWidth);

    private int KeyWidth => Math.Min(MostKeyWidth, Even(probe.Video.Width));

    /// <summary>Height over width, at most 4: a file may claim to be a line.</summary>
    private double Shape => Math.Min(4, (double)probe.Video.Height / probe.Video.Width);

    /// <summary>Every how many key frames there is one in the strip.</summary>
    public int StripEvery => (ExpectedKeyFrames + MostStripFrames - 1) / MostStripFrames;

    public int StripRows => (ExpectedStripFrames + StripColumns - 1) / StripColumns;

    private int ExpectedKeyFrames => (int)(probe.DurationSeconds / KeyInterval) + 1;

    private int ExpectedStripFrames => (ExpectedKeyFrames + StripEvery - 1) / StripEvery;

    public static string KeyFile(int number) => string.Create(CultureInfo.InvariantCulture, $"key-{number:00000}.jpg");

    public MediaCommand In(WorkFolder folder) => new(
        options.Ffmpeg,
        [
            "-nostdin", "-hide_banner", "-nostats", "-y", "-loglevel", "info",
            // Slicing these small pictures among threads costs more than it gives; the decoder has the other cores.
            "-filter_complex_threads", "1",
            .. InputArguments.For(input),
            "-filter_complex", probe.Audio is null ? Pictures() : $"{Pictures()};{Loudness(probe.Audio)}",
            "-map", "[grey]", "-fps_mode", "passthrough", "-c:v", "rawvideo", "-f", "rawvideo", "pipe:1",
            "-map", "[times]", "-fps_mode", "passthrough", "-c:v", "wrapped_avframe", "-f", "mkvtimestamp_v2", Times,
            "-map", "[keytimes]", "-fps_mode", "passthrough", "-c:v", "wrapped_avframe", "-f", "mkvtimestamp_v2", KeyTimes,
            "-map", "[key]", "-fps_mode", "passthrough", "-q:v", "4", "-f", "image2", "key-%05d.jpg",
            "-map", "[strip]", "-fps_mode", "passthrough", "-q:v", "4", "-frames:v", "1", "-update", "1", "-f", "image2", Strip,
            .. probe.Audio is null ? (IEnumerable<string>)[] : ["-map", "[sound]", "-c:a", "pcm_f64le", "-f", "null", "-"],
        ],
        folder.Path,
        TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(probe.DurationSeconds * options.SlowestSpeed),
        options.StallLimit);

    public PreviewStrip Describe(int keyFrames) => new(
        Strip, StripColumns, Width, Height, KeyInterval * StripEvery, Math.Min((keyFrames + StripEvery - 1) / StripEvery, StripColumns * StripRows));

    private string Pictures() =>
        $"[0:{probe.Video.Index}]split=2[all][some];"
        + $"[all]{Thinning()}scale={Width}:{Height}:flags=area,format=gray,split=2[grey][times];"
        + $"[some]select='isnan(prev_selected_t)+gte(t-prev_selected_t,{KeyInterval})',scale={KeyWidth}:{Even(Shape * KeyWidth)}:flags=area,setsar=1,format=yuvj420p,"
        + "split=3[key][keytimes][forstrip];"
        + $"[forstrip]select='not(mod(n,{StripEvery}))',scale={Width}:{Height}:flags=area,tile={StripColumns}x{StripRows}[strip]";

    /// <summary>
    /// Leaves out every other line, without a copy, as long as there are more than the small picture has: scaling is most of the work
    /// after decoding.
    /// </summary>
    private string Thinning()
    {
        var filters = "";
        for (var lines = probe.Video.Height; lines >= 2 * Height; lines /= 2) filters += "field,";
        return filters;
    }

    /// <summary>The highest sample, not the true peak: that one takes four times the samples, as long as a quarter of the decoding.</summary>
    private static string Loudness(AudioStream audio) =>
        $"[0:{audio.Index}]ebur128=metadata=1:peak=sample,ametadata=print:key=lavfi.r128.M:file={Sound}[sound]";

    private static int Even(double value) => Math.Max(2, (int)Math.Round(value / 2) * 2);
}
