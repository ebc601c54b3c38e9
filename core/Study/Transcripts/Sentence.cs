namespace Shortloop.Core.Study.Transcripts;

/// <param name="Start">Seconds into the video.</param>
/// <param name="End">Seconds.</param>
public sealed record Sentence(double Start, double End, string Text, string? Speaker = null);
