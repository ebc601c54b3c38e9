using System.Text.Json;

namespace Shortloop.Core.Ports;

public enum ChatRole
{
    /// <summary>The person's words.</summary>
    User,

    /// <summary>What the model said, with the tools it called.</summary>
    Assistant,

    /// <summary>What came of a call.</summary>
    Tool,
}

/// <param name="Id">Names the call within its conversation; its answer carries the same.</param>
/// <param name="Arguments">JSON as the model wrote it, which may be none.</param>
public sealed record ChatCall(string Id, string Name, string Arguments);

/// <param name="Calls">Of the model; all of them are answered right after.</param>
/// <param name="CallId">Of a tool: which call it answers.</param>
public sealed record ChatMessage(ChatRole Role, string Text, IReadOnlyList<ChatCall>? Calls = null, string? CallId = null);

/// <param name="Name">a-z, 0-9 and _.</param>
/// <param name="Schema">JSON Schema of the arguments: an object.</param>
public sealed record ChatTool(string Name, string Description, JsonElement Schema);

/// <param name="Instructions">From us, above everything else.</param>
/// <param name="Messages">Oldest first; the last is the person's, or what came of a call.</param>
public sealed record ChatPrompt(string Instructions, IReadOnlyList<ChatMessage> Messages, IReadOnlyList<ChatTool> Tools);

/// <summary>A piece of an answer, in the order of its making.</summary>
public abstract record ChatPiece
{
    private ChatPiece()
    {
    }

    /// <summary>Words that follow those before.</summary>
    public sealed record Text(string Words) : ChatPiece;

    /// <summary>A tool is to be called; whole, however many pieces it came in.</summary>
    public sealed record Call(ChatCall Wanted) : ChatPiece;

    /// <summary>The last piece.</summary>
    /// <param name="Model">As the service names itself.</param>
    public sealed record End(string Model, int PromptTokens, int CompletionTokens) : ChatPiece;
}

/// <summary>
/// Talks, with tools at hand. Errors as in <see cref="ITextModel"/>, and <c>model_unavailable</c> also when the answer breaks off: what was said until then
/// has been handed out. It does not retry by itself, and calls no tool: that is the caller's.
/// </summary>
public interface IChatModel
{
    /// <summary>Shown beside every answer, so that nobody takes the built-in analyst for a language model.</summary>
    string Name { get; }

    IAsyncEnumerable<ChatPiece> AnswerAsync(ChatPrompt prompt, CancellationToken cancellation);
}
