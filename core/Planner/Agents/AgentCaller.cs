using System.Globalization;
using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Budgets;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Planner.Prompts;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;

namespace Shortloop.Core.Planner.Agents;

/// <summary>
/// The one way from the Planner to a model: budget, the prompt's active version, the call with schema check and repair, ledger, audit. Errors as in
/// <see cref="ModelPipeline"/>, and <c>budget_exhausted</c>.
/// </summary>
public sealed class AgentCaller(ITextModel model, PromptLibrary prompts, UsageLedger ledger, BudgetGate budgets, AuditLog audit)
{
    private const int LongestName = 100;

    /// <param name="check">Problems of an answer that keeps the schema; empty when it is good.</param>
    public async Task<ModelAnswer<T>> AskAsync<T>(
        Project project, MonthPlan month, Agent agent, object evidence, Func<T, IReadOnlyList<string>> check, CancellationToken cancellation)
        where T : class, IAgentAnswer
    {
        await budgets.RequireTokensAsync(project, cancellation);
        Prompt prompt = await prompts.ResolveAsync(project.OrgId, agent, month, cancellation);
        var metered = new MeteredModel(model);
        ModelAnswer<T> answer;
        try
        {
            answer = await new ModelPipeline(metered).AskAsync<T>(prompt, evidence, value => [.. Own(value), .. Narrower(prompt, value), .. check(value)], cancellation);
        }
        finally
        {
            // Also what led to nothing was paid for.
            if (metered.Calls > 0)
                await ledger.AddTokensAsync(project, agent.Purpose, month.Id, metered.Calls, metered.PromptTokens, metered.CompletionTokens, CancellationToken.None);
        }

        await EnterAsync(project, month, prompt, answer, cancellation);
        await budgets.TellAsync(project, cancellation);
        return answer;
    }

    private static IEnumerable<string> Own(IAgentAnswer answer)
    {
        if (answer.Confidence is not (>= 0 and <= 1)) yield return "confidence is 0 to 1.";
        foreach (string problem in TextRules.Text("rationale", answer.Rationale, 1000)) yield return problem;
    }

    private static IReadOnlyList<string> Narrower<T>(Prompt prompt, T value) =>
        prompt.Schema is { } schema ? JsonSchemaRules.Problems(schema, System.Text.Json.JsonSerializer.SerializeToElement(value, ModelJson.Options)) : [];

    // What was shown and said stays out of the log; hashes stand for both.
    private Task EnterAsync<T>(Project project, MonthPlan month, Prompt prompt, ModelAnswer<T> answer, CancellationToken cancellation)
    {
        string name = answer.Model.Length > LongestName ? answer.Model[..LongestName] : answer.Model;
        return audit.AppendOnceAsync(
            project.OrgId, "models", "model_answered", month.Id, answer.AnswerHash,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{prompt.Purpose} {prompt.Version} for {project.Id} by {name}, evidence sha256 {answer.EvidenceHash}, answer sha256 {answer.AnswerHash}"),
            cancellation);
    }
}
