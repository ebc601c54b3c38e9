using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Shortloop.EndToEnd.Rig;

/// <summary>Short videos made by ffmpeg, each once; and its opposite, ffprobe.</summary>
internal static class Clips
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("shortloop-clips-").FullName;
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Made = new();

    static Clips() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);

    /// <summary>Two shots and a tone: 2.5 s, upright, about 60 KB.</summary>
    public static Task<string> ShortAsync() => MakeAsync("short.mp4", Pictures(2.5), "-f lavfi -i sine=440:d=2.5", "-map 0:v -map 1:a -c:a aac");

    /// <summary>Lasts long enough for its render to be met while it runs.</summary>
    public static Task<string> LongAsync() => MakeAsync("long.mp4", Pictures(12), "-f lavfi -i sine=330:d=12", "-map 0:v -map 1:a -c:a aac");

    public static Task<string> SilentAsync() => MakeAsync("silent.mp4", Pictures(2.5), "", "");

    /// <summary>Sound alone in an MP4.</summary>
    public static Task<string> SoundOnlyAsync() => MakeAsync("sound.mp4", "", "-f lavfi -i sine=440:d=2", "-c:a aac");

    /// <summary>The beginning of a real clip: its index, which stands at the end, is missing.</summary>
    public static async Task<string> TruncatedAsync()
    {
        var bytes = await File.ReadAllBytesAsync(await ShortAsync());
        return await WriteAsync("truncated.mp4", bytes[..(bytes.Length / 2)]);
    }

    public static Task<string> TextAsync() => WriteAsync("letter.mp4", "Dear reader, this is not a video at all.\n"u8.ToArray());

    /// <summary>A real clip followed by a box that players skip: as large as wished, on disk as small as the clip.</summary>
    public static async Task<string> PaddedAsync(long size)
    {
        var path = Path.Combine(Folder, $"padded-{size}.mp4");
        File.Copy(await ShortAsync(), path, overwrite: true);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = file.Length;
        var rest = (uint)(size - file.Position);
        file.Write([(byte)(rest >> 24), (byte)(rest >> 16), (byte)(rest >> 8), (byte)rest, .. "free"u8]);
        file.SetLength(size);
        return path;
    }

    public static async Task<JsonNode> ProbeAsync(string path)
    {
        var probe = await Command.RunAsync("ffprobe", ["-v", "error", "-of", "json", "-show_format", "-show_streams", path]);
        return probe.ExitCode == 0 ? JsonNode.Parse(probe.Output)! : throw new InvalidDataException($"{path}: {probe.Errors}");
    }

    /// <summary>Integrated loudness in LUFS, measured anew.</summary>
    public static async Task<double> LoudnessAsync(string path)
    {
        var measured = await Command.RunAsync("ffmpeg", ["-nostats", "-i", path, "-af", "ebur128=framelog=verbose", "-f", "null", "-"]);
        var line = measured.Errors.Split('\n').Last(l => l.Contains("I:", StringComparison.Ordinal) && l.Contains("LUFS", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Pictures(double seconds) => FormattableString.Invariant(
        $"-f lavfi -i testsrc2=s=180x320:r=24:d={seconds / 2},format=yuv420p,tpad=stop_mode=add:stop_duration={seconds / 2}:color=orange");

    private static Task<string> MakeAsync(string name, string pictures, string sound, string more) => Made.GetOrAdd(name, _ => new Lazy<Task<string>>(async () =>
    {
        var path = Path.Combine(Folder, name);
        var arguments = $"-v error -y {pictures} {sound} {more} -c:v libx264 -preset ultrafast -f mp4".Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var made = await Command.RunAsync("ffmpeg", [.. arguments, path]);
        return made.ExitCode == 0 ? path : throw new InvalidOperationException(made.Errors);
    })).Value;

    private static async Task<string> WriteAsync(string name, byte[] content)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, Guid.NewGuid().ToString("N"))).FullName, name);
        await File.WriteAllBytesAsync(path, content);
        return path;
    }
}
