using Shortloop.Adapters.Ffmpeg;

namespace Shortloop.AzureHost;

/// <summary>
/// The platform's image has no ffmpeg: the package brings its own, and <c>SHORTLOOP_FFMPEG</c> and <c>SHORTLOOP_FFPROBE</c> say where they lie in it.
/// Absent: those on PATH.
/// </summary>
internal static class MediaTools
{
    public static FfmpegOptions Read(Func<string, string?> setting)
    {
        var usual = new FfmpegOptions();
        return usual with { Ffmpeg = Of("SHORTLOOP_FFMPEG", usual.Ffmpeg), Ffprobe = Of("SHORTLOOP_FFPROBE", usual.Ffprobe) };

        string Of(string name, string otherwise) => setting(name) is { Length: > 0 } path ? path : otherwise;
    }
}
