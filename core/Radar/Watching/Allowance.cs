namespace Shortloop.Core.Radar.Watching;

/// <summary>
/// Requests a day to all sources together, for the whole installation; organisations that watch share them evenly. Data: an operator with more quota
/// gives more. The defaults stay below what a YouTube project has: 100 searches and 10,000 other units a day (a look-up of a creator takes two).
/// </summary>
public sealed record Allowance(int Searches, int Measures, int Lookups)
{
    public static readonly Allowance Default = new(Searches: 90, Measures: 6000, Lookups: 1500);

    /// <summary>Videos in one request for fresh numbers.</summary>
    public const int VideosPerMeasure = 50;

    public Allowance Share(int watching) => new(
        Math.Max(1, Searches / Math.Max(1, watching)), Math.Max(1, Measures / Math.Max(1, watching)), Math.Max(1, Lookups / Math.Max(1, watching)));

    /// <summary>What one of a day's rounds may take of what is left of a share, so that the first round leaves something for the last.</summary>
    /// <param name="leftToday">Rounds of this kind until midnight, this one included.</param>
    public static int ForRound(int share, int spent, int leftToday) => Math.Max(0, (share - spent + leftToday - 1) / Math.Max(1, leftToday));

    public static int RoundsLeft(TimeSpan interval, DateTimeOffset now) =>
        (int)Math.Ceiling((TimeSpan.FromDays(1) - now.UtcDateTime.TimeOfDay) / interval);
}
