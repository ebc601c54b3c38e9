namespace Shortloop.Core.Coach;

/// <summary>One thing that somebody likes: the running mean of the vectors of what they liked of it.</summary>
/// <param name="Vector">Packed, unit length.</param>
/// <param name="Weight">How much of it there was; older counts less.</param>
/// <param name="Label">Title of the newest that belongs to it, to give reasons with.</param>
public sealed record Taste(string Vector, double Weight, string Label);

/// <summary>Several tastes side by side, because the mean of cooking and chess is neither.</summary>
internal static class Tastes
{
    private const int Most = 8;

    /// <summary>Cosine from which on two are about the same.</summary>
    private const float Same = 0.5f;

    /// <summary>What each newer one leaves of the older ones' weight: half is left after 34.</summary>
    private const double Fading = 0.98;

    public static IReadOnlyList<Taste> Add(IReadOnlyList<Taste> tastes, string packed, double weight, string label)
    {
        float[] vector = Vectors.Unpack(packed);
        (int nearest, float best) = (-1, float.MinValue);
        for (int i = 0; i < tastes.Count; i++)
            if (Vectors.Dot(Vectors.Unpack(tastes[i].Vector), vector) is var similarity && similarity > best)
                (nearest, best) = (i, similarity);
        bool joins = nearest >= 0 && (best >= Same || tastes.Count == Most);
        var faded = tastes.Select((taste, i) => joins && i == nearest ? Join(taste, vector, weight, label) : taste with { Weight = taste.Weight * Fading });
        return joins ? [.. faded] : [.. faded, new Taste(packed, weight, label)];
    }

    private static Taste Join(Taste taste, float[] vector, double weight, string label)
    {
        double before = taste.Weight * Fading;
        float[] mean = Vectors.Unpack(taste.Vector);
        for (int i = 0; i < mean.Length && i < vector.Length; i++)
            mean[i] = (float)((mean[i] * before) + (vector[i] * weight));
        return new Taste(Vectors.Pack(mean), before + weight, label);
    }
}
