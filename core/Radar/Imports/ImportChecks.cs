using System.Globalization;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Bloggers;

namespace Shortloop.Core.Radar.Imports;

/// <param name="Row">From 1, without the row of names.</param>
public sealed record RowError(int Row, string Field, string Message);

/// <summary>Reads one row, or says everything that is wrong with it.</summary>
internal static class ImportChecks
{
    private static readonly string[] Platforms = ["youtube", "tiktok", "instagram"];

    public static PublicVideo? Read(RawRow row, int number, DateTimeOffset now, List<RowError> errors)
    {
        int before = errors.Count;
        Uri? link = Link(row.Link);
        if (link is null)
            Wrong("link", row.Link is null ? "A link to the video is needed." : "This is no link to a video at YouTube, TikTok or Instagram.");
        string? platform = row.Platform?.ToLowerInvariant() ?? (link is null ? null : CreatorLink.PlatformOf(link));
        if (row.Platform is not null && !Platforms.Contains(platform))
            Wrong("platform", $"Platforms are: {string.Join(", ", Platforms)}.");
        else if (link is not null && platform != CreatorLink.PlatformOf(link))
            Wrong("platform", "The link leads to another platform.");
        string? id = row.VideoId ?? (link is null ? null : IdOf(link));
        if (link is not null && (id is not { Length: > 0 and <= 100 } || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
            Wrong("video_id", "The video's id can't be read from the link. Give it in video_id.");
        if (row.Creator is not { Length: > 0 and <= 200 })
            Wrong("creator", "The creator's handle or name is needed, of at most 200 characters.");
        if (row.Title is { Length: > 500 })
            Wrong("title", "A title has at most 500 characters.");
        DateTimeOffset? published = Instant("published_at", row.PublishedAt ?? "", needed: true);
        if (published > now)
            Wrong("published_at", "This lies in the future.");
        DateTimeOffset? measured = row.MeasuredAt is null ? now : Instant("measured_at", row.MeasuredAt, needed: true);
        if (measured > now.AddMinutes(5) || measured < published)
            Wrong("measured_at", "Numbers are measured after the video is out, and not in the future.");
        (long? views, long? likes, long? comments, long? shares) = (Count("views", row.Views), Count("likes", row.Likes), Count("comments", row.Comments), Count("shares", row.Shares));
        double? duration = Duration(row.DurationSeconds);
        return errors.Count > before ? null : new PublicVideo(
            platform!, id!, row.Creator!.ToLowerInvariant(), row.Creator, row.Title ?? "", "", link!, null, published!.Value, duration, row.Language, Tags(row.Hashtags), row.Sound,
            new PublicMetrics(views, likes, comments, shares, measured!.Value));

        void Wrong(string field, string message) => errors.Add(new RowError(number, field, message));

        DateTimeOffset? Instant(string field, string text, bool needed)
        {
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) && at.Year is > 2004 and < 2200)
                return at.ToUniversalTime();
            if (needed)
                Wrong(field, "A time such as 2026-11-20T12:00:00Z is needed.");
            return null;
        }

        long? Count(string field, string? text)
        {
            if (text is null)
                return null;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count <= 1_000_000_000_000)
                return count;
            Wrong(field, "A whole number from 0 up is needed, or nothing where it isn't known.");
            return null;
        }

        double? Duration(string? text)
        {
            if (text is null)
                return null;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 100_000)
                return seconds;
            Wrong("duration_seconds", "Seconds are needed, such as 34.5.");
            return null;
        }
    }

    private static Uri? Link(string? text) =>
        text is { Length: <= 500 } && Uri.TryCreate(text, UriKind.Absolute, out Uri? link) && link.Scheme is ("https" or "http") && CreatorLink.PlatformOf(link) is not null ? link : null;

    /// <summary>youtube.com/watch?v=ID, youtu.be/ID, …/shorts/ID, tiktok.com/@name/video/ID, instagram.com/reel/ID/.</summary>
    private static string? IdOf(Uri link)
    {
        foreach (string pair in link.Query.TrimStart('?').Split('&'))
            if (pair.StartsWith("v=", StringComparison.Ordinal))
                return pair[2..];
        string last = link.Segments[^1].Trim('/');
        return last is "" or "watch" || last.StartsWith('@') ? null : last;
    }

    private static IReadOnlyList<string> Tags(string? text) => text is null ? []
        : [.. text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(tag => tag.TrimStart('#').ToLowerInvariant()).Where(tag => tag.Length > 0).Distinct().Take(30)];
}
