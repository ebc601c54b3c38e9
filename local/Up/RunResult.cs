using Shortloop.Functions.Operations;
using Shortloop.Functions.Publishing;
using Shortloop.Functions.Scripts;
using Shortloop.Functions.Strategies;
using Shortloop.Functions.Videos;

namespace Shortloop.Local.Up;

/// <param name="Path">Of the copy in the data folder.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Duration">Seconds.</param>
/// <param name="Loudness">LUFS; null: silent.</param>
internal sealed record RunRender(string Platform, string Path, long Size, double Duration, int Width, int Height, double? Loudness);

/// <summary>What <c>--json</c> writes for one video.</summary>
/// <param name="Seconds">Station → how long it took.</param>
internal sealed record RunResult(
    VideoView Video,
    IReadOnlyList<PatternView> Patterns,
    StrategyView? Strategy,
    ScriptView? Script,
    IReadOnlyList<RunRender> Renders,
    IReadOnlyList<PostView> Posts,
    IReadOnlyList<MetricView> Metrics,
    IReadOnlyDictionary<string, double> Seconds,
    JobView Job)
{
    public bool Succeeded => Job.Status == Core.Operations.JobStatus.Succeeded
        && Posts.Count > 0 && Posts.All(p => p.Status == Core.Publishing.PostStatus.Published) && Metrics.Count > 0;
}
