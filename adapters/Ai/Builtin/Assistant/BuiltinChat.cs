using System.Runtime.CompilerServices;
using System.Text.Json;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Builtin.Assistant;

/// <summary>
/// Talks without a language model: it knows a handful of intents by their words in four languages (docs/assistant.md), calls the tool that belongs to one, and
/// says what came of it. What it doesn't understand, it says, with what it can do.
/// </summary>
public sealed class BuiltinChat : IChatModel
{
    public string Name => "built-in analyst";

    public async IAsyncEnumerable<ChatPiece> AnswerAsync(ChatPrompt prompt, [EnumeratorCancellation] CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await Task.CompletedTask;
        string message = prompt.Messages.Last(m => m.Role == ChatRole.User).Text;
        Step step = Next(Request.Read(message), Done(prompt.Messages), [.. prompt.Tools.Select(tool => tool.Name)]);
        if (step.Words is { } words)
            yield return new ChatPiece.Text(words);
        if (step.Tool is { } tool)
            yield return new ChatPiece.Call(new ChatCall($"call_{prompt.Messages.Count}", tool, JsonSerializer.Serialize(step.Arguments)));
        yield return new ChatPiece.End(Name, 0, 0);
    }

    private static Step Next(Request request, IReadOnlyList<Result> done, HashSet<string> tools)
    {
        Phrases say = Phrases.In(request.Language);
        if (request.Intent is not { } intent)
            return new Step(request.WantsHelp ? say.Help : $"{say.NotUnderstood} {say.Help}");
        if (done is [.., { Error: { } error }])
            return new Step(error);
        if (intent.Tool is { } plain)
            return done is [var result] ? new Step(Reports.Of(say, intent, result))
                : tools.Contains(plain) ? new Step(Tool: plain, Arguments: intent.Arguments(request))
                : new Step(say.NotAllowed);
        return ActOn(request, intent, done, tools, say);
    }

    /// <summary>Finds the thing that is meant, then calls the tool that acts on it.</summary>
    private static Step ActOn(Request request, Intent intent, IReadOnlyList<Result> done, HashSet<string> tools, Phrases say)
    {
        Action action = intent.Action!;
        if (!tools.Contains(action.Tool))
            return new Step(say.NotAllowed);
        if (done is [.., { Waits: true }])
            return new Step(say.Confirm);
        if (action.NeedsTime && request.At is null)
            return new Step(say.When);
        if (request.Id is { } id)
            return Call(id);
        if (done.Count == 0)
            return new Step(Tool: action.Finder, Arguments: action.Find(request));
        IReadOnlyList<(string Id, string Name)> found = [.. done[0].Items.Where(item => request.Fits(item.Name))];
        return found switch
        {
            [] => new Step(say.None),
            [var only] => Call(only.Id),
            _ => new Step($"{say.Which} {string.Join("; ", found.Take(5).Select(item => $"{item.Name} ({item.Id})"))}"),
        };

        Step Call(string thing) => new(Tool: action.Tool, Arguments: action.NeedsTime
            ? new Dictionary<string, object> { [action.IdName] = thing, ["at"] = request.At!.Value }
            : new Dictionary<string, object> { [action.IdName] = thing });
    }

    /// <summary>What came of the calls of this turn.</summary>
    private static List<Result> Done(IReadOnlyList<ChatMessage> messages) =>
        [.. messages.Skip(messages.ToList().FindLastIndex(m => m.Role == ChatRole.User) + 1).Where(m => m.Role == ChatRole.Tool).Select(m => Result.Read(m.Text))];

    /// <summary>Words to say, or a tool to call.</summary>
    private sealed record Step(string? Words = null, string? Tool = null, object? Arguments = null);
}
