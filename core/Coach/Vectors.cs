using System.Numerics;
using System.Runtime.InteropServices;

namespace Shortloop.Core.Coach;

/// <summary>
/// Unit vectors, at rest as text with a byte for each number: a document holds hundreds of them. Directions are kept to about half a degree, which is less
/// than models differ by between two wordings.
/// </summary>
internal static class Vectors
{
    /// <param name="vector">Of any length but zero; only its direction is kept.</param>
    public static string Pack(ReadOnlySpan<float> vector)
    {
        float largest = 0;
        foreach (float value in vector)
            largest = Math.Max(largest, Math.Abs(value));
        byte[] bytes = new byte[vector.Length];
        if (largest > 0)
            for (int i = 0; i < bytes.Length; i++)
                bytes[i] = unchecked((byte)(sbyte)MathF.Round(vector[i] / largest * 127));
        return Convert.ToBase64String(bytes);
    }

    /// <returns>Unit length; all zero if nothing was packed.</returns>
    public static float[] Unpack(string packed)
    {
        byte[] bytes = Convert.FromBase64String(packed);
        float[] vector = new float[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
            vector[i] = unchecked((sbyte)bytes[i]);
        return Unit(vector);
    }

    /// <summary>In place.</summary>
    public static float[] Unit(float[] vector)
    {
        float length = MathF.Sqrt(Dot(vector, vector));
        for (int i = 0; length > 0 && i < vector.Length; i++)
            vector[i] /= length;
        return vector;
    }

    /// <summary>Cosine, for unit vectors. Vectors of different lengths are of different models: 0.</summary>
    public static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        if (one.Length != other.Length)
            return 0;
        ReadOnlySpan<Vector<float>> ones = MemoryMarshal.Cast<float, Vector<float>>(one), others = MemoryMarshal.Cast<float, Vector<float>>(other);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < ones.Length; i++)
            sums += ones[i] * others[i];
        float sum = Vector.Sum(sums);
        for (int i = ones.Length * Vector<float>.Count; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }

    /// <summary>Unit length, seen from <paramref name="centre"/>: what all have in common tells nothing.</summary>
    public static float[] From(ReadOnlySpan<float> centre, ReadOnlySpan<float> vector)
    {
        float[] seen = vector.ToArray();
        for (int i = 0; centre.Length == seen.Length && i < seen.Length; i++)
            seen[i] -= centre[i];
        return Unit(seen);
    }

    /// <returns>Empty if there are none.</returns>
    public static float[] Mean(IReadOnlyCollection<float[]> vectors)
    {
        float[] mean = new float[vectors.Count == 0 ? 0 : vectors.First().Length];
        foreach (float[] vector in vectors)
            for (int i = 0; i < mean.Length && i < vector.Length; i++)
                mean[i] += vector[i] / vectors.Count;
        return mean;
    }
}
