namespace Shortloop.Adapters.Ffmpeg;

/// <summary>Where the tools are, and how much one file may cost us.</summary>
public sealed record FfmpegOptions
{
    /// <summary>Path or name (found on PATH) of ffmpeg, 5.1 or newer.</summary>
    public string Ffmpeg { get; init; } = "ffmpeg";

    /// <summary>Path or name of ffprobe.</summary>
    public string Ffprobe { get; init; } = "ffprobe";

    /// <summary>Holds key frames and the like while a file is worked on; each piece of work has its own folder, gone afterwards.</summary>
    public string WorkFolder { get; init; } = Path.GetTempPath();

    /// <summary>Longer media are refused (<c>media_too_long</c>).</summary>
    public TimeSpan LongestMedia { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Pictures with more pixels are refused: a few bytes can claim a picture of gigabytes. Default: 8192 × 4320.</summary>
    public int MostPixels { get; init; } = 8192 * 4320;

    /// <summary>A tool that neither ends nor shows progress for so long is killed.</summary>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Work may take this many times the length of the media (plus a minute), then it is killed.</summary>
    public double SlowestSpeed { get; init; } = 20;
}
