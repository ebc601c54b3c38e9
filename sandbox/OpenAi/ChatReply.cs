using System.Text.Json;

namespace Shortloop.Sandbox.OpenAi;

/// <summary>What is sent back, whole or in pieces.</summary>
internal sealed record ChatReply(string Id, long Created, string Model, string? Content, string? Refusal, string FinishReason, int PromptTokens)
{
    public IReadOnlyList<ToolCall> Calls { get; init; } = [];

    private int CompletionTokens => Tokens.Count(Content ?? Refusal ?? "") + Calls.Sum(call => Tokens.Count(call.Name + call.Arguments));

    public object Usage => new
    {
        prompt_tokens = PromptTokens,
        completion_tokens = CompletionTokens,
        total_tokens = PromptTokens + CompletionTokens,
        prompt_tokens_details = new { cached_tokens = 0 },
        completion_tokens_details = new { reasoning_tokens = 0 },
    };

    public object Whole() => new
    {
        id = Id,
        @object = "chat.completion",
        created = Created,
        model = Model,
        choices = new[]
        {
            new
            {
                index = 0,
                message = Calls.Count == 0
                    ? (object)new { role = "assistant", content = Content, refusal = Refusal, annotations = Array.Empty<object>() }
                    : new
                    {
                        role = "assistant",
                        content = Content,
                        refusal = Refusal,
                        annotations = Array.Empty<object>(),
                        tool_calls = Calls.Select(call => new { id = call.Id, type = "function", function = new { name = call.Name, arguments = call.Arguments } }),
                    },
                logprobs = (object?)null,
                finish_reason = FinishReason,
            },
        },
        usage = Usage,
    };
}

/// <summary>Server-sent chunks: role first, then text, then the reason it ended, then usage when asked, then [DONE].</summary>
internal sealed class ChatStream(ChatReply reply, bool includeUsage) : IResult
{
    private const int PieceLength = 24;
    private const int ArgumentsLength = 5;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/event-stream";
        await SendAsync(httpContext, Chunk(new { role = "assistant", content = "", refusal = (string?)null }, null));
        if (reply.Refusal is not null)
            await SendAsync(httpContext, Chunk(new { refusal = reply.Refusal }, null));
        foreach (var piece in (reply.Content ?? "").Chunk(PieceLength))
            await SendAsync(httpContext, Chunk(new { content = new string(piece) }, null));
        for (var index = 0; index < reply.Calls.Count; index++)
            await SendCallAsync(httpContext, index, reply.Calls[index]);
        await SendAsync(httpContext, Chunk(new { }, reply.FinishReason));
        if (includeUsage)
            await SendAsync(httpContext, Frame([], reply.Usage));
        await httpContext.Response.WriteAsync("data: [DONE]\n\n");
    }

    /// <summary>Id and name in the first piece, the arguments in many.</summary>
    private async Task SendCallAsync(HttpContext http, int index, ToolCall call)
    {
        await SendAsync(http, Chunk(new { tool_calls = new[] { new { index, id = call.Id, type = "function", function = new { name = call.Name, arguments = "" } } } }, null));
        foreach (var piece in call.Arguments.Chunk(ArgumentsLength))
            await SendAsync(http, Chunk(new { tool_calls = new[] { new { index, function = new { arguments = new string(piece) } } } }, null));
    }

    private object Chunk(object delta, string? finish_reason) => Frame([new { index = 0, delta, finish_reason, logprobs = (object?)null }], null);

    private object Frame(object[] choices, object? usage) =>
        new { id = reply.Id, @object = "chat.completion.chunk", created = reply.Created, model = reply.Model, choices, usage };

    private static async Task SendAsync(HttpContext http, object frame)
    {
        await http.Response.WriteAsync($"data: {JsonSerializer.Serialize(frame)}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
