using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Coach;

/// <summary>Each word is a direction: texts are as alike as the words they share.</summary>
internal sealed class HashEmbedder : IEmbedder
{
    public string Model { get; set; } = "words";

    public int Texts { get; private set; }

    public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        Texts += texts.Count;
        return Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(Embed)]);
    }

    private static float[] Embed(string text)
    {
        float[] vector = new float[256];
        foreach (string word in text.ToLowerInvariant().Split([' ', '\n', '.', ',', '#'], StringSplitOptions.RemoveEmptyEntries))
        {
            byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(word));
            vector[hash[0]] += (hash[1] & 1) == 0 ? 1 : -1;
        }

        float length = MathF.Sqrt(vector.Sum(value => value * value));
        return length == 0 ? [1, .. new float[255]] : [.. vector.Select(value => value / length)];
    }
}
