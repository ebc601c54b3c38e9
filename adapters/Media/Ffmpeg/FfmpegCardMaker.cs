using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Ffmpeg;

/// <summary>Draws each card as a slowly turning gradient of two of the brand's colours, which is the motion that keeps it from being a frozen picture.</summary>
public sealed class FfmpegCardMaker(FfmpegOptions options) : ICardMaker
{
    // Gradients have no detail: drawn small and enlarged, they look the same and take a sixteenth of the time.
    private const string Small = "270x480";

    public async Task<byte[]> MakeAsync(CardOrder order, CancellationToken cancellation)
    {
        using var folder = WorkFolder.Create(options.WorkFolder);
        string path = folder.File("cards.mp4");
        var command = new MediaCommand(options.Ffmpeg, [.. Arguments(order, path)], folder.Path, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
        var outcome = await MediaProcess.RunAsync(command, static (output, _, stop) => output.CopyToAsync(Stream.Null, stop), cancellation);
        return outcome.ExitCode == 0
            ? await File.ReadAllBytesAsync(path, cancellation)
            : throw MediaFailure.From(outcome.Stderr, () => new PermanentException("cards_failed", "The cards of this item can't be drawn. Check the brand kit's colours and the storyboard."));
    }

    internal static IEnumerable<string> Arguments(CardOrder order, string path)
    {
        var (count, colours) = (order.Shots.Count, order.Colours);
        return
        [
            "-nostdin", "-hide_banner", "-nostats", "-y", "-loglevel", "error",
            .. order.Shots.SelectMany((_, index) => (string[])["-f", "lavfi", "-i", Card(colours, index)]),
            "-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo",
            "-filter_complex", string.Join(';', order.Shots.Select((seconds, index) => $"[{index}:v]trim=duration={InputArguments.Number(seconds)},scale=1080:1920,setsar=1[s{index}]"))
                + ";" + string.Concat(Enumerable.Range(0, count).Select(index => $"[s{index}]")) + $"concat=n={count}:v=1:a=0,format=yuv420p[picture]",
            "-map", "[picture]", "-map", $"{count}:a",
            "-c:v", "libx264", "-preset", "superfast", "-crf", "20", "-g", "60", "-c:a", "aac", "-b:a", "96k",
            "-t", InputArguments.Number(order.Shots.Sum()), "-movflags", "+faststart", "-f", "mp4", "file:" + path,
        ];
    }

    private static string Card(IReadOnlyList<string> colours, int index)
    {
        var (one, other) = (colours[index % colours.Count], colours[(index + 1) % colours.Count]);
        return $"gradients=s={Small}:r=30:c0=0x{one.TrimStart('#')}:c1=0x{other.TrimStart('#')}:x0={(index % 2 == 0 ? 0 : 270)}:y0=0:x1={(index % 2 == 0 ? 270 : 0)}:y1=480:speed=0.015:seed={index + 1}";
    }
}
