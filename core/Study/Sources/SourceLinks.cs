using System.Globalization;

namespace Shortloop.Core.Study.Sources;

/// <summary>Where a source, and a second of it, can be watched.</summary>
public static class SourceLinks
{
    /// <returns>The platform's plain address of the video; as it was given where we know none.</returns>
    public static Uri Of(string platform, string videoId, string given) => platform == "youtube"
        ? new Uri($"https://www.youtube.com/watch?v={Uri.EscapeDataString(videoId)}")
        : new Uri(given, UriKind.Absolute);

    /// <returns>Null: there is no address, or there are no times.</returns>
    public static Func<double, string>? At(Source? source) => source is not { Link: { } link, Timed: true }
        ? null
        : seconds => string.Create(CultureInfo.InvariantCulture, $"{link.AbsoluteUri}{(link.Query.Length > 0 ? '&' : '?')}t={(long)Math.Floor(seconds)}s");
}
