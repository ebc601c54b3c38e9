using Microsoft.Extensions.Logging.Abstractions;
using Shortloop.Adapters.Ffmpeg;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Adapters.Ffmpeg.Rendering;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Bench.Media;

internal static class RenderBenchmark
{
    private const int Turns = 3;

    private static readonly EditDecisionList Edit = new(
        [new EditClip(1, 3), new EditClip(4, 6), new EditClip(9, 11)],
        [new TextOverlay(0, 3, "Wait for it", OverlayPlace.Top), new TextOverlay(3, 6, "Follow for part two", OverlayPlace.Bottom)], 1);

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("shortloop-bench-");
        try
        {
            var options = new FfmpegOptions { WorkFolder = folder.FullName };
            var input = await BenchClip.FindAsync(folder.FullName);
            var probe = await new FfmpegMediaAnalyser(options, NullLogger<FfmpegMediaAnalyser>.Instance).ProbeAsync(input, default);
            var rate = probe.Video.FrameRate;
            RenderVariant[] same = [PlatformPresets.TikTok.For(rate), PlatformPresets.Instagram.For(rate)];
            RenderVariant[] different = [PlatformPresets.TikTok.For(rate), PlatformPresets.YouTube.For(rate)];
            new Figure("render.same_picture_ratio", await RatioAsync("same picture", options, input, probe, same), "x", 0.6).Write();
            new Figure("render.different_picture_ratio", await RatioAsync("different pictures", options, input, probe, different), "x", 1.05).Write();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> RatioAsync(string what, FfmpegOptions options, MediaInput input, MediaProbe probe, RenderVariant[] variants)
    {
        var renderer = new FfmpegMediaRenderer(options, NullLogger<FfmpegMediaRenderer>.Instance);
        var edit = new EditInputs(input, probe, Edit);
        // Measured beforehand and not timed: the separate commands are only the encoding itself.
        var sound = await new SoundPlanner(options, input, edit, Edit.Duration, options.WorkFolder, NullLogger.Instance).PlanAsync(variants[0].LoudnessLufs, default);
        return await Measure.RatioAsync(
            what, Turns,
            () => renderer.RenderAsync(input, probe, Edit, variants, options.WorkFolder, null, default),
            async () =>
            {
                foreach (var variant in variants) await SeparatelyAsync(options, edit, probe, variant, sound);
            });
    }

    private static async Task SeparatelyAsync(FfmpegOptions options, EditInputs edit, MediaProbe probe, RenderVariant variant, SoundPlan sound)
    {
        using var work = WorkFolder.Create(options.WorkFolder);
        var command = new RenderCommand(edit, probe, Edit, RenderOutput.Of([variant]), new Dictionary<double, SoundPlan> { [variant.LoudnessLufs] = sound });
        await command.WriteScriptsAsync(work, default);
        var process = new MediaCommand(options.Ffmpeg, command.Arguments(work.Path), work.Path, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(9));
        var outcome = await MediaProcess.RunAsync(process, ProgressPipe.Drain, default);
        if (outcome.ExitCode != 0) throw new InvalidOperationException(outcome.Stderr);
    }
}
