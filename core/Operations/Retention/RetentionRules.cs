namespace Shortloop.Core.Operations.Retention;

/// <summary>How long things are kept that have done their work. Data: an operator may give others; <see cref="Default"/> are the product's. docs/retention.md explains each.</summary>
/// <param name="Jobs">After their end.</param>
/// <param name="Stories">The engine's own histories, after their end.</param>
/// <param name="UnfinishedUploads">From their begin, as long as no byte has become a video.</param>
/// <param name="Exports">An archive of everything of a user.</param>
/// <param name="Metrics">Numbers that a platform gave, by its name; one that isn't named here lets them be kept.</param>
public sealed record RetentionRules(
    TimeSpan Jobs,
    TimeSpan Stories,
    TimeSpan UnfinishedUploads,
    TimeSpan Exports,
    IReadOnlyDictionary<string, TimeSpan> Metrics)
{
    public static readonly RetentionRules Default = new(
        Jobs: TimeSpan.FromDays(180),
        Stories: TimeSpan.FromDays(30),
        UnfinishedUploads: TimeSpan.FromDays(7),
        Exports: TimeSpan.FromDays(7),
        Metrics: new Dictionary<string, TimeSpan> { ["youtube"] = TimeSpan.FromDays(30) });
}
