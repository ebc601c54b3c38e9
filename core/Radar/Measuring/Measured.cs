using Shortloop.Core.Ports;

namespace Shortloop.Core.Radar.Measuring;

/// <summary>What a look makes of a video.</summary>
internal static class Measured
{
    /// <summary>After so many looks without an answer it is taken for gone or private.</summary>
    private const int MaxMissed = 3;

    /// <summary>Two that lie closer together are one look, told twice.</summary>
    private static readonly TimeSpan Same = TimeSpan.FromMinutes(30);

    /// <summary>Safe to repeat: the same look leaves the same video.</summary>
    public static TrendVideo With(this TrendVideo video, PublicMetrics metrics, DateTimeOffset now)
    {
        ViralScore? viral = ViralScore.Of(video.Baseline, metrics.Views, video.PublishedAt, metrics.At);
        Observation seen = Observation.Of(metrics) with { Viral = viral?.Score };
        if (video.Latest is { } last && last.At > seen.At)
            return video;
        IReadOnlyList<Observation> all = Append(video.Observations, seen);
        Growth growth = Growth.Of(all);
        int tempo = MeasurePlan.TempoOf(now - video.PublishedAt, metrics.Views, growth.Velocity);
        return (video with
        {
            Observations = all,
            Velocity = growth.Velocity,
            VelocityHours = growth.OverHours,
            Acceleration = growth.Acceleration,
            Viral = viral ?? video.Viral,
            Tempo = tempo,
            NextAt = video.Status == TrendStatus.Archived || video.NextAt is null ? null : MeasurePlan.Next(now, tempo),
            Missed = 0,
        }).Judged();
    }

    public static TrendVideo WithoutAnswer(this TrendVideo video, DateTimeOffset now) => video.Missed + 1 >= MaxMissed
        ? (video with { Missed = MaxMissed }).Archive(now)
        : video with { Missed = video.Missed + 1, NextAt = MeasurePlan.Next(now, MeasurePlan.Tempos[0]) };

    public static TrendVideo Archive(this TrendVideo video, DateTimeOffset now) => video with
    {
        Status = TrendStatus.Archived,
        ArchivedAt = now,
        NextAt = null,
        TtlSeconds = (int)TrendVideo.KeptArchived.TotalSeconds,
    };

    public static TrendVideo Judged(this TrendVideo video) => video.Status == TrendStatus.Archived ? video : video with
    {
        Status = video.Trends.Count > 0 || video is { Viral.Score: >= ViralScore.Outstanding, Velocity: > 0 } ? TrendStatus.Trending : TrendStatus.Monitoring,
    };

    public static List<(double Hours, long Views)> Points(this TrendVideo video) =>
        [.. video.Observations.Where(o => o.Views is not null).Select(o => ((o.At - video.PublishedAt).TotalHours, o.Views!.Value))];

    private static List<Observation> Append(IReadOnlyList<Observation> before, Observation seen)
    {
        var all = new List<Observation>(before.Count + 1);
        all.AddRange(before);
        if (all.Count > 0 && seen.At - all[^1].At < Same)
            all[^1] = seen;
        else
            all.Add(seen);
        // The oldest third loses every second one: the shape stays, and so does the newest past, which growth is computed from.
        if (all.Count > TrendVideo.MaxObservations)
            for (int n = TrendVideo.MaxObservations / 3; n > 0; n -= 2)
                all.RemoveAt(n);
        return all;
    }
}
