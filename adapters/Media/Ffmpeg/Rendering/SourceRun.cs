using Shortloop.Core.Edits;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>
/// Clips that follow each other in the source closely enough to be decoded in one go. A run is one input of ffmpeg, which seeks to
/// its start: nothing before is decoded, nothing is decoded twice, and clips out of order need no frames held back.
/// </summary>
/// <param name="Start">Seconds into the source.</param>
internal sealed record SourceRun(double Start, double End, IReadOnlyList<EditClip> Clips)
{
    /// <summary>Decoding a gap of so many seconds is cheaper than another input.</summary>
    private const double ClosestGap = 3;

    public double Length => End - Start;

    public static IReadOnlyList<SourceRun> Of(IReadOnlyList<EditClip> clips)
    {
        var runs = new List<SourceRun>();
        foreach (var clip in clips)
        {
            if (runs is [.., var last] && clip.SourceStart >= last.End && clip.SourceStart - last.End <= ClosestGap)
                runs[^1] = new SourceRun(last.Start, clip.SourceEnd, [.. last.Clips, clip]);
            else
                runs.Add(new SourceRun(clip.SourceStart, clip.SourceEnd, [clip]));
        }

        return runs;
    }
}
