namespace Shortloop.Core.Strategies;

/// <summary>The answer of a model, the stored content and what the API shows.</summary>
/// <param name="Hashtags">Without #.</param>
public sealed record StrategyContent(
    string Summary,
    IReadOnlyList<StrategyTheme> Themes,
    IReadOnlyList<string> Hashtags,
    IReadOnlyList<StrategySlot> Schedule,
    IReadOnlyList<PlatformAdvice> Advice);

/// <param name="Evidence">At least one.</param>
public sealed record StrategyTheme(string Title, string Why, IReadOnlyList<StrategyEvidence> Evidence);

/// <param name="Fact">Id of the fact it rests on.</param>
/// <param name="At">Seconds into the video, within the fact's own span; null: about the whole video.</param>
public sealed record StrategyEvidence(string Fact, double? At, string Text);

/// <param name="Hour">0 to 23, local time of the audience.</param>
/// <param name="Why">Says what the time rests on; without past posts it is a guess to be tested, and says so.</param>
public sealed record StrategySlot(DayOfWeek Weekday, int Hour, string Why);

/// <param name="Platform">Lower-case name.</param>
/// <param name="Facts">Ids of the facts it rests on; at least one.</param>
public sealed record PlatformAdvice(string Platform, string Text, IReadOnlyList<string> Facts);
