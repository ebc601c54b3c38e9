using System.Text.Json;
using Shortloop.Adapters.OpenAi;
using Shortloop.Adapters.Tests.Sandbox;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.OpenAi;

/// <summary>The real client, through the official package, against a sandbox of its own.</summary>
public sealed class OpenAiBench : IAsyncDisposable
{
    private const string Schema = """
        {"type":"object","additionalProperties":false,"required":["title","score","note","segments"],"properties":{
          "title":{"type":"string"},
          "score":{"type":"integer","minimum":0,"maximum":10},
          "note":{"type":["string","null"]},
          "segments":{"type":"array","minItems":2,"maxItems":4,"items":{"$ref":"#/$defs/segment"}}},
         "$defs":{"segment":{"type":"object","additionalProperties":false,"required":["sourceStart","sourceEnd","kind","videoId"],"properties":{
          "sourceStart":{"type":"number"},"sourceEnd":{"type":"number"},"kind":{"type":"string","enum":["cut","fade"]},"videoId":{"type":"string"}}}}}
        """;

    private OpenAiBench(RunningSandbox sandbox) => Sandbox = sandbox;

    public RunningSandbox Sandbox { get; }

    public static async Task<OpenAiBench> StartAsync() => new(await RunningSandbox.StartAsync());

    public OpenAiOptions Options => new() { Endpoint = Sandbox.App.OpenAi, ApiKey = "sk-sandbox", Model = "gpt-sandbox" };

    public OpenAiTextModel Text(OpenAiOptions? options = null) => new(options ?? Options, Sandbox.App.Clock);

    public OpenAiChatModel Chat(OpenAiOptions? options = null) => new(options ?? Options, Sandbox.App.Clock);

    public OpenAiEmbedder Embedder(OpenAiOptions? options = null) => new(options ?? Options, Sandbox.App.Clock);

    public static ModelRequest Request(ModelCorrection? corrections = null) => new(
        "script",
        "Write a short script about climbing knots for viewers in a hurry.",
        JsonSerializer.SerializeToElement(new { videoId = "vid_41", durationSeconds = 8.0, cuts = new[] { 1.5, 3.0 } }),
        "script_v1",
        JsonElement.Parse(Schema),
        corrections);

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
