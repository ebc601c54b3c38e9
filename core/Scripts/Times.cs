namespace Shortloop.Core.Scripts;

/// <summary>Times in scripts are whole milliseconds.</summary>
public static class Times
{
    public static double Round(double seconds) => Math.Round(seconds, 3);

    /// <summary>For bounds in the source: none moves past its end, and bounds that touch stay together; a hair's breadth below a millisecond counts as that millisecond.</summary>
    public static double Floor(double seconds) => Math.Floor((seconds * 1000) + 1e-6) / 1000;
}
