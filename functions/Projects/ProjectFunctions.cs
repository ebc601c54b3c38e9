using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Projects;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Projects;

/// <param name="Default">The one that takes whatever names no other.</param>
public sealed record ProjectView(
    string Id,
    string Name,
    ProjectMode Mode,
    ProjectBudgets Budgets,
    IReadOnlyList<string> Topics,
    string Niche,
    string ContentLanguage,
    IReadOnlyDictionary<string, ModelChoice> Models,
    BrandDefaults Brand,
    IReadOnlyList<string> Approvers,
    bool ApprovalByAnother,
    bool Archived,
    bool Default,
    DateTimeOffset CreatedAt);

/// <summary>What an organisation's work is grouped by. Everybody in it sees them, editors change them.</summary>
public sealed class ProjectFunctions(ProjectStore store, Core.Projects.Projects projects)
{
    [Function("ListProjects")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [QueryParameter("archived", typeof(bool), Description = "true: archived ones too.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<ProjectView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/projects")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        await PageQuery.AnswerAsync(
            request,
            page => projects.ListAsync(context.Caller(), request.Query["archived"] == "true", page.After, page.Limit, cancellation), ViewOf);

    [Function("CreateProject")]
    [Access(Role.Editor)]
    [ProducesResponseType<ProjectView>(StatusCodes.Status201Created)]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/projects")] HttpRequest request,
        [FromBody] ProjectChange body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await projects.CreateAsync(context.Caller(), body, cancellation),
            made => ETags.With(TypedResults.Created($"/api/v1/projects/{made.Id}", ViewOf(made)), made.ETag));

    [Function("GetProject")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ProjectView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/projects/{projectId}")] HttpRequest request,
        string projectId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await store.FindAsync(context.Caller().OrgId, projectId, context.Caller().UserId, cancellation) is { } project
            ? ETags.With(TypedResults.Ok(ViewOf(project)), project.ETag)
            : Answers.Of(Problem.Missing("project"));

    [Function("ChangeProject")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [ProducesResponseType<ProjectView>(StatusCodes.Status200OK)]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/projects/{projectId}")] HttpRequest request,
        string projectId,
        [FromBody] ProjectChange body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await projects.ChangeAsync(context.Caller(), projectId, body, ETags.IfMatch(request), cancellation),
            project => ETags.With(TypedResults.Ok(ViewOf(project)), project.ETag));

    /// <summary>Puts it away; a change of <c>archived</c> brings it back.</summary>
    [Function("ArchiveProject")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> ArchiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/projects/{projectId}")] HttpRequest request,
        string projectId,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await projects.ArchiveAsync(context.Caller(), projectId, ETags.IfMatch(request), cancellation), _ => TypedResults.NoContent());

    private static ProjectView ViewOf(Project project) => new(
        project.Id, project.Name, project.Mode, project.Budgets, project.Topics, project.Niche, project.ContentLanguage, project.Models,
        project.Brand, project.Approvers, project.ApprovalByAnother, project.Archived, project.IsDefault, project.CreatedAt);
}
