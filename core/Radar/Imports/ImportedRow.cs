namespace Shortloop.Core.Radar.Imports;

/// <summary>One video as somebody brings it along: as JSON, or as a row of CSV under the same names in snake_case.</summary>
/// <param name="Link">To the video's page at YouTube, TikTok or Instagram.</param>
/// <param name="Platform">Left out: by the link.</param>
/// <param name="VideoId">The platform's own; left out: by the link.</param>
/// <param name="Creator">Handle, name or id.</param>
/// <param name="PublishedAt">ISO 8601; without a zone it is UTC.</param>
/// <param name="MeasuredAt">When the numbers were so; left out: now.</param>
/// <param name="Hashtags">With blanks or commas between them.</param>
public sealed record ImportedRow(
    string? Link = null, string? Platform = null, string? VideoId = null, string? Creator = null, string? Title = null, string? PublishedAt = null,
    string? MeasuredAt = null, string? Views = null, string? Likes = null, string? Comments = null, string? Shares = null, string? Hashtags = null,
    string? Sound = null, string? Language = null, string? DurationSeconds = null)
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "link", "platform", "video_id", "creator", "title", "published_at", "measured_at", "views", "likes", "comments", "shares", "hashtags", "sound", "language",
        "duration_seconds",
    ];

    internal static ImportedRow Of(IReadOnlyList<string> names, IReadOnlyList<string> cells)
    {
        return new ImportedRow(
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
