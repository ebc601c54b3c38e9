using Shortloop.Core.Scripts;

namespace Shortloop.Core.Tests.Scripts;

internal static class Sample
{
    public static ScriptSegment Segment(double sourceStart, double sourceEnd, string? overlay = null) =>
        new(0, 0, "picture", "sound", overlay, "Hard cut.", sourceStart, sourceEnd);

    /// <summary>With times that add up.</summary>
    public static ScriptContent Script(params ScriptSegment[] segments) =>
        new ScriptContent("Title", "Caption", ["tag"], segments, 0).Retimed();
}
