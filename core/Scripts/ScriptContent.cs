namespace Shortloop.Core.Scripts;

/// <summary>The answer of a model, the stored content and what the API shows.</summary>
/// <param name="Hashtags">Without #.</param>
/// <param name="Segments">In order of showing, without gaps; at least one.</param>
/// <param name="DurationSeconds">Of the result.</param>
public sealed record ScriptContent(
    string Title, string Caption, IReadOnlyList<string> Hashtags, IReadOnlyList<ScriptSegment> Segments, double DurationSeconds)
{
    /// <summary>With start, end and duration recomputed from the source ranges, which are what will be cut.</summary>
    public ScriptContent Retimed()
    {
        var at = 0.0;
        var segments = Segments.Select(segment =>
        {
            var start = at;
            at = Times.Round(at + (segment.SourceEnd - segment.SourceStart));
            return segment with { Start = start, End = at };
        }).ToArray();
        return this with { Segments = segments, DurationSeconds = at };
    }
}

/// <param name="Start">Seconds of the result.</param>
/// <param name="End">Seconds of the result.</param>
/// <param name="Overlay">Text over the picture; null: none.</param>
/// <param name="Instruction">For the person or program that edits.</param>
/// <param name="SourceStart">Seconds of the source.</param>
/// <param name="SourceEnd">Seconds of the source.</param>
public sealed record ScriptSegment(
    double Start,
    double End,
    string Visual,
    string Audio,
    string? Overlay,
    string Instruction,
    double SourceStart,
    double SourceEnd);
