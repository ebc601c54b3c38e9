using Microsoft.Extensions.Logging;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Adapters.Ffmpeg.Rendering;
using Shortloop.Core;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg;

/// <summary><see cref="IMediaRenderer"/>: sound is measured first, then one ffmpeg process makes every file, then each file is checked.</summary>
public sealed class FfmpegMediaRenderer(FfmpegOptions options, ILogger<FfmpegMediaRenderer> logger) : IMediaRenderer
{
    /// <summary>Shares of the time, about: measuring the sound before, checking after.</summary>
    private const double Before = 0.05;
    private const double After = 0.05;

    public async Task<IReadOnlyList<RenderedFile>> RenderAsync(
        MediaInput input,
        MediaProbe probe,
        EditDecisionList edl,
        IReadOnlyList<RenderVariant> variants,
        string folder,
        IProgress<RenderProgress>? progress,
        CancellationToken cancellation)
    {
        EditCheck.ThrowIfImpossible(edl, probe, variants);
        var outputs = RenderOutput.Of(variants);
        using var work = WorkFolder.Create(options.WorkFolder);
        try
        {
            var edit = new EditInputs(input, probe, edl);
            var sounds = await PlanSoundsAsync(new SoundPlanner(options, input, edit, edl.Duration, work.Path, logger), probe, outputs, cancellation);
            await EncodeAsync(new RenderCommand(edit, probe, edl, outputs, sounds), input, edl, work, folder, progress, cancellation);
            var files = new List<RenderedFile>();
            var check = new OutputCheck(options, work.Path, logger);
            var correction = new SoundCorrection(options, input, edit, edl.Duration, work, logger);
            foreach (var output in outputs)
            {
                var found = await correction.CheckAsync(check, folder, output, sounds[output.LoudnessLufs], cancellation);
                files.AddRange(Copy(output, found, folder));
            }

            progress?.Report(new RenderProgress(1, null, TimeSpan.Zero));
            return [.. variants.Select(variant => files.Single(file => file.Platform == variant.Platform))];
        }
        catch (Exception error)
        {
            Delete(variants, folder);
            if (error.IsDiskFull())
                throw new TransientException("disk_full", "The disk is full. Free some space; the work is tried again.", inner: error);
            throw;
        }
    }

    private static async Task<IReadOnlyDictionary<double, SoundPlan>> PlanSoundsAsync(
        SoundPlanner planner, MediaProbe probe, IReadOnlyList<RenderOutput> outputs, CancellationToken cancellation)
    {
        var plans = new Dictionary<double, SoundPlan>();
        foreach (var target in outputs.Select(output => output.LoudnessLufs).Distinct())
            plans[target] = probe.Audio is null ? SoundPlan.Silent : await planner.PlanAsync(target, cancellation);
        return plans;
    }

    private async Task EncodeAsync(
        RenderCommand command, MediaInput input, EditDecisionList edl, WorkFolder work, string folder, IProgress<RenderProgress>? progress,
        CancellationToken cancellation)
    {
        await command.WriteScriptsAsync(work, cancellation);
        var process = new MediaCommand(
            options.Ffmpeg, command.Arguments(folder), work.Path,
            TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(edl.Duration * options.SlowestSpeed), options.StallLimit);
        var outcome = await MediaProcess.RunAsync(
            process,
            (output, heartbeat, stop) => ProgressPipe.ReadAsync(output, heartbeat, (made, speed) => progress?.Report(Progress(made, speed, edl.Duration)), stop),
            cancellation);
        if (outcome.ExitCode == 0) return;
        logger.ToolFailed("ffmpeg", outcome.ExitCode, MediaFailure.Tail(outcome.Stderr, input));
        throw MediaFailure.From(outcome.Stderr, () => new PermanentException(
            "render_failed", "This edit cannot be rendered: its video cannot be decoded to the end. Export the video again, as MP4 (H.264, AAC)."));
    }

    private static RenderProgress Progress(double made, double? speed, double duration)
    {
        var share = Math.Clamp(made / duration, 0, 1);
        var left = speed is null ? (TimeSpan?)null : TimeSpan.FromSeconds((duration * (1 - share)) / speed.Value);
        return new RenderProgress(Before + (share * (1 - Before - After)), speed, left);
    }

    /// <summary>The files of all variants that share the output.</summary>
    private static IReadOnlyList<RenderedFile> Copy(RenderOutput output, CheckedOutput found, string folder)
    {
        foreach (var copy in output.Variants.Skip(1))
        {
            File.Copy(Path.Combine(folder, output.VideoName), Path.Combine(folder, RenderOutput.VideoOf(copy)), overwrite: true);
            File.Copy(Path.Combine(folder, output.ThumbnailName), Path.Combine(folder, RenderOutput.ThumbnailOf(copy)), overwrite: true);
        }

        return
        [
            .. output.Variants.Select(variant => new RenderedFile(
                variant.Platform, RenderOutput.VideoOf(variant), RenderOutput.ThumbnailOf(variant),
                found.SizeBytes, found.DurationSeconds, found.Width, found.Height, found.LoudnessLufs)),
        ];
    }

    private static void Delete(IReadOnlyList<RenderVariant> variants, string folder)
    {
        foreach (var variant in variants)
        {
            File.Delete(Path.Combine(folder, RenderOutput.VideoOf(variant)));
            File.Delete(Path.Combine(folder, RenderOutput.ThumbnailOf(variant)));
        }
    }
}
