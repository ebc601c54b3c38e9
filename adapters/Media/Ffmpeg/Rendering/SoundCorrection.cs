using Microsoft.Extensions.Logging;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>
/// Checks a finished file and, where encoding itself changed the loudness (AAC leaves out the highest notes, which in noise and
/// cymbals is a decibel or two), encodes its sound once more with the gain that was missing. The picture is copied.
/// </summary>
internal sealed class SoundCorrection(FfmpegOptions options, MediaInput input, EditInputs edit, double duration, WorkFolder work, ILogger logger)
{
    /// <summary>LU that need no correction.</summary>
    private const double GoodEnough = 0.7;

    private const string Corrected = "corrected.mp4";

    public async Task<CheckedOutput> CheckAsync(
        OutputCheck check, string folder, RenderOutput output, SoundPlan sound, CancellationToken cancellation)
    {
        var found = await check.CheckAsync(folder, output, duration, sound, lenient: sound.Predicted is not null, cancellation);
        if (sound.TargetOf(output) is not { } target || found.LoudnessLufs is not { } loudness || Math.Abs(loudness - target) <= GoodEnough) return found;
        var better = sound with { Gain = sound.Gain + target - loudness, Limited = true };
        await EncodeAsync(Path.Combine(folder, output.VideoName), better, cancellation);
        return await check.CheckAsync(folder, output, duration, sound, lenient: false, cancellation);
    }

    private async Task EncodeAsync(string path, SoundPlan sound, CancellationToken cancellation)
    {
        var picture = edit.InputCount;
        var command = new MediaCommand(
            options.Ffmpeg,
            [
                "-nostdin", "-hide_banner", "-nostats", "-y", "-loglevel", "warning", "-progress", "pipe:1", .. edit.Arguments(), "-f", "mov", "-i", "file:" + path,
                "-filter_complex", $"{edit.Sound()};[sound]{sound.Filters()}[a]", "-map", $"{picture}:v", "-map", "[a]", "-c:v", "copy",
                .. RenderCommand.SoundEncoding, "-t", InputArguments.Number(duration), "-movflags", "+faststart", "-f", "mp4", Corrected,
            ],
            work.Path,
            TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(duration * options.SlowestSpeed),
            options.StallLimit);
        var outcome = await MediaProcess.RunAsync(command, ProgressPipe.Drain, cancellation);
        if (outcome.ExitCode != 0)
        {
            logger.ToolFailed("ffmpeg", outcome.ExitCode, MediaFailure.Tail(outcome.Stderr, input));
            throw MediaFailure.From(outcome.Stderr, () => new PermanentException("render_failed", "The sound of this edit could not be encoded."));
        }

        File.Move(work.File(Corrected), path, overwrite: true);
    }
}
