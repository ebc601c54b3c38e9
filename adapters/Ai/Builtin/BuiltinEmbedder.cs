using System.Text;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Builtin;

/// <summary>
/// Feature hashing of words and of the parts of words: deterministic, without a model, good for "the same measures and the same
/// words". It knows no meaning.
/// </summary>
public sealed class BuiltinEmbedder : IEmbedder
{
    private const int Dimensions = 256;

    // Three letters in a row are shared by the forms of a word; they count less than the word itself.
    private const float PartWeight = 0.3f;

    public string Model => "builtin-hash-v1";

    public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(Embed)]);
    }

    private static float[] Embed(string text)
    {
        var vector = new float[Dimensions];
        foreach (var word in text.ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            Add(vector, word, 1);
            // A word with _ is a measure's step: its parts mean nothing.
            if (word.Contains('_')) continue;
            for (var at = 0; at + 3 <= word.Length; at++) Add(vector, $"#{word.AsSpan(at, 3)}", PartWeight);
        }

        var length = MathF.Sqrt(vector.Sum(value => value * value));
        if (length == 0)
        {
            // Nothing was said; a unit vector is owed all the same.
            vector[0] = 1;
            return vector;
        }

        for (var at = 0; at < Dimensions; at++) vector[at] /= length;
        return vector;
    }

    private static readonly char[] Separators = [.. " \t\r\n.,;:!?()[]{}\"'«»“”„-–—/\\|#@&*+=<>".Distinct()];

    private static void Add(float[] vector, string feature, float weight)
    {
        var hash = Fnv1A(feature);
        vector[hash % Dimensions] += (hash >> 32 & 1) == 0 ? weight : -weight;
    }

    /// <summary>64 bits; the same on every machine and in every run, unlike <see cref="string.GetHashCode()"/>.</summary>
    private static ulong Fnv1A(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in Encoding.UTF8.GetBytes(text)) hash = (hash ^ value) * 1099511628211UL;
        return hash;
    }
}
