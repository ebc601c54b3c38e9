using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Trends;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Functions.Radar;

/// <summary>What was seen of a video at one instant. A number that the platform hides is null, never zero.</summary>
/// <param name="ViralScore">Views ÷ the creator's median at that age.</param>
public sealed record ObservationView(DateTimeOffset At, long? Views, long? Likes, long? Comments, long? Shares, double? EngagementRate, double? ViralScore);

/// <param name="Velocity">Views per hour, between two looks at least an hour apart; null: there are no two such.</param>
/// <param name="VelocityHours">How far apart those lie.</param>
/// <param name="Acceleration">Views per hour, per hour, from three looks or more; null: there are no three such.</param>
/// <param name="Views">Those of the newest look, as are the other counts.</param>
/// <param name="MeasuredAt">When that was.</param>
/// <param name="NextAt">When it is looked at again; null: by nobody.</param>
/// <param name="Trends">Ids of the rising trends that it belongs to.</param>
public sealed record TrendVideoView(
    string Id, string Platform, string VideoId, string CreatorId, string CreatorName, string Title, Uri Link, Uri? Thumbnail, DateTimeOffset PublishedAt,
    double? DurationSeconds, string? Language, IReadOnlyList<string> Hashtags, string? Sound, string Source, string? BloggerId, TrendStatus Status, long? Views,
    long? Likes, long? Comments, long? Shares, Engagement? Engagement, double? Velocity, double? VelocityHours, double? Acceleration, ViralScore? Viral,
    IReadOnlyList<string> Trends, DateTimeOffset? MeasuredAt, DateTimeOffset? NextAt)
{
    public static TrendVideoView Of(TrendVideo video) => new(
        video.Id, video.Platform, video.VideoId, video.CreatorId, video.CreatorName, video.Title, video.Link, video.Thumbnail, video.PublishedAt,
        video.DurationSeconds, video.Language, video.Hashtags, video.Sound, video.Source, video.BloggerId, video.Status, video.Latest?.Views,
        video.Latest?.Likes, video.Latest?.Comments, video.Latest?.Shares, video.Engagement, video.Velocity, video.VelocityHours, video.Acceleration, video.Viral,
        video.Trends, video.Latest?.At, video.NextAt);
}

/// <param name="History">Oldest first.</param>
public sealed record TrendVideoWithHistory(TrendVideoView Video, IReadOnlyList<ObservationView> History)
{
    public static TrendVideoWithHistory Of(TrendVideo video) => new(
        TrendVideoView.Of(video),
        [.. video.Observations.Select(seen => new ObservationView(seen.At, seen.Views, seen.Likes, seen.Comments, seen.Shares, Engagement.Of(seen)?.Rate, seen.Viral))]);
}

/// <param name="Key">What videos are matched by.</param>
/// <param name="Label">As people write it.</param>
/// <param name="AverageVelocity">Views per hour, over the videos whose velocity is known; null: of none.</param>
/// <param name="Score">0 to 100, out of <paramref name="Parts"/>.</param>
/// <param name="Series">Videos published with it in each half day of the last week.</param>
public sealed record TrendView(
    string Id, TrendType Type, string Key, string Label, int Videos, int Creators, double? AverageVelocity, double Score, TrendParts Parts, TrendStatus Status,
    DateTimeOffset DetectedAt, DateTimeOffset LastRisingAt, DateTimeOffset AnalysedAt, IReadOnlyList<TrendCount> Series)
{
    public static TrendView Of(Trend trend) => new(
        trend.Id, trend.Type, trend.Key, trend.Label, trend.Videos, trend.Creators, trend.AverageVelocity, trend.Score, trend.Parts, trend.Status,
        trend.DetectedAt, trend.LastRisingAt, trend.AnalysedAt, trend.Series);
}

/// <param name="Videos">Its strongest ones.</param>
public sealed record TrendWithVideos(TrendView Trend, IReadOnlyList<TrendVideoView> Videos);

/// <param name="Name">Of the source.</param>
/// <param name="Official">It asks the platform's own API, under the platform's terms.</param>
/// <param name="Uses">What it asks.</param>
public sealed record TrendSourceView(string Name, string Platform, bool Official, string Uses);

/// <param name="Included">The tier has a trend watch.</param>
/// <param name="MinVelocity">Views per hour; what gains less after a day is no longer looked at.</param>
/// <param name="Sources">Those that may be asked with these settings.</param>
/// <param name="Watched">Videos that are looked at.</param>
/// <param name="MostWatched">By the tier; null: no limit.</param>
/// <param name="Discovery">The newest round of each kind; null: there was none yet.</param>
public sealed record TrendSettingsView(
    bool Included, IReadOnlyList<string> Keywords, IReadOnlyList<string> Regions, IReadOnlyList<string> Languages, bool OfficialOnly, double MinVelocity,
    IReadOnlyList<TrendSourceView> Sources, long Watched, int? MostWatched, RoundReport? Discovery, RoundReport? Monitoring, RoundReport? Analysis, RoundReport? Cleanup);
