using Microsoft.Extensions.Logging;
using Shortloop.Adapters.Ffmpeg.Analysis;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>
/// Finds the gain by measuring: once the edit as it is, and where the limiter has to work, the limited sound too until it is right.
/// Only sound is decoded, so a pass takes a small part of the time that the pictures take.
/// </summary>
internal sealed class SoundPlanner(FfmpegOptions options, MediaInput input, EditInputs edit, double duration, string folder, ILogger logger)
{
    /// <summary>LU off the target that need no further pass.</summary>
    private const double GoodEnough = 0.3;

    /// <summary>LU off the target that the result may be.</summary>
    public const double Tolerance = 1;

    private const int MostPasses = 6;

    /// <summary>More gain would only lift noise.</summary>
    private const double MostGain = 50;

    private SoundTotals? asIs;

    public async Task<SoundPlan> PlanAsync(double target, CancellationToken cancellation)
    {
        asIs ??= await MeasureAsync("anull", cancellation);
        if (asIs.Integrated is not { } loudness) return SoundPlan.Silent;
        var plan = new SoundPlan(Math.Min(target - loudness, MostGain), false, target, true);
        plan = plan with { Limited = (asIs.Peak ?? 0) + plan.Gain > SoundPlan.Ceiling, Predicted = loudness + plan.Gain };
        var passes = 1;
        if (plan.Limited) (plan, passes) = await ApproachAsync(plan, target, cancellation);
        var predicted = plan.Predicted ?? double.NegativeInfinity;
        plan = plan with { InReach = Math.Abs(predicted - target) <= Tolerance };
        logger.SoundPlanned(loudness, target, plan.Gain, passes, predicted);
        if (!plan.InReach) logger.LoudnessOutOfReach(target, predicted);
        return plan;
    }

    /// <summary>The limiter takes loudness away, so the gain is raised by what is missing, and measured again.</summary>
    private async Task<(SoundPlan Plan, int Passes)> ApproachAsync(SoundPlan plan, double target, CancellationToken cancellation)
    {
        SoundPlan? best = null;
        var passes = 1;
        while (passes < MostPasses)
        {
            passes++;
            var reached = (await MeasureAsync(plan.Filters(), cancellation)).Integrated ?? double.NegativeInfinity;
            if (!double.IsFinite(reached)) break;
            plan = plan with { Predicted = reached };
            if (best is null || Math.Abs(reached - target) < Math.Abs(best.Predicted!.Value - target)) best = plan;
            if (Math.Abs(reached - target) <= GoodEnough || plan.Gain >= MostGain) break;
            // Overshoots a little: the more the limiter works, the less of the gain comes out.
            plan = plan with { Gain = Math.Min(MostGain, plan.Gain + ((target - reached) * 1.3)) };
        }

        return (best ?? plan, passes);
    }

    private async Task<SoundTotals> MeasureAsync(string filters, CancellationToken cancellation)
    {
        var command = new MediaCommand(
            options.Ffmpeg,
            [
                "-nostdin", "-hide_banner", "-nostats", "-y", "-loglevel", "info",
                .. edit.Arguments(),
                "-filter_complex", $"{edit.Sound()};[sound]{filters},ebur128=framelog=verbose:peak=true[measured]",
                "-map", "[measured]", "-c:a", "pcm_f64le", "-progress", "pipe:1", "-f", "null", "-",
            ],
            folder,
            TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(duration * options.SlowestSpeed),
            options.StallLimit);
        var outcome = await MediaProcess.RunAsync(command, ProgressPipe.Drain, cancellation);
        if (outcome.ExitCode == 0) return SoundLog.ReadTotals(outcome.Stderr);
        logger.ToolFailed("ffmpeg", outcome.ExitCode, MediaFailure.Tail(outcome.Stderr, input));
        throw MediaFailure.From(outcome.Stderr, () => new PermanentException("render_failed", "The sound of this video cannot be decoded. Export it again with AAC sound."));
    }
}
