using System.Globalization;

namespace Shortloop.Core.Radar.Imports;

/// <summary>One video as somebody brings it along; a row of CSV has the same under the same names in snake_case.</summary>
/// <param name="Link">To the video's page at YouTube, TikTok or Instagram.</param>
/// <param name="Platform">Left out: by the link.</param>
/// <param name="VideoId">The platform's own; left out: by the link.</param>
/// <param name="Creator">Handle, name or id.</param>
/// <param name="PublishedAt">ISO 8601; without a zone it is UTC.</param>
/// <param name="MeasuredAt">When the numbers were so; left out: now.</param>
/// <param name="Hashtags">With blanks or commas between them.</param>
public sealed record ImportedRow(
    string? Link = null, string? Platform = null, string? VideoId = null, string? Creator = null, string? Title = null, string? PublishedAt = null,
    string? MeasuredAt = null, long? Views = null, long? Likes = null, long? Comments = null, long? Shares = null, string? Hashtags = null,
    string? Sound = null, string? Language = null, double? DurationSeconds = null)
{
    internal RawRow Raw() => new(
        Link, Platform, VideoId, Creator, Title, PublishedAt, MeasuredAt, Text(Views), Text(Likes), Text(Comments), Text(Shares), Hashtags, Sound, Language,
        DurationSeconds?.ToString("0.###", CultureInfo.InvariantCulture));

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A row as it was written.</summary>
internal sealed record RawRow(
    string? Link, string? Platform, string? VideoId, string? Creator, string? Title, string? PublishedAt, string? MeasuredAt, string? Views, string? Likes,
    string? Comments, string? Shares, string? Hashtags, string? Sound, string? Language, string? DurationSeconds)
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "link", "platform", "video_id", "creator", "title", "published_at", "measured_at", "views", "likes", "comments", "shares", "hashtags", "sound", "language",
        "duration_seconds",
    ];

    public static RawRow Of(IReadOnlyList<string> names, IReadOnlyList<string> cells)
    {
        return new RawRow(
            Cell("link"), Cell("platform"), Cell("video_id"), Cell("creator"), Cell("title"), Cell("published_at"), Cell("measured_at"), Cell("views"), Cell("likes"),
            Cell("comments"), Cell("shares"), Cell("hashtags"), Cell("sound"), Cell("language"), Cell("duration_seconds"));

        string? Cell(string name)
        {
            for (int n = 0; n < names.Count && n < cells.Count; n++)
                if (names[n] == name)
                    return cells[n].Length == 0 ? null : cells[n];
            return null;
        }
    }
}
