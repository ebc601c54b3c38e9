namespace Shortloop.Adapters.Ffmpeg.Analysis;

/// <param name="Frame">Index of the first frame of the new shot.</param>
/// <param name="Score">0 to 1.</param>
internal readonly record struct FoundCut(int Frame, double Score);

/// <summary>
/// Finds hard cuts in a stream of frames, looking <see cref="Reach"/> frames back and ahead. A cut is a jump that stands out from
/// the changes around it (fast motion changes every frame) and after which the old picture does not come back (a flash does).
/// </summary>
internal sealed class CutDetector
{
    /// <summary>Frames on either side that a candidate is judged by.</summary>
    internal const int Reach = 6;

    /// <summary>Frames on either side within which the old picture may not come back.</summary>
    private const int Return = 4;

    /// <summary>Of several jumps within so many frames only the largest is a cut: nothing shorter is a shot.</summary>
    private const int ShortestShot = 2;

    /// <summary>Smaller changes of the picture are not looked at.</summary>
    private const float Smallest = 0.1f;

    private readonly List<FrameSignature> window = [];
    private readonly List<float> steps = [];
    private readonly List<FoundCut> cuts = [];
    private int first;

    public IReadOnlyList<FoundCut> Cuts => cuts;

    public void Add(FrameSignature signature)
    {
        steps.Add(window.Count == 0 ? 0 : window[^1].DistanceTo(signature));
        window.Add(signature);
        if (window.Count > (2 * Reach) + 1) Forget();
        if (window.Count > Reach) Judge(window.Count - 1 - Reach);
    }

    /// <summary>Judges the last frames, which have fewer frames after them.</summary>
    public void Finish()
    {
        for (var at = Math.Max(0, window.Count - Reach); at < window.Count; at++) Judge(at);
    }

    private void Forget()
    {
        window.RemoveAt(0);
        steps.RemoveAt(0);
        first++;
    }

    private void Judge(int at)
    {
        if (at == 0) return;
        var step = steps[at];
        if (step < Smallest || IsOutdone(at, step)) return;
        var around = Around(at);
        var lasting = Lasting(at);
        var score = Score(step, around, lasting);
        if (score >= 0.5) cuts.Add(new FoundCut(first + at, Math.Round(score, 3)));
    }

    private bool IsOutdone(int at, float step)
    {
        for (var i = Math.Max(1, at - ShortestShot); i <= Math.Min(steps.Count - 1, at + ShortestShot); i++)
            if (steps[i] > step) return true;
        return false;
    }

    private static double Score(float step, float around, float lasting)
    {
        var jump = Math.Clamp((step - (1.6f * around)) / 0.3f, 0, 1);
        var stays = Math.Clamp(lasting / 0.3f, 0, 1) * Math.Clamp(((lasting / step) - 0.3f) / 0.5f, 0, 1);
        return Math.Sqrt(jump * stays);
    }

    /// <summary>
    /// The usual change nearby; halfway to that of the calmer side, because a cut may lead from a still shot into a restless one.
    /// </summary>
    private float Around(int at)
    {
        var (before, after) = (Largest(Math.Max(1, at - Reach), at), Largest(at + 1, Math.Min(steps.Count, at + Reach + 1)));
        var both = before.First > after.First ? Math.Max(before.Second, after.First) : Math.Max(after.Second, before.First);
        return (both + Math.Min(before.Second, after.Second)) / 2;
    }

    /// <summary>The two largest steps of a range; the second counts, because another cut may be near.</summary>
    private (float First, float Second) Largest(int from, int to)
    {
        var (first, second) = (0f, 0f);
        for (var i = from; i < to; i++)
        {
            if (steps[i] > first) (first, second) = (steps[i], first);
            else if (steps[i] > second) second = steps[i];
        }

        return (first, second);
    }

    /// <summary>The smallest distance of a frame before to a frame after.</summary>
    private float Lasting(int at)
    {
        var smallest = 1f;
        for (var before = Math.Max(0, at - Return); before < at; before++)
            for (var after = at; after < Math.Min(window.Count, at + Return); after++)
                smallest = Math.Min(smallest, window[before].DistanceTo(window[after]));
        return smallest;
    }
}
