using System.Text.Json;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Assistant;

/// <summary>What a model is shown of a conversation: its newest turns, whole ones, as far as they fit.</summary>
internal static class ChatHistory
{
    public const int MostTurns = 20;

    /// <summary>Of all turns before the present one, in characters.</summary>
    private const int MostText = 24_000;

    /// <param name="newestFirst">Turns before the present one.</param>
    public static List<ChatMessage> Of(IEnumerable<Turn> newestFirst)
    {
        var turns = new List<List<ChatMessage>>();
        int length = 0;
        foreach (Turn turn in newestFirst)
        {
            List<ChatMessage> messages = Of(turn);
            length += messages.Sum(message => message.Text.Length + (message.Calls?.Sum(call => call.Arguments.Length) ?? 0));
            if (length > MostText)
                break;
            turns.Add(messages);
        }

        turns.Reverse();
        return [.. turns.SelectMany(messages => messages)];
    }

    private static List<ChatMessage> Of(Turn turn)
    {
        List<ChatMessage> messages = [new(ChatRole.User, turn.Decision is { } decision ? $"({(decision.Approved ? "Confirmed" : "Declined")} by the person: {turn.Message})" : turn.Message)];
        foreach (Round round in turn.Rounds)
            messages.AddRange(Of(round));
        if (turn.Failure is not null && messages[^1].Role != ChatRole.Assistant)
            messages.Add(new ChatMessage(ChatRole.Assistant, "(The answer broke off.)"));
        return messages;
    }

    public static IEnumerable<ChatMessage> Of(Round round)
    {
        yield return new ChatMessage(
            ChatRole.Assistant, round.Text, round.Tools.Count == 0 ? null : [.. round.Tools.Select(tool => new ChatCall(tool.CallId, tool.Name, tool.Arguments))]);
        foreach (UsedTool tool in round.Tools)
            yield return new ChatMessage(ChatRole.Tool, tool.Result, CallId: tool.CallId);
    }

    /// <summary>Some services read the arguments of earlier calls, and stumble over what is no JSON.</summary>
    public static string Readable(string arguments)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(arguments);
            return json.RootElement.ValueKind == JsonValueKind.Object ? arguments : "{}";
        }
        catch (JsonException)
        {
            return "{}";
        }
    }
}
