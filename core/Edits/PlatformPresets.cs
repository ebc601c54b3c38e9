namespace Shortloop.Core.Edits;

/// <summary>What a platform takes.</summary>
/// <param name="MinSeconds">Shortest video, seconds; likewise <paramref name="MaxSeconds"/>.</param>
/// <param name="MaxBytes">Largest file.</param>
public sealed record PlatformPreset(
    string Platform, RenderPicture Picture, double LoudnessLufs, double MinSeconds, double MaxSeconds, long MaxBytes)
{
    /// <summary>The variant to render from a source of <paramref name="sourceFrameRate"/>: frames are left out where there are too many, never made up.</summary>
    public RenderVariant For(double sourceFrameRate, Framing? framing = null) => new(
        Platform,
        Picture with { FrameRate = Math.Min(Picture.FrameRate, sourceFrameRate), Framing = framing ?? Picture.Framing },
        LoudnessLufs);
}

/// <summary>
/// The platforms' own limits for uploads by API, and the parts of the picture that their apps cover. TikTok and Instagram share a
/// picture whose safe area is good for both, so that one encoding serves both.
/// </summary>
public static class PlatformPresets
{
    /// <summary>Most frames per second that we make.</summary>
    private const double FrameRate = 30;
    private const double Loudness = -14;
    private const long Gigabyte = 1024L * 1024 * 1024;

    // Of 1920 lines: captions and buttons below (TikTok 370, Reels 320), tabs above (130 and 220); the buttons on the right take 120 of 1080 columns.
    private static readonly RenderPicture Vertical = new(1080, 1920, FrameRate, Framing.Blur, SafeTop: 0.12, SafeBottom: 0.2, SafeLeft: 0.06, SafeRight: 0.12);
    private static readonly RenderPicture VerticalShorts = Vertical with { SafeTop = 0.15, SafeRight = 0.14 };
    private static readonly RenderPicture Wide = new(1920, 1080, FrameRate, Framing.Blur, SafeTop: 0.05, SafeBottom: 0.1, SafeLeft: 0.05, SafeRight: 0.05);

    public static readonly PlatformPreset TikTok = new("tiktok", Vertical, Loudness, 3, 600, 4 * Gigabyte);
    public static readonly PlatformPreset Instagram = new("instagram", Vertical, Loudness, 3, 900, 300L * 1024 * 1024);
    public static readonly PlatformPreset YouTubeShorts = new("youtube_shorts", VerticalShorts, Loudness, 1, 180, 256 * Gigabyte);
    public static readonly PlatformPreset YouTube = new("youtube", Wide, Loudness, 1, 12 * 3600, 256 * Gigabyte);

    /// <summary>Reels. No size is published; what plain page videos may have.</summary>
    public static readonly PlatformPreset Facebook = new("facebook", Vertical, Loudness, 3, 90, Gigabyte);

    public static readonly IReadOnlyList<PlatformPreset> All = [TikTok, Instagram, YouTubeShorts, YouTube, Facebook];

    /// <returns>Null: no such platform.</returns>
    public static PlatformPreset? Find(string platform) => All.FirstOrDefault(preset => preset.Platform == platform);
}
