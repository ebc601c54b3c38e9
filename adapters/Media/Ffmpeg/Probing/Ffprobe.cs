using System.Text.Json;
using Shortloop.Adapters.Ffmpeg.Processes;

namespace Shortloop.Adapters.Ffmpeg.Probing;

/// <summary>Runs ffprobe and reads its JSON; judges nothing.</summary>
internal static class Ffprobe
{
    /// <summary>A file with thousands of streams or tags must not fill our memory.</summary>
    private const int LongestOutput = 4 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static async Task<(MediaOutcome Outcome, FfprobeOutput? Output)> ReadAsync(
        FfmpegOptions options, IEnumerable<string> input, CancellationToken cancellation)
    {
        string[] arguments = ["-hide_banner", "-loglevel", "error", "-print_format", "json", "-show_format", "-show_streams", .. input];
        var command = new MediaCommand(options.Ffprobe, arguments, options.WorkFolder, options.StallLimit, options.StallLimit);
        using var json = new MemoryStream();
        var outcome = await MediaProcess.RunAsync(
            command, (output, _, stop) => CopyAsync(output, json, stop), cancellation);
        if (outcome.ExitCode != 0) return (outcome, null);
        return (outcome, JsonSerializer.Deserialize<FfprobeOutput>(json.GetBuffer().AsSpan(0, (int)json.Length), Json));
    }

    private static async Task CopyAsync(Stream from, MemoryStream to, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellation)) > 0)
        {
            if (to.Length + read > LongestOutput) throw MediaFailure.Unreadable();
            to.Write(buffer, 0, read);
        }
    }
}
