using System.Globalization;
using System.Text.Json;
using Shortloop.Sandbox.Control;

namespace Shortloop.Sandbox.OpenAi;

/// <summary>One chat completion: the asked-for shape, filled from the words of the question.</summary>
internal sealed class ChatCompletion(SandboxContext sandbox, HttpContext http, JsonElement request)
{
    private string? Fault => FaultMiddleware.Applied(http)?.Kind;

    public IResult Answer()
    {
        var model = request.Text("model") ?? "";
        if (!model.StartsWith("gpt", StringComparison.Ordinal))
            return OpenAiErrors.ModelNotFound(model);
        if (request.Field("messages") is not { ValueKind: JsonValueKind.Array } messages || messages.GetArrayLength() == 0)
            return OpenAiErrors.Invalid("messages must be a non-empty array.", "messages");
        var shape = ResponseShape.From(request);
        if (shape.Problem is { } problem)
            return OpenAiErrors.Invalid(problem, "response_format");

        var reply = request.Field("tools") is { ValueKind: JsonValueKind.Array } tools ? Talk(model, messages, tools) : Reply(model, messages, shape);
        return request.Flag("stream")
            ? new ChatStream(reply, request.Field("stream_options") is { } options && options.Flag("include_usage"))
            : Results.Json(reply.Whole());
    }

    private ChatReply Reply(string model, JsonElement messages, ResponseShape shape)
    {
        var prompt = string.Join('\n', messages.EnumerateArray().Select(TextOf));
        // What the model itself said before is no evidence.
        var facts = new PromptFacts([.. messages.EnumerateArray().Where(m => m.Text("role") != "assistant").Select(TextOf)]);
        var content = Fault == FaultKinds.Refusal ? null : Break(shape.Fill(facts));
        var limit = request.Number("max_completion_tokens") ?? request.Number("max_tokens") ?? long.MaxValue;
        var cut = content is not null && Tokens.Count(content) > limit;
        return new ChatReply(
            "chatcmpl-" + Words.Hash($"{model}\n{prompt}\n{content}").ToString("x16", CultureInfo.InvariantCulture),
            sandbox.Now.ToUnixTimeSeconds(),
            model,
            cut ? content![..(int)(limit * 4)] : content,
            content is null ? "I'm sorry, I can't help with that." : null,
            cut ? "length" : "stop",
            Tokens.Count(prompt));
    }

    private ChatReply Talk(string model, JsonElement messages, JsonElement tools)
    {
        var prompt = string.Join('\n', messages.EnumerateArray().Select(TextOf));
        var refuses = Fault == FaultKinds.Refusal;
        var (calls, words) = refuses ? ([], null) : new ToolTalk(tools, [.. messages.EnumerateArray()]).Answer();
        if (Fault == FaultKinds.BrokenJson)
            calls = [.. calls.Select(call => call with { Arguments = "{\"cut\":" })];
        return new ChatReply(
            "chatcmpl-" + Words.Hash($"{model}\n{prompt}\n{words}").ToString("x16", CultureInfo.InvariantCulture),
            sandbox.Now.ToUnixTimeSeconds(),
            model,
            words,
            refuses ? "I'm sorry, I can't help with that." : null,
            calls.Count > 0 ? "tool_calls" : "stop",
            Tokens.Count(prompt))
        {
            Calls = calls,
        };
    }

    /// <summary>What a fault on demand makes of the model's answer.</summary>
    private string Break(string content) => Fault switch
    {
        FaultKinds.BrokenJson => content[..(content.Length / 2)],
        FaultKinds.BrokenSchema => """{"unexpected":true}""",
        _ => content,
    };

    private static string TextOf(JsonElement message) => message.Field("content") switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Array } parts => string.Join('\n', parts.EnumerateArray().Select(p => p.Text("text")).OfType<string>()),
        _ => "",
    };
}
