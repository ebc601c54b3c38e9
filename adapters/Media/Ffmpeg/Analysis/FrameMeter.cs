using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg.Analysis;

/// <summary>Light and motion of one frame; 0 to 1.</summary>
internal readonly record struct FrameFacts(float Brightness, float Motion, bool Black, bool Frozen);

/// <summary>Measures small grey pictures one after the other. Knows frames, not times.</summary>
internal sealed class FrameMeter(int width, int height)
{
    /// <summary>As ffmpeg's blackdetect: 98 % of the pixels darker than a tenth.</summary>
    private const int BlackLevel = 26;
    private const double BlackShare = 0.98;

    /// <summary>Mean and largest change that encoding noise makes in a still picture, in steps of 255.</summary>
    private const double StillMean = 0.25;
    private const int StillLargest = 10;

    private readonly byte[] previous = new byte[width * height];
    private readonly byte[] still = new byte[width * height];
    private readonly List<FrameFacts> frames = [];
    private readonly CutDetector cuts = new();

    public IReadOnlyList<FrameFacts> Frames => frames;

    public CutDetector Detector => cuts;

    public void Add(ReadOnlySpan<byte> picture)
    {
        var begun = frames.Count > 0;
        if (!begun) picture.CopyTo(still);
        var change = begun ? Luma.Difference(picture, previous) : default;
        frames.Add(new FrameFacts(
            Luma.Sum(picture) / (255f * picture.Length), change.Sum / (255f * picture.Length), IsBlack(picture), begun && IsStill(picture)));
        picture.CopyTo(previous);
        cuts.Add(FrameSignature.Of(picture, width, height));
    }

    public void Finish() => cuts.Finish();

    /// <summary>Compared with where the stillness began, not with the frame before, so that slow changes add up.</summary>
    private bool IsStill(ReadOnlySpan<byte> picture)
    {
        var (sum, largest) = Luma.Difference(picture, still);
        if (largest <= StillLargest && sum <= StillMean * picture.Length) return true;
        picture.CopyTo(still);
        return false;
    }

    private static bool IsBlack(ReadOnlySpan<byte> picture) => Luma.CountBelow(picture, BlackLevel) >= BlackShare * picture.Length;
}
