using Shortloop.Core.Ports;

namespace Shortloop.Adapters.OpenAi;

/// <summary>Any service that speaks OpenAI's protocol: OpenAI, Azure OpenAI (v1), OpenRouter, Ollama, the sandbox.</summary>
public sealed record OpenAiOptions
{
    /// <summary>With the version in it: <c>https://api.openai.com/v1</c>.</summary>
    public Uri Endpoint { get; init; } = new("https://api.openai.com/v1");

    /// <summary>Services that need none (Ollama) still want some text here.</summary>
    public required string ApiKey { get; init; }

    /// <summary>For text; with Azure the deployment's name.</summary>
    public string Model { get; init; } = "gpt-4.1-mini";

    public string EmbeddingModel { get; init; } = "text-embedding-3-small";

    public string SpeechModel { get; init; } = "gpt-4o-mini-tts";

    /// <summary>One that gives times: <c>whisper-1</c> does.</summary>
    public string TranscriptionModel { get; init; } = "whisper-1";

    public string Voice { get; init; } = "alloy";

    /// <summary>The model's own number when null.</summary>
    public int? EmbeddingDimensions { get; init; }

    /// <summary>For one call, to its last byte.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>What is wrong with these options, each with what to do; empty when nothing is. Never holds the key.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (ApiKey.Length > 0 && !OptionRules.IsWord(ApiKey))
            problems.Add("The model's key must not hold spaces; copy it from the provider's page.");
        if (Endpoint.Scheme != Uri.UriSchemeHttps && Endpoint.Scheme != Uri.UriSchemeHttp)
            problems.Add("The model's address must be a web address with the version in it, such as https://api.openai.com/v1.");
        if (string.IsNullOrWhiteSpace(Model))
            problems.Add("The model's name is empty.");
        if (Timeout <= TimeSpan.Zero)
            problems.Add("The model's time limit must be more than 0 s.");
        return problems;
    }
}
