using OpenAI.Embeddings;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.OpenAi;

/// <summary>The embeddings endpoint, many texts a call.</summary>
public sealed class OpenAiEmbedder : IEmbedder
{
    /// <summary>The service takes 2,048; fewer keep a call short.</summary>
    private const int MostTextsPerCall = 256;

    private readonly EmbeddingClient _client;
    private readonly OpenAiOptions _options;
    private readonly TimeProvider _time;

    public OpenAiEmbedder(OpenAiOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _client = new EmbeddingClient(options.EmbeddingModel, OpenAiClients.Key(options), OpenAiClients.For(options));
    }

    public string Model => _options.EmbeddingDimensions is { } dimensions ? $"{_options.EmbeddingModel}/{dimensions}" : _options.EmbeddingModel;

    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var vectors = new List<float[]>(texts.Count);
        foreach (var some in texts.Chunk(MostTextsPerCall))
            vectors.AddRange(await OpenAiErrors.GuardAsync(() => CallAsync(some, cancellation), _time, cancellation));
        return vectors;
    }

    private async Task<IEnumerable<float[]>> CallAsync(string[] texts, CancellationToken cancellation)
    {
        var options = new EmbeddingGenerationOptions { Dimensions = _options.EmbeddingDimensions };
        var answer = (await _client.GenerateEmbeddingsAsync(texts, options, cancellation)).Value;
        if (answer.Count != texts.Length)
            throw new FormatException($"{answer.Count} vectors came back for {texts.Length} texts.");
        return answer.OrderBy(e => e.Index).Select(e => Unit(e.ToFloats().ToArray())).ToList();
    }

    /// <summary>Not every compatible service gives unit vectors.</summary>
    private static float[] Unit(float[] vector)
    {
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return length == 0 ? vector : [.. vector.Select(x => x / length)];
    }
}
