using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Planner.Knowledge;
using Shortloop.Functions.Http;
using Shortloop.Functions.Http.Limits;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Planner;

/// <param name="FileName">Ends in .txt, .md or .markdown.</param>
/// <param name="Content">The file's bytes as Base64: UTF-8, at most 1 MB.</param>
/// <param name="ProjectId">Left out: for every project.</param>
public sealed record NewKnowledgeBody(string FileName, KnowledgeKind Kind, string Content, string? ProjectId = null);

/// <param name="Query">1 to 500 characters.</param>
/// <param name="ProjectId">Its documents and those for all projects; left out: every document.</param>
/// <param name="Top">1 to 20.</param>
public sealed record KnowledgeQuery(string Query, string? ProjectId = null, int Top = 5);

/// <summary>The organisation's own documents. What they say is evidence for the agents, and never an instruction.</summary>
public sealed class KnowledgeFunctions(KnowledgeBase knowledge)
{
    private const int MostHits = 20;

    private static readonly Problem NoBase64 = Problem.InvalidField("content", "Send the file's bytes as Base64.");
    private static readonly Problem BadQuery = Problem.InvalidField("query", $"Ask with 1 to {KnowledgeBase.LongestQuery} characters.");
    private static readonly Problem BadTop = Problem.InvalidField("top", $"Ask for 1 to {MostHits} passages.");

    [Function("AddKnowledge")]
    [EndpointSummary("Put a text document in.")]
    [Fails(400, "knowledge_empty")]
    [Fails(409, "knowledge_full")]
    [Fails(413, "knowledge_too_large")]
    [Fails(415, "knowledge_not_text")]
    [BodyLimit(2 << 20)]
    [Access(Role.Editor)]
    [ProducesResponseType<KnowledgeView>(StatusCodes.Status201Created)]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/knowledge")] HttpRequest request,
        [FromBody] NewKnowledgeBody body,
        FunctionContext context,
        CancellationToken cancellation)
    {
        byte[] content = new byte[body.Content.Length * 3 / 4 + 3];
        if (!Convert.TryFromBase64String(body.Content, content, out int length))
            return Answers.Of(NoBase64);
        return Answers.Of(
            await knowledge.AddAsync(context.Caller(), body.FileName, body.Kind, body.ProjectId, content[..length], cancellation),
            document => TypedResults.Created($"/api/v1/knowledge/{document.Id}", KnowledgeView.Of(document)));
    }

    [Function("ListKnowledge")]
    [EndpointSummary("Documents, newest first.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Editor, Scope = KeyScope.Read)]
    [ProducesResponseType<ListOf<KnowledgeView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/knowledge")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(request, page => knowledge.ListAsync(context.Caller().OrgId, page.After, page.Limit, cancellation), KnowledgeView.Of);

    [Function("DeleteKnowledge")]
    [EndpointSummary("Remove a document with its passages.")]
    [Access(Role.Editor)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/knowledge/{knowledgeId}")] HttpRequest request,
        string knowledgeId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await knowledge.DeleteAsync(context.Caller(), knowledgeId, cancellation) is { } problem ? Answers.Of(problem) : TypedResults.NoContent();

    [Function("SearchKnowledge")]
    [EndpointSummary("Passages that have a question's words, or are like it.")]
    [EndpointDescription("Best first. A score is what the passage's places in the two lists, by words and by likeness, are worth: the sum of 1 / (60 + place), at most 0.033334. It is no similarity, and scores of different questions don't compare.")]
    [Access(Role.Editor, Scope = KeyScope.Read)]
    [ProducesResponseType<ListOf<KnowledgeHitView>>(StatusCodes.Status200OK)]
    public async Task<IResult> SearchAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/knowledge/search")] HttpRequest request,
        [FromBody] KnowledgeQuery body,
        FunctionContext context,
        CancellationToken cancellation)
    {
        if (body.Query.Trim().Length is 0 or > KnowledgeBase.LongestQuery)
            return Answers.Of(BadQuery);
        if (body.Top is < 1 or > MostHits)
            return Answers.Of(BadTop);
        IReadOnlyList<KnowledgeHit> hits = await knowledge.SearchAsync(context.Caller().OrgId, body.ProjectId, body.Query, body.Top, cancellation);
        return TypedResults.Ok(new ListOf<KnowledgeHitView>([.. hits.Select(KnowledgeHitView.Of)]));
    }
}
