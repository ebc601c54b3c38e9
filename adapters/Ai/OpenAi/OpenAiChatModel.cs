using System.Runtime.CompilerServices;
using System.Text;
using OpenAI.Chat;
using Shortloop.Core.Ports;
using ChatMessage = Shortloop.Core.Ports.ChatMessage;
using ChatTool = Shortloop.Core.Ports.ChatTool;

namespace Shortloop.Adapters.OpenAi;

/// <summary>Chat completions as a stream, with tools.</summary>
public sealed class OpenAiChatModel : IChatModel
{
    private readonly ChatClient _client;
    private readonly TimeProvider _time;

    public OpenAiChatModel(OpenAiOptions options, TimeProvider time)
    {
        _time = time;
        _client = new ChatClient(options.Model, OpenAiClients.Key(options), OpenAiClients.For(options));
        Name = options.Model;
    }

    public string Name { get; }

    public async IAsyncEnumerable<ChatPiece> AnswerAsync(ChatPrompt prompt, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var options = new ChatCompletionOptions();
        foreach (ChatTool tool in prompt.Tools)
            options.Tools.Add(OpenAI.Chat.ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.Schema.GetRawText())));

        var calls = new SortedDictionary<int, PartialCall>();
        string model = Name;
        (int Prompt, int Completion) used = default;
        bool refused = false;
        await using IAsyncEnumerator<StreamingChatCompletionUpdate> updates =
            _client.CompleteChatStreamingAsync(Messages(prompt), options, cancellation).GetAsyncEnumerator(cancellation);
        while (await OpenAiErrors.GuardAsync(async () => await updates.MoveNextAsync(), _time, cancellation))
        {
            StreamingChatCompletionUpdate update = updates.Current;
            model = update.Model is { Length: > 0 } named ? named : model;
            refused |= update.RefusalUpdate is { Length: > 0 } || update.FinishReason == ChatFinishReason.ContentFilter;
            if (update.Usage is { } usage)
                used = (usage.InputTokenCount, usage.OutputTokenCount);
            foreach (StreamingChatToolCallUpdate part in update.ToolCallUpdates)
                PartOf(calls, part.Index).Add(part);
            if (string.Concat(update.ContentUpdate.Where(p => p.Kind == ChatMessageContentPartKind.Text).Select(p => p.Text)) is { Length: > 0 } words)
                yield return new ChatPiece.Text(words);
        }

        if (refused)
            throw OpenAiErrors.Refused();
        foreach (PartialCall call in calls.Values)
            yield return new ChatPiece.Call(call.Whole());
        yield return new ChatPiece.End(model, used.Prompt, used.Completion);
    }

    private static List<OpenAI.Chat.ChatMessage> Messages(ChatPrompt prompt) =>
        [new SystemChatMessage(prompt.Instructions), .. prompt.Messages.Select(MessageOf)];

    private static OpenAI.Chat.ChatMessage MessageOf(ChatMessage message) => message switch
    {
        { Role: ChatRole.User } => new UserChatMessage(message.Text),
        { Role: ChatRole.Tool } => new ToolChatMessage(message.CallId, message.Text),
        { Calls: { Count: > 0 } calls } => Calling(message.Text, calls),
        _ => new AssistantChatMessage(message.Text),
    };

    private static AssistantChatMessage Calling(string text, IReadOnlyList<ChatCall> calls)
    {
        var message = new AssistantChatMessage(
            calls.Select(call => ChatToolCall.CreateFunctionToolCall(call.Id, call.Name, BinaryData.FromString(call.Arguments))));
        if (text.Length > 0)
            message.Content.Add(ChatMessageContentPart.CreateTextPart(text));
        return message;
    }

    private static PartialCall PartOf(SortedDictionary<int, PartialCall> calls, int index)
    {
        if (!calls.TryGetValue(index, out PartialCall? call))
            calls[index] = call = new PartialCall();
        return call;
    }

    /// <summary>Id and name come in a call's first piece, its arguments in as many as the service likes.</summary>
    private sealed class PartialCall
    {
        private readonly StringBuilder _arguments = new();
        private string? _id;
        private string? _name;

        public void Add(StreamingChatToolCallUpdate part)
        {
            _id ??= part.ToolCallId is { Length: > 0 } id ? id : null;
            _name ??= part.FunctionName is { Length: > 0 } name ? name : null;
            if (part.FunctionArgumentsUpdate is { } arguments)
                _arguments.Append(arguments.ToString());
        }

        // Some compatible services give no id; the answer needs one.
        public ChatCall Whole() => new(_id ?? $"call_{Guid.NewGuid():N}", _name ?? "", _arguments.ToString());
    }
}
