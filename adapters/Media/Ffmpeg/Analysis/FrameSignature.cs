namespace Shortloop.Adapters.Ffmpeg.Analysis;

/// <summary>What the cut detector keeps of a frame: how bright its parts are (where), and its histogram (how much of what).</summary>
internal sealed class FrameSignature
{
    private const int BlockSize = 8;
    private const int Bins = 32;

    private readonly float[] blocks;
    private readonly float[] histogram = new float[Bins];
    private float mean;
    private float spread;

    private FrameSignature(int count) => blocks = new float[count];

    public static FrameSignature Of(ReadOnlySpan<byte> picture, int width, int height)
    {
        var columns = Math.Max(1, width / BlockSize);
        var rows = Math.Max(1, height / BlockSize);
        var signature = new FrameSignature(columns * rows);
        signature.FillBlocks(picture, width, height, columns, rows);
        signature.FillHistogram(picture);
        return signature;
    }

    /// <summary>0: the same picture; 1: nothing in common.</summary>
    public float DistanceTo(FrameSignature other)
    {
        var covariance = 0f;
        var shift = 0f;
        for (var i = 0; i < blocks.Length; i++)
        {
            covariance += (blocks[i] - mean) * (other.blocks[i] - other.mean);
            shift += Math.Abs(blocks[i] - other.blocks[i]);
        }

        var moved = 0f;
        for (var i = 0; i < Bins; i++) moved += Math.Abs(histogram[i] - other.histogram[i]);

        // A flat picture has no structure to compare; the small term keeps noise from counting as one.
        var structure = 1 - Math.Clamp((covariance + Flat) / (MathF.Sqrt((spread + Flat) * (other.spread + Flat))), 0, 1);
        var level = Math.Min(1, shift / blocks.Length / 64);
        return (0.45f * structure) + (0.3f * level) + (0.25f * (moved / 2));
    }

    /// <summary>Spread of a picture whose blocks differ from the mean by about 3 of 255.</summary>
    private float Flat => blocks.Length * 9f;

    private void FillBlocks(ReadOnlySpan<byte> picture, int width, int height, int columns, int rows)
    {
        Span<ushort> sums = stackalloc ushort[width];
        for (var row = 0; row < rows; row++)
        {
            var top = row * BlockSize;
            var bottom = Math.Min(height, top + BlockSize);
            sums.Clear();
            for (var y = top; y < bottom; y++) Luma.AddTo(sums, picture.Slice(y * width, width));
            for (var column = 0; column < columns; column++)
            {
                var left = column * BlockSize;
                var right = Math.Min(width, left + BlockSize);
                var sum = 0;
                foreach (var line in sums[left..right]) sum += line;
                blocks[(row * columns) + column] = sum / (float)((right - left) * (bottom - top));
            }
        }

        foreach (var block in blocks) mean += block / blocks.Length;
        foreach (var block in blocks) spread += (block - mean) * (block - mean);
    }

    private void FillHistogram(ReadOnlySpan<byte> picture)
    {
        // Two counts side by side: neighbours are mostly alike, and adding to the same count twice means waiting.
        Span<int> counts = stackalloc int[Bins];
        Span<int> others = stackalloc int[Bins];
        counts.Clear();
        others.Clear();
        var at = 0;
        for (; at + 1 < picture.Length; at += 2)
        {
            counts[picture[at] >> 3]++;
            others[picture[at + 1] >> 3]++;
        }

        if (at < picture.Length) counts[picture[at] >> 3]++;
        for (var i = 0; i < Bins; i++) counts[i] += others[i];

        // Half of each bin spills into its neighbours, so that a slight change of light is a slight change here.
        for (var i = 0; i < Bins; i++)
            histogram[i] = ((0.5f * counts[i]) + (0.25f * counts[Math.Max(0, i - 1)]) + (0.25f * counts[Math.Min(Bins - 1, i + 1)])) / picture.Length;
    }
}
