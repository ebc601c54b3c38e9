using System.Text.Json;
using System.Text.Json.Nodes;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Models;

namespace Shortloop.Core.Assistant.Tools;

public enum ToolEffect
{
    /// <summary>Looks, and changes nothing.</summary>
    Reads,

    /// <summary>Makes or changes what can be unmade.</summary>
    Writes,

    /// <summary>Takes away, lets others see, or costs something: only after a person has confirmed this call.</summary>
    Confirmed,
}

/// <summary>
/// Something that the assistant, and programs over MCP, can do for a caller, with no more rights than the caller's own. To add one, derive from
/// <see cref="AssistantTool{TInput}"/> anywhere in this assembly; it is found by itself.
/// </summary>
public abstract class AssistantTool
{
    /// <summary>a-z and _, a verb first; part of the API.</summary>
    public abstract string Name { get; }

    /// <summary>For people, while it is at work: <c>List videos</c>.</summary>
    public abstract string Title { get; }

    /// <summary>For models: what it gives, and when to use it.</summary>
    public abstract string Description { get; }

    /// <summary>JSON Schema of the arguments, a closed object; what may be left out isn't required.</summary>
    public abstract JsonElement Schema { get; }

    public virtual Role Role => Role.Viewer;

    /// <summary>What an API key must be made for.</summary>
    public virtual KeyScope Scope => Role switch
    {
        Role.Viewer => KeyScope.Read,
        Role.Editor => KeyScope.Write,
        _ => KeyScope.Manage,
    };

    public virtual ToolEffect Effect => ToolEffect.Reads;

    /// <returns>Why the caller may not use it, as a route would say it; null: they may.</returns>
    public Problem? FindObjection(Principal caller) =>
        caller.Key is { } key && !key.Allows(Scope)
            ? new(ProblemKind.Forbidden, "scope_missing", $"This API key was not made for that: it needs the scope '{Scope.ToString().ToLowerInvariant()}'.")
            : !caller.IsAtLeast(Role)
            ? new(ProblemKind.Forbidden, "forbidden", "Your role does not allow this. Ask an administrator of your organisation.")
            : null;

    /// <param name="arguments">JSON as a model wrote it.</param>
    internal abstract Outcome<ToolCall> Bind(string arguments);
}

/// <summary>A tool with its arguments read.</summary>
/// <param name="Arguments">As they were given, for holding a confirmed call against them.</param>
internal sealed record ToolCall(
    AssistantTool Tool,
    JsonElement Arguments,
    Func<Principal, CancellationToken, Task<Outcome<ToolAnswer>>> RunAsync,
    Func<Principal, CancellationToken, Task<Outcome<string>>> AskAsync);

/// <param name="Result">For the model: a small record with ids, so that it can go on from there.</param>
/// <param name="Card">For the person; null: there is nothing to show.</param>
/// <param name="Said">Of what was confirmed: a sentence that says that it is done.</param>
/// <param name="Begins">Long work that is to be started now; its job says how far it is.</param>
public sealed record ToolAnswer(object Result, Card? Card = null, string? Said = null, StoryStart? Begins = null)
{
    /// <summary>The result as programs are given it.</summary>
    public JsonNode ToNode() => JsonSerializer.SerializeToNode(Result, ToolJson.Results)!;
}

/// <typeparam name="TInput">A record; a parameter with a default may be left out, <c>[Description]</c> tells models what it is. Properties that end in
/// <c>Id</c> are ids: what can't be one of ours is not found without being looked up.</typeparam>
public abstract class AssistantTool<TInput> : AssistantTool
    where TInput : class
{
    private static readonly JsonElement Known = ToolJson.SchemaOf<TInput>();

    public sealed override JsonElement Schema => Known;

    protected abstract Task<Outcome<ToolAnswer>> RunAsync(Principal caller, TInput input, CancellationToken cancellation);

    /// <summary>
    /// Of a tool that is <see cref="ToolEffect.Confirmed"/>: the question to the person, built from what is in the store and not from what a model said.
    /// A problem: it can't be done, so nobody is asked.
    /// </summary>
    protected virtual Task<Outcome<string>> AskAsync(Principal caller, TInput input, CancellationToken cancellation) =>
        throw new InvalidOperationException($"{Name} asks nothing.");

    internal sealed override Outcome<ToolCall> Bind(string arguments)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(string.IsNullOrWhiteSpace(arguments) ? "{}" : arguments);
            if (ToolJson.FindForeignId(document.RootElement) is { } what)
                return Problem.Missing(what);
            return document.RootElement.Deserialize<TInput>(ModelJson.Options) is { } input
                ? new ToolCall(
                    this, document.RootElement.Clone(), (caller, cancellation) => RunAsync(caller, input, cancellation),
                    (caller, cancellation) => AskAsync(caller, input, cancellation))
                : Problem.InvalidField("arguments", "The arguments are null; give one JSON object.");
        }
        catch (JsonException broken)
        {
            return Problem.InvalidField("arguments", ToolJson.Explain(broken, this));
        }
    }
}

/// <summary>A story of <see cref="Operations.Stories"/>; the same instance is started once.</summary>
public sealed record StoryStart(string Story, string InstanceId, object Input);

/// <summary>Of tools that want to know nothing.</summary>
public sealed record NoInput;
