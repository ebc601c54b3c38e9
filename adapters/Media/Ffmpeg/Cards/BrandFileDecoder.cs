using System.Globalization;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core;
using Shortloop.Core.Brand;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Ffmpeg.Cards;

/// <summary>
/// Turns files of the brand kit, which may be anything behind their first bytes, into pictures and sound of known size. The demuxer is forced, only
/// files can be read, and pixels, allocations, length and time are bounded.
/// </summary>
internal sealed class BrandFileDecoder(string ffmpeg, WorkFolder folder)
{
    /// <summary>Half as large again as the frame, so that the steps of a slow pan are too small to be seen.</summary>
    public const int Width = 1620;

    public const int Height = 2880;

    /// <summary>48 kHz, two channels, two bytes each: what sound takes a second.</summary>
    private const int BytesPerSecond = 48_000 * 2 * 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Fills the frame; what is transparent shows the colour.</summary>
    public async Task PictureAsync(CardFile file, string name, string colour, CancellationToken cancellation)
    {
        string cover = $"scale={Width}:{Height}:force_original_aspect_ratio=increase:flags=bilinear,crop={Width}:{Height},setsar=1";
        await RunAsync(
            file, name,
            [
                "-filter_complex", $"[0:v:0]{cover},format=rgba[f];color=c=0x{colour.TrimStart('#')}:s={Width}x{Height}[b];[b][f]overlay=format=rgb,format=rgb24",
                "-frames:v", "1", "-compression_level", "1", "-f", "image2",
            ],
            cancellation);
    }

    /// <summary>Whole, at most 640 × 480.</summary>
    public async Task LogoAsync(CardFile file, string name, CancellationToken cancellation) => await RunAsync(
        file, name,
        ["-map", "0:v:0", "-vf", "scale=640:480:force_original_aspect_ratio=decrease,setsar=1,format=rgba", "-frames:v", "1", "-f", "image2"],
        cancellation);

    /// <summary>WAV, at most so long.</summary>
    public async Task MusicAsync(CardFile file, string name, double seconds, CancellationToken cancellation)
    {
        await RunAsync(
            file, name,
            ["-map", "0:a:0", "-vn", "-sn", "-dn", "-t", InputArguments.Number(seconds), "-ar", "48000", "-ac", "2", "-c:a", "pcm_s16le", "-f", "wav"],
            cancellation);
        if (new FileInfo(folder.File(name)).Length < BytesPerSecond)
            throw Unreadable(file);
    }

    private async Task RunAsync(CardFile file, string name, IEnumerable<string> output, CancellationToken cancellation)
    {
        string source = folder.File("source");
        await File.WriteAllBytesAsync(source, file.Content, cancellation);
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-nostats", "-y", "-loglevel", "error", "-max_alloc", "536870912", "-xerror", "-err_detect", "explode",
            "-max_pixels", ((long)BrandRules.MaxPixels * BrandRules.MaxPixels).ToString(CultureInfo.InvariantCulture),
            "-protocol_whitelist", "file", "-f", Demuxer(file), "-i", "file:" + source, .. output, "file:" + folder.File(name),
        ];
        var command = new MediaCommand(ffmpeg, arguments, folder.Path, Patience, Patience);
        var outcome = await MediaProcess.RunAsync(command, static (stdout, _, stop) => stdout.CopyToAsync(Stream.Null, stop), cancellation);
        if (outcome.ExitCode != 0 || !File.Exists(folder.File(name)))
            throw MediaFailure.From(outcome.Stderr, () => Unreadable(file));
    }

    private static PermanentException Unreadable(CardFile file) => new(
        "brand_file_unreadable", $"“{file.Name}” of the brand kit is damaged or too short to be used. Delete it there, or upload it anew, and try again.");

    private static string Demuxer(CardFile file) => file.Format switch
    {
        BrandFormat.Png => "png_pipe",
        BrandFormat.Jpeg => "jpeg_pipe",
        BrandFormat.Webp => "webp_pipe",
        BrandFormat.Mp3 => "mp3",
        BrandFormat.M4a => "mov",
        BrandFormat.Wav => "wav",
        BrandFormat.Ogg => "ogg",
        _ => throw Unreadable(file),
    };
}
