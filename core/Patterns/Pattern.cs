using Shortloop.Core.Ports;

namespace Shortloop.Core.Patterns;

/// <summary>One pattern found in one video. Partition: the organisation.</summary>
public sealed record Pattern : Document
{
    public required string VideoId { get; init; }

    public required PatternContent Content { get; init; }
}

/// <param name="Type">One of <see cref="Guidelines"/>' types: <c>hook_timing</c>, <c>cut_frequency</c> …</param>
/// <param name="Title">One line with the number in it.</param>
/// <param name="Score">0 to 100. Equals <paramref name="Typicality"/> as long as the effect is unknown.</param>
/// <param name="Typicality">0 to 100: how close the value is to <paramref name="Reference"/>; see <see cref="Guideline.Closeness"/>.</param>
/// <param name="Effect">Learned from outcomes; null until then, with <paramref name="EffectCount"/> 0.</param>
/// <param name="EffectCount">Number of outcomes behind the effect.</param>
/// <param name="Confidence">0 to 1: how much data there was, times how sure the detector is. Says nothing about the effect.</param>
/// <param name="Value">The measured number that is compared.</param>
/// <param name="Evidence">At least one.</param>
/// <param name="Data">The numbers behind it.</param>
/// <param name="Recommendation">What to do about it; null where the value lies within the reference.</param>
public sealed record PatternContent(
    string Type,
    string Title,
    double Score,
    double Typicality,
    double? Effect,
    int EffectCount,
    double Confidence,
    double Value,
    PatternReference Reference,
    IReadOnlyList<PatternEvidence> Evidence,
    IReadOnlyDictionary<string, double> Data,
    string? Recommendation);

/// <param name="At">Seconds; null: about the whole video.</param>
/// <param name="End">Seconds; null: an instant.</param>
public sealed record PatternEvidence(double? At, double? End, string Text, double? Value, string? Unit);

/// <summary>What the value was compared with.</summary>
/// <param name="Source">Where the numbers come from.</param>
/// <param name="Count">Number of videos behind it; 0: a guideline, not a statistic.</param>
public sealed record PatternReference(string Measure, string Unit, double Low, double High, string Source, int Count);
