using OpenAI.Chat;
using Shortloop.Core.Ports;
using ChatMessage = OpenAI.Chat.ChatMessage;

namespace Shortloop.Adapters.OpenAi;

/// <summary>Chat completions with a strict JSON schema.</summary>
public sealed class OpenAiTextModel : ITextModel
{
    private readonly ChatClient _client;
    private readonly TimeProvider _time;

    public OpenAiTextModel(OpenAiOptions options, TimeProvider time)
    {
        _time = time;
        _client = new ChatClient(options.Model, OpenAiClients.Key(options), OpenAiClients.For(options));
        Name = options.Model;
    }

    public string Name { get; }

    public async Task<ModelReply> CompleteAsync(ModelRequest request, CancellationToken cancellation)
    {
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(
                request.SchemaName, BinaryData.FromString(request.Schema.GetRawText()), jsonSchemaIsStrict: true),
        };
        return await OpenAiErrors.GuardAsync(
            async () => Read((await _client.CompleteChatAsync(Messages(request), options, cancellation)).Value), _time, cancellation);
    }

    private static List<ChatMessage> Messages(ModelRequest request)
    {
        List<ChatMessage> messages = [new SystemChatMessage(request.Instructions), new UserChatMessage(request.Evidence.GetRawText())];
        if (request.Corrections is { } corrections)
        {
            messages.Add(new AssistantChatMessage(corrections.Reply));
            messages.Add(new UserChatMessage(
                $"This answer can't be used: {corrections.Problems}\nGive the whole answer again, corrected, as JSON of the same schema."));
        }

        return messages;
    }

    private ModelReply Read(ChatCompletion completion)
    {
        if (completion.Refusal is { Length: > 0 } || completion.FinishReason == ChatFinishReason.ContentFilter)
            throw OpenAiErrors.Refused();
        var text = string.Concat(completion.Content.Where(p => p.Kind == ChatMessageContentPartKind.Text).Select(p => p.Text));
        return new ModelReply(text, completion.Model ?? Name, completion.Usage?.InputTokenCount ?? 0, completion.Usage?.OutputTokenCount ?? 0);
    }
}
