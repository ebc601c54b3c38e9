using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Planner.Prompts;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Planner;

/// <param name="Schema">Of the answer, if it is to be narrower than the agent's own; null: the agent's.</param>
/// <param name="Comment">What changes, in up to 200 characters.</param>
public sealed record NewPromptBody(string? Text, JsonElement? Schema = null, string? Comment = null);

/// <param name="Version">An own one, or the product's.</param>
public sealed record ActivatePromptBody(int Version);

/// <summary>What the Planner's agents are told: the product's instructions, or the organisation's own versions.</summary>
public sealed class PromptFunctions(PromptLibrary library)
{
    [Function("ListPrompts")]
    [EndpointSummary("Every agent with the instructions that count.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Editor, Scope = Core.Accounts.Keys.KeyScope.Read)]
    [ProducesResponseType<ListOf<PromptView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/prompts")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync<Agent, PromptView>(request, page => Task.FromResult(page.Of<Agent>(AgentCatalog.All, agent => agent.Purpose)), async agents =>
        {
            var views = new List<PromptView>();
            foreach (Agent agent in agents)
                views.Add(PromptView.Of(await library.ReadAsync(context.Caller().OrgId, agent, cancellation)));
            return views;
        });

    [Function("GetPrompt")]
    [EndpointSummary("One agent's instructions with their versions.")]
    [Access(Role.Editor, Scope = Core.Accounts.Keys.KeyScope.Read)]
    [ProducesResponseType<PromptView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/prompts/{agent}")] HttpRequest request,
        string agent,
        FunctionContext context,
        CancellationToken cancellation) =>
        AgentCatalog.Find(agent) is { } known
            ? Show(await library.ReadAsync(context.Caller().OrgId, known, cancellation), StatusCodes.Status200OK)
            : Answers.Of(Problem.Missing("agent"));

    /// <summary>It counts from then on. <c>details</c> says all that is wrong with one that can't be used.</summary>
    [Function("AddPrompt")]
    [EndpointSummary("Write a new version of an agent's instructions.")]
    [Fails(400, "prompt_unusable")]
    [Fails(409, "too_many_prompts")]
    [Access(Role.Editor)]
    [ProducesResponseType<PromptView>(StatusCodes.Status201Created)]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/prompts/{agent}")] HttpRequest request,
        string agent,
        [FromBody] NewPromptBody body,
        FunctionContext context,
        CancellationToken cancellation)
    {
        // A schema that is null was left out.
        JsonElement? schema = body.Schema is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given ? given : null;
        return Answers.Of(
            await library.AddAsync(context.Caller(), agent, body.Text, schema, body.Comment, cancellation), sight => Show(sight, StatusCodes.Status201Created));
    }

    [Function("ActivatePrompt")]
    [EndpointSummary("Go back to another version.")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [ProducesResponseType<PromptView>(StatusCodes.Status200OK)]
    public async Task<IResult> ActivateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/prompts/{agent}/activate")] HttpRequest request,
        string agent,
        [FromBody] ActivatePromptBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await library.ActivateAsync(context.Caller(), agent, body.Version, ETags.IfMatch(request), cancellation), sight => Show(sight, StatusCodes.Status200OK));

    private static IResult Show(PromptSight sight, int status) => ETags.With(TypedResults.Json(PromptView.Of(sight), statusCode: status), sight.ETag);
}
