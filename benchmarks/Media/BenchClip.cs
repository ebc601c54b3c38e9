using Shortloop.Adapters.Ffmpeg;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Bench.Media;

/// <summary>The film clip in the folder that SHORTLOOP_MEDIA names, or a drawn one where there is none.</summary>
internal static class BenchClip
{
    private const string Film = "tears-of-steel-battle-clip.webm";

    public static async Task<MediaInput> FindAsync(string folder)
    {
        if (Environment.GetEnvironmentVariable("SHORTLOOP_MEDIA") is { } media && File.Exists(Path.Combine(media, Film)))
            return new MediaInput(Path.GetFullPath(Path.Combine(media, Film)), MediaFormat.Matroska);
        await Console.Error.WriteLineAsync($"{Film} is not in SHORTLOOP_MEDIA; a drawn clip takes its place.");
        var path = Path.Combine(folder, "drawn.mp4");
        await DemoClip.CreateAsync(path);
        return new MediaInput(path, MediaFormat.Mp4);
    }
}
