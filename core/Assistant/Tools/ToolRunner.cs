using System.Text.Json;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Assistant.Tools;

/// <summary>What came of a call.</summary>
public abstract record ToolOutcome
{
    private ToolOutcome()
    {
    }

    public sealed record Answered(ToolAnswer Answer) : ToolOutcome;

    /// <summary>Nothing has happened yet: a person is asked first.</summary>
    public sealed record Asked(Confirmation Confirmation) : ToolOutcome;

    public sealed record Refused(Problem Problem) : ToolOutcome;
}

/// <summary>
/// Runs tools as the caller. What has to be confirmed is run by <see cref="ConfirmAsync"/> alone, which no model can reach: it takes the id of
/// a question that was put to this person in this place, and does exactly what was asked.
/// </summary>
public sealed class ToolRunner(ToolCatalogue tools, PendingActions pending, AuditLog audit)
{
    /// <param name="place">Where it is called: the conversation, or the program over MCP. Its answer is taken there only.</param>
    /// <param name="workflows">Where long work is started.</param>
    public async Task<ToolOutcome> CallAsync(
        Principal caller, string place, string name, string arguments, IWorkflows workflows, CancellationToken cancellation)
    {
        if (!tools.Bind(caller, name, arguments).Succeeded(out ToolCall? call, out Problem? problem))
            return new ToolOutcome.Refused(problem);
        if (call.Tool.Effect != ToolEffect.Confirmed)
            return await RunAsync(call, caller, workflows, cancellation);
        return (await call.AskAsync(caller, cancellation)).Succeeded(out string? question, out problem)
            ? new ToolOutcome.Asked(await pending.OpenAsync(caller, place, name, call.Arguments, question, cancellation))
            : new ToolOutcome.Refused(problem);
    }

    /// <param name="sameAs">Arguments that those of the question must equal; null: nothing to hold them against.</param>
    public async Task<ToolOutcome> ConfirmAsync(
        Principal caller, string place, string actionId, IWorkflows workflows, CancellationToken cancellation, (string Name, JsonElement Arguments)? sameAs = null)
    {
        if (!(await pending.TakeAsync(caller, place, actionId, cancellation)).Succeeded(out PendingAction? action, out Problem? problem))
            return new ToolOutcome.Refused(problem);
        if (sameAs is { } same && (same.Name != action.Tool || !JsonElement.DeepEquals(same.Arguments, action.Arguments)))
            return new ToolOutcome.Refused(PendingActions.NotOpen);
        // Looked at again: the role may be another by now.
        if (!tools.Bind(caller, action.Tool, action.Arguments.GetRawText()).Succeeded(out ToolCall? call, out problem))
            return new ToolOutcome.Refused(problem);
        await audit.AppendAsync(caller, "assistant_confirmed", action.Id, action.Tool, cancellation);
        return await RunAsync(call, caller, workflows, cancellation);
    }

    public async Task<Problem?> DeclineAsync(Principal caller, string place, string actionId, CancellationToken cancellation) =>
        (await pending.TakeAsync(caller, place, actionId, cancellation)).Problem;

    private static async Task<ToolOutcome> RunAsync(ToolCall call, Principal caller, IWorkflows workflows, CancellationToken cancellation)
    {
        if (!(await call.RunAsync(caller, cancellation)).Succeeded(out ToolAnswer? answer, out Problem? problem))
            return new ToolOutcome.Refused(problem);
        if (answer.Begins is { } story)
            await workflows.StartAsync(story.Story, story.InstanceId, story.Input, cancellation);
        return new ToolOutcome.Answered(answer);
    }
}
