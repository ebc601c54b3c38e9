using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Planner.Produce;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Planner;

/// <param name="Wish">What should be different, in up to 500 characters; null: just better.</param>
public sealed record ImproveBody(string? Wish = null);

/// <summary>One post of a month: edit, lock, improve, approve, produce.</summary>
public sealed class ItemFunctions(ItemStore items, EditItem edit, RegenerateMonth regenerate, ProduceItem produce)
{
    [Function("GetItem")]
    [EndpointSummary("One item of a month.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ItemView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/items/{itemId}")] HttpRequest request,
        string itemId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await items.ReadAsync(context.Caller().OrgId, itemId, cancellation) is { } item ? await ShowAsync(item, cancellation) : Answers.Of(Problem.Missing("item"));

    [Function("ChangeItem")]
    [EndpointSummary("Edit an item, its prompts and its time included.")]
    [Fails(409, "month_being_planned", "item_under_way", "item_move_refused")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [ProducesResponseType<ItemView>(StatusCodes.Status200OK)]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/items/{itemId}")] HttpRequest request,
        string itemId,
        [FromBody] ItemChange body,
        FunctionContext context,
        CancellationToken cancellation) =>
        await ShowAsync(await edit.ChangeAsync(context.Caller(), itemId, body, ETags.IfMatch(request), cancellation), cancellation);

    [Function("LockItem")]
    [EndpointSummary("Keep an item as it is when its month is made anew.")]
    [Fails(409, "month_being_planned")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [ProducesResponseType<ItemView>(StatusCodes.Status200OK)]
    public async Task<IResult> LockAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/items/{itemId}/lock")] HttpRequest request,
        string itemId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await ShowAsync(await edit.LockAsync(context.Caller(), itemId, true, ETags.IfMatch(request), cancellation), cancellation);

    [Function("UnlockItem")]
    [EndpointSummary("Let an item be made anew again.")]
    [Fails(409, "month_being_planned")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [ProducesResponseType<ItemView>(StatusCodes.Status200OK)]
    public async Task<IResult> UnlockAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/items/{itemId}/unlock")] HttpRequest request,
        string itemId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await ShowAsync(await edit.LockAsync(context.Caller(), itemId, false, ETags.IfMatch(request), cancellation), cancellation);

    /// <summary>By its agents, from what is there and what is wished for.</summary>
    [Function("ImproveItem")]
    [EndpointSummary("Have an item improved.")]
    [Fails(409, "month_being_planned", "nothing_to_regenerate", "budget_exhausted")]
    [Access(Role.Editor)]
    [ProducesResponseType<JobView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> ImproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/items/{itemId}/improve")] HttpRequest request,
        string itemId,
        [FromBody] ImproveBody body,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation)
    {
        if (await items.ReadAsync(context.Caller().OrgId, itemId, cancellation) is not { } item)
            return Answers.Of(Problem.Missing("item"));
        return await Answers.OfAsync<RegenerateStarted>(
            await regenerate.ExecuteAsync(context.Caller(), item.MonthId, new RegenerateWish(ItemId: itemId, Wish: body.Wish), cancellation),
            started => MonthFunctions.BeginAsync(
                client, new PlanInput(started.Job.OrgId, context.Caller().UserId, item.MonthId, started.Job.Id, started.ItemIds), started.Job, cancellation));
    }

    /// <summary>It may be produced then. Whether its posts go out is for the project's rules of approval.</summary>
    [Function("ApproveItem")]
    [EndpointSummary("Say yes to what is planned.")]
    [Fails(409, "month_being_planned", "policy_blocked", "item_empty")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [ProducesResponseType<ItemView>(StatusCodes.Status200OK)]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/items/{itemId}/approve")] HttpRequest request,
        string itemId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await ShowAsync(await edit.ApproveAsync(context.Caller(), itemId, ETags.IfMatch(request), cancellation), cancellation);

    /// <summary>On footage of the library, on footage that is generated, or from cards of the brand kit. Its posts go out at the item's slot.</summary>
    [Function("ProduceItem")]
    [EndpointSummary("Make an approved item's short.")]
    [Fails(409, "month_being_planned", "item_not_approved", "video_not_ready", "storyboard_missing", "budget_exhausted", "needs_provider", "prompt_missing", "credits_low")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [ProducesResponseType<JobView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> ProduceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/items/{itemId}/produce")] HttpRequest request,
        string itemId,
        [FromBody] ProduceWish body,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync<Job>(await produce.ExecuteAsync(context.Caller(), itemId, body, ETags.IfMatch(request), cancellation), async job =>
        {
            await new DurableWorkflows(client).StartAsync(Stories.ProduceVideo, Stories.ProduceId(job), ProduceInput.Of(job), cancellation);
            return JobView.Begun(job, $"/api/v1/jobs/{job.Id}");
        });

    private async Task<IResult> ShowAsync(Outcome<MonthItem> outcome, CancellationToken cancellation) =>
        await Answers.OfAsync(outcome, item => ShowAsync(item, cancellation));

    private async Task<IResult> ShowAsync(MonthItem item, CancellationToken cancellation) =>
        ETags.With(TypedResults.Ok(ItemView.Of(await items.LookAsync(item, cancellation))), item.ETag);
}
