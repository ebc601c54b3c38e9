namespace Shortloop.Core.Study.Captions;

/// <param name="Start">Seconds into the video.</param>
/// <param name="End">Seconds; not before <paramref name="Start"/>.</param>
/// <param name="Text">Plain text in one line, never empty.</param>
/// <param name="Speaker">Who says it, where the file tells.</param>
public sealed record Cue(double Start, double End, string Text, string? Speaker = null);

/// <summary>What is said in a video, in order of time, without overlaps and repeated lines.</summary>
/// <param name="Timed">False: the file has no times, so nothing can point to a second.</param>
public sealed record Transcript(IReadOnlyList<Cue> Cues, bool Timed)
{
    public double DurationSeconds => Cues.Count == 0 ? 0 : Cues.Max(cue => cue.End);
}
