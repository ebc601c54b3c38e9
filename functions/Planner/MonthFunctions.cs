using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Budgets;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Projects;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Planner;

/// <summary>Months of posts: ordering, reading, making parts anew.</summary>
public sealed class MonthFunctions(
    StartMonth start, RegenerateMonth regenerate, MonthBook book, ItemStore items, ProjectStore projects, UsageLedger usage)
{
    [Function("CreateMonth")]
    [EndpointSummary("Plan a month of posts for a project.")]
    [Fails(400, "month_past")]
    [Fails(409, "month_exists", "project_without_topics", "budget_exhausted")]
    [Access(Role.Editor)]
    [ProducesResponseType<JobView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/months")] HttpRequest request,
        [FromBody] MonthWish body,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync<Job>(await start.ExecuteAsync(context.Caller(), body, cancellation), async job =>
        {
            string monthId = MonthPlan.IdOf(job.OrgId, body.ProjectId, body.Month);
            return await BeginAsync(client, new PlanInput(job.OrgId, job.CreatedBy, monthId, job.Id), job, cancellation);
        });

    [Function("ListMonths")]
    [EndpointSummary("Months, the latest first.")]
    [QueryParameter("projectId", Description = "Left out: of all projects.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<MonthView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/months")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        string? project = request.Query["projectId"] is [{ Length: > 0 } given, ..] ? given : null;
        return PageQuery.AnswerAsync(request, page => book.ListAsync(context.Caller().OrgId, project, page.After, page.Limit, cancellation), MonthView.Of);
    }

    [Function("GetMonth")]
    [EndpointSummary("One month.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<MonthView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/months/{monthId}")] HttpRequest request,
        string monthId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await book.ReadAsync(context.Caller().OrgId, monthId, cancellation) is { } month
            ? ETags.With(TypedResults.Ok(MonthView.Of(month)), month.ETag)
            : Answers.Of(Problem.Missing("month"));

    /// <summary>Shorts and posts that were made from it stay.</summary>
    [Function("DeleteMonth")]
    [EndpointSummary("Remove a month with its items.")]
    [Fails(409, "month_being_planned")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/months/{monthId}")] HttpRequest request,
        string monthId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await book.DeleteAsync(context.Caller(), monthId, ETags.IfMatch(request), cancellation) is { } problem ? Answers.Of(problem) : TypedResults.NoContent();

    [Function("ListMonthItems")]
    [EndpointSummary("A month's posts, by the time they go out.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<ItemView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ItemsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/months/{monthId}/items")] HttpRequest request,
        string monthId,
        FunctionContext context,
        CancellationToken cancellation)
    {
        string orgId = context.Caller().OrgId;
        if (await book.ReadAsync(orgId, monthId, cancellation) is null)
            return Answers.Of(Problem.Missing("month"));
        return await PageQuery.AnswerAsync<MonthItem, ItemView>(request, page => items.ListAsync(orgId, monthId, page.After, page.Limit, cancellation), async found =>
        {
            var views = new List<ItemView>(found.Count);
            foreach (MonthItem item in found)
                views.Add(ItemView.Of(await items.LookAsync(item, cancellation)));
            return views;
        });
    }

    /// <summary>All of it, a day, or one item. What is locked, approved or being produced stays.</summary>
    [Function("RegenerateMonth")]
    [EndpointSummary("Make a month's items anew.")]
    [Fails(409, "month_being_planned", "nothing_to_regenerate", "budget_exhausted")]
    [Access(Role.Editor)]
    [ProducesResponseType<JobView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> RegenerateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/months/{monthId}/regenerate")] HttpRequest request,
        string monthId,
        [FromBody] RegenerateWish body,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync<RegenerateStarted>(
            await regenerate.ExecuteAsync(context.Caller(), monthId, body, cancellation),
            started => BeginAsync(client, new PlanInput(started.Job.OrgId, context.Caller().UserId, monthId, started.Job.Id, started.ItemIds), started.Job, cancellation));

    /// <summary>By calendar month: tokens of language models, seconds of generated video, regenerations.</summary>
    [Function("ListProjectUsage")]
    [EndpointSummary("What a project has used up, the newest month first.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<ProjectUsageView>>(StatusCodes.Status200OK)]
    public async Task<IResult> UsageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/projects/{projectId}/usage")] HttpRequest request,
        string projectId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await projects.FindAsync(context.Caller().OrgId, projectId, context.Caller().UserId, cancellation) is null
            ? Answers.Of(Problem.Missing("project"))
            : await PageQuery.AnswerAsync(
                request, page => usage.ListAsync(context.Caller().OrgId, projectId, page.After, page.Limit, cancellation), ProjectUsageView.Of);

    internal static async Task<IResult> BeginAsync(DurableTaskClient client, PlanInput input, Job job, CancellationToken cancellation)
    {
        await new DurableWorkflows(client).StartAsync(Stories.PlanMonth, Stories.PlanId(input), input, cancellation);
        return JobView.Begun(job, $"/api/v1/jobs/{job.Id}");
    }
}
