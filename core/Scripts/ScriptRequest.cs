using Shortloop.Core.Models;
using Shortloop.Core.Patterns;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Scripts;

/// <summary>What the model is shown.</summary>
/// <param name="TargetSeconds">The result is at most this long; never more than the material.</param>
/// <param name="SpeechLikeShare">0 to 1, see <see cref="SoundFacts"/>; null: no sound.</param>
public sealed record ScriptRequest(
    VideoEvidence Video,
    IReadOnlyList<string> Platforms,
    string? Goal,
    string? Niche,
    double TargetSeconds,
    double? SpeechLikeShare,
    IReadOnlyList<PatternFacts> Patterns,
    SourceMaterial Material)
{
    public static ScriptRequest Of(
        ScriptBrief brief, VideoFacts facts, MediaMeasurements measured, IReadOnlyList<PatternContent> patterns)
    {
        var material = SourceMaterialFinder.Find(facts, measured);
        var video = VideoEvidence.Of(brief.Title, facts);
        return new ScriptRequest(
            video,
            brief.Platforms,
            brief.Goal,
            brief.Niche,
            Times.Round(Math.Min(brief.TargetSeconds, material.Pieces.Sum(piece => piece.Length()))),
            facts.Sound?.SpeechLikeShare,
            PatternFacts.Of(patterns),
            material);
    }
}
