using System.Numerics;
using System.Runtime.InteropServices;

namespace Shortloop.Adapters.Ffmpeg.Analysis;

/// <summary>Sums over 8-bit grey pictures, a vector register at a time.</summary>
internal static class Luma
{
    /// <summary>So many byte pairs fit into 16-bit sums before they could overflow: 128 × 2 × 255 &lt; 65536.</summary>
    private const int Block = 128;

    public static long Sum(ReadOnlySpan<byte> picture)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(picture);
        var total = 0L;
        for (var at = 0; at < vectors.Length; at += Block)
        {
            var sums = Vector<ushort>.Zero;
            foreach (var vector in vectors[at..Math.Min(at + Block, vectors.Length)]) sums += Pairs(vector);
            total += Total(sums);
        }

        foreach (var rest in picture[(vectors.Length * Vector<byte>.Count)..]) total += rest;
        return total;
    }

    /// <summary>Sum of the absolute differences, and the largest of them.</summary>
    public static (long Sum, int Largest) Difference(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var a = MemoryMarshal.Cast<byte, Vector<byte>>(one);
        var b = MemoryMarshal.Cast<byte, Vector<byte>>(other)[..a.Length];
        var total = 0L;
        var peaks = Vector<byte>.Zero;
        for (var at = 0; at < a.Length; at += Block)
        {
            var sums = Vector<ushort>.Zero;
            var end = Math.Min(at + Block, a.Length);
            for (var i = at; i < end; i++)
            {
                var difference = Vector.Max(a[i], b[i]) - Vector.Min(a[i], b[i]);
                peaks = Vector.Max(peaks, difference);
                sums += Pairs(difference);
            }

            total += Total(sums);
        }

        var largest = 0;
        for (var i = 0; i < Vector<byte>.Count; i++) largest = Math.Max(largest, peaks[i]);
        for (var i = a.Length * Vector<byte>.Count; i < one.Length; i++)
        {
            var difference = Math.Abs(one[i] - other[i]);
            total += difference;
            largest = Math.Max(largest, difference);
        }

        return (total, largest);
    }

    public static int CountBelow(ReadOnlySpan<byte> picture, byte level)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(picture);
        var limit = new Vector<byte>(level);
        var total = 0L;
        for (var at = 0; at < vectors.Length; at += Block)
        {
            var counts = Vector<ushort>.Zero;
            foreach (var vector in vectors[at..Math.Min(at + Block, vectors.Length)]) counts += Pairs(Vector.LessThan(vector, limit) & Vector<byte>.One);
            total += Total(counts);
        }

        foreach (var rest in picture[(vectors.Length * Vector<byte>.Count)..]) total += rest < level ? 1 : 0;
        return (int)total;
    }

    /// <summary>Adds a line of pixels to the sums of its columns.</summary>
    public static void AddTo(Span<ushort> sums, ReadOnlySpan<byte> line)
    {
        var pixels = MemoryMarshal.Cast<byte, Vector<byte>>(line);
        var columns = MemoryMarshal.Cast<ushort, Vector<ushort>>(sums);
        for (var i = 0; i < pixels.Length; i++)
        {
            Vector.Widen(pixels[i], out var low, out var high);
            columns[2 * i] += low;
            columns[(2 * i) + 1] += high;
        }

        for (var i = pixels.Length * Vector<byte>.Count; i < line.Length; i++) sums[i] += line[i];
    }

    private static Vector<ushort> Pairs(Vector<byte> vector)
    {
        Vector.Widen(vector, out var low, out var high);
        return low + high;
    }

    private static long Total(Vector<ushort> sums)
    {
        Vector.Widen(sums, out var low, out var high);
        return Vector.Sum(low + high);
    }
}
