using System.Diagnostics;
using Shortloop.Adapters.Ffmpeg;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Media.Tests.Rig;

/// <summary>Clips that ffmpeg makes, each once a run, in a folder that goes away with it.</summary>
public sealed class Clips : IDisposable
{
    private readonly Dictionary<string, Task<string>> made = [];
    private readonly Lock gate = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("shortloop-media-tests-").FullName;

    public Task<string> DemoAsync() => OnceAsync("demo.mp4", path => DemoClip.CreateAsync(path));

    /// <param name="arguments">Everything between the general options and the output's name.</param>
    public Task<string> MakeAsync(string name, params string[] arguments) =>
        OnceAsync(name, path => RunAsync("ffmpeg", ["-nostdin", "-v", "error", "-y", .. arguments, path]));

    public Task<string> OnceAsync(string name, Func<string, Task> make)
    {
        lock (gate)
        {
            if (!made.TryGetValue(name, out var task)) made[name] = task = CreateAsync();
            return task;
        }

        async Task<string> CreateAsync()
        {
            var path = Path.Combine(Folder, name);
            await make(path);
            return path;
        }
    }

    public string NewFolder() => Directory.CreateDirectory(Path.Combine(Folder, Guid.NewGuid().ToString("n"))).FullName;

    public static MediaInput Input(string path) => new(path, Path.GetExtension(path) switch
    {
        ".mkv" or ".webm" => MediaFormat.Matroska,
        ".avi" => MediaFormat.Avi,
        _ => MediaFormat.Mp4,
    });

    public static async Task<byte[]> RunAsync(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var output = new MemoryStream();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.ToArray() : throw new InvalidOperationException($"{tool}: {await errors}");
    }

    /// <summary>One frame, as RGB.</summary>
    public static Task<byte[]> FrameAsync(string path, double at, int width, int height) => RunAsync(
        "ffmpeg", "-nostdin", "-v", "error", "-ss", at.ToString(), "-i", path, "-frames:v", "1", "-vf", $"scale={width}:{height}", "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
