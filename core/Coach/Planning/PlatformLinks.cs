namespace Shortloop.Core.Coach.Planning;

/// <summary>Where a platform shows a creator or what is searched for.</summary>
internal static class PlatformLinks
{
    public const string Usual = "youtube";

    /// <param name="video">One of theirs, which leads to them where the platform has no address by id.</param>
    public static Uri Creator(string platform, string id, Uri video) => platform == "youtube"
        ? new Uri($"https://www.youtube.com/channel/{Uri.EscapeDataString(id)}")
        : video;

    public static Uri Search(string platform, string query) => platform == "tiktok"
        ? new Uri($"https://www.tiktok.com/search?q={Uri.EscapeDataString(query)}")
        : new Uri($"https://www.youtube.com/results?search_query={Uri.EscapeDataString(query)}");
}
