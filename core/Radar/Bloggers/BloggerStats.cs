using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Measuring;

namespace Shortloop.Core.Radar.Bloggers;

/// <summary>A change between the newest count and one that lies about <paramref name="Days"/> before it.</summary>
public sealed record AudienceGrowth(double Days, long? Followers, double? FollowersPercent, long? Views, long? Videos);

/// <param name="PerWeek">Videos a week, over <paramref name="OverDays"/>.</param>
/// <param name="MedianGapHours">Between one video and the next.</param>
public sealed record Cadence(double PerWeek, double OverDays, double? MedianGapHours, DateTimeOffset? NewestAt);

/// <param name="Viral">Views ÷ the creator's median at that age; null: too few videos to know what is usual.</param>
public sealed record RatedVideo(BloggerVideo Video, Engagement? Engagement, ViralScore? Viral);

/// <param name="Growth">Over a day, a week and four weeks, as far as there are counts so far apart.</param>
/// <param name="Engagement">Median of the videos' rates, over the terms that they all have.</param>
/// <param name="Viral">Of the strongest video of the last week, with its parts.</param>
/// <param name="Outstanding">How many of the videos shown have three times the usual or more.</param>
/// <param name="Best">Farthest above the usual first; where that isn't known, most views.</param>
public sealed record BloggerStatistics(
    AudienceCount? Now, IReadOnlyList<AudienceCount> Counts, IReadOnlyList<AudienceGrowth> Growth, Cadence? Cadence, double? MedianViews, Engagement? Engagement,
    ViralScore? Viral, int Outstanding, IReadOnlyList<RatedVideo> Best, int Videos, DateTimeOffset? MeasuredAt, string? Obstacle);

/// <summary>What a creator's numbers say. Only from what was seen: what can't be known yet is null.</summary>
public static class BloggerStats
{
    private const int BestShown = 5;

    private static readonly double[] Spans = [1, 7, 28];

    public static BloggerStatistics Of(Blogger blogger)
    {
        RatedVideo[] rated = [.. blogger.Uploads.Select(video => Rate(video, blogger.Baseline))];
        DateTimeOffset? at = blogger.RefreshedAt;
        return new BloggerStatistics(
            blogger.Counts.Count > 0 ? blogger.Counts[^1] : null, blogger.Counts, [.. Spans.Select(days => GrowthOver(blogger.Counts, days)).OfType<AudienceGrowth>().DistinctBy(growth => growth.Days)],
            CadenceOf(blogger.Uploads, at), Median(blogger.Uploads.Where(video => video.Views is not null).Select(video => (double)video.Views!)), EngagementOf(rated),
            rated.Where(one => one.Video.PublishedAt > at - TimeSpan.FromDays(7)).Select(one => one.Viral).MaxBy(viral => viral?.Score),
            rated.Count(one => one.Viral is { Score: >= ViralScore.Outstanding }),
            [.. rated.OrderByDescending(one => one.Viral?.Score ?? -1).ThenByDescending(one => one.Video.Views ?? -1).Take(BestShown)],
            rated.Length, at, blogger.Obstacle);
    }

    private static RatedVideo Rate(BloggerVideo video, Baseline? baseline) => new(
        video, video.Engagement, video.AgeHours < Baseline.MinAgeHours ? null : ViralScore.Of(baseline, video.Views, video.PublishedAt, video.At));

    private static AudienceGrowth? GrowthOver(IReadOnlyList<AudienceCount> counts, double days)
    {
        if (counts.Count < 2)
            return null;
        AudienceCount now = counts[^1];
        AudienceCount? then = counts.LastOrDefault(count => (now.At - count.At).TotalDays >= days * 0.8);
        if (then is null)
            return null;
        long? followers = now.Followers - then.Followers;
        return new AudienceGrowth(
            Math.Round((now.At - then.At).TotalDays, 2), followers, then.Followers is > 0 && followers is { } more ? Math.Round(100.0 * more / then.Followers.Value, 3) : null,
            now.Views - then.Views, now.Videos - then.Videos);
    }

    private static Cadence? CadenceOf(IReadOnlyList<BloggerVideo> uploads, DateTimeOffset? at)
    {
        if (at is not { } now || uploads.Count == 0)
            return null;
        DateTimeOffset[] times = [.. uploads.Select(video => video.PublishedAt).Order()];
        // A list that is cut off says nothing of the time before its oldest.
        double days = Math.Clamp((now - times[0]).TotalDays, 1, 28);
        int within = times.Count(time => time > now - TimeSpan.FromDays(days));
        return new Cadence(
            Math.Round(within * 7 / days, 2), Math.Round(days, 1), Median(times.Skip(1).Zip(times, (later, earlier) => (later - earlier).TotalHours)), times[^1]);
    }

    private static Engagement? EngagementOf(RatedVideo[] rated)
    {
        Engagement[] known = [.. rated.Select(one => one.Engagement).OfType<Engagement>()];
        if (known.Length == 0)
            return null;
        IReadOnlyList<string> terms = known.GroupBy(one => string.Join(' ', one.Terms)).MaxBy(group => group.Count())!.First().Terms;
        return new Engagement(Median(known.Where(one => one.Terms.SequenceEqual(terms)).Select(one => one.Rate)) ?? 0, terms);
    }

    private static double? Median(IEnumerable<double> values) => values.ToArray() is { Length: > 0 } all ? Math.Round(Baseline.Median(all), 5) : null;
}
