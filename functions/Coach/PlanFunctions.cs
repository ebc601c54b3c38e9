using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Coach;
using Shortloop.Core.Coach.Trending;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Coach;

/// <summary>Coach for clients from before this API: their addresses, names and whole numbers. Everything else is as in <see cref="CoachFunctions"/>.</summary>
public sealed class PlanFunctions(CoachCallers callers, MakePlan make, RecordAction record, Recommend recommend, CoachRefresh refresh)
{
    private static readonly Problem NoItem = Problem.InvalidField("step_item_id", "Say which item: step_item_id as it is in the plan.");

    [Function("GetDailyPlan")]
    [EndpointSummary("Today's plan, for existing clients.")]
    [Fails(403, "premium_category", "scope_missing")]
    [Fails(409, "client_claimed", "coach_busy")]
    [QueryParameter("lang", Description = "en, ru or es.")]
    [QueryParameter("category", Description = "Code of a category; personal_growth without it.")]
    [QueryParameter("tz", Description = "IANA name of the zone whose day counts; as last time without it, UTC the first time.")]
    [HeaderParameter(CoachCallers.Header, Description = CoachCallers.HeaderText)]
    [Access("Anyone: without a sign-in a random client id names who it is for")]
    [ProducesResponseType<DailyPlanView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plan")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync(await callers.FindAsync(request.HttpContext, cancellation), async who =>
            await Answers.OfAsync(await make.ExecuteAsync(who, WishOf(request), WishNames.Query, cancellation), async made =>
            {
                if (made.Cold)
                    await refresh.WarmAsync(client, new FeedKey(made.Plan.Category, made.Plan.Language), cancellation);
                return TypedResults.Ok(DailyPlanView.Of(made.Plan));
            }));

    [Function("CompletePlanAction")]
    [EndpointSummary("An item of a plan is done, for existing clients. Twice is once.")]
    [Fails(403, "scope_missing")]
    [Fails(409, "client_claimed", "coach_busy")]
    [HeaderParameter(CoachCallers.Header, Description = CoachCallers.HeaderText)]
    [Access("Anyone, for their own plans")]
    [ProducesResponseType<ActionCompletedView>(StatusCodes.Status200OK)]
    public async Task<IResult> CompleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "plan/{planId}/step/{stepId}/complete-action")] HttpRequest request,
        string planId,
        string stepId,
        [FromBody] CompleteActionBody body,
        CancellationToken cancellation)
    {
        if (body.StepItemId is not { } itemId)
            return Answers.Of(NoItem);
        if (PlanActions.Read(body.ActionType) is not { } action)
            return Answers.Of(PlanActions.Unknown("action_type"));
        if (NumberOf(planId) is not { } plan || NumberOf(stepId) is not { } step)
            return Answers.Of(RecordAction.NoSuchItem);
        return await Answers.OfAsync(await callers.FindAsync(request.HttpContext, cancellation), async who => Answers.Of(
            await record.ExecuteAsync(who, new ActionWish(plan, step, itemId, action), "action_type", cancellation),
            done => TypedResults.Ok(new ActionCompletedView(
                true, new ActionRecordedView(done.Profile.Number(), done.Action.ItemId, done.Action.Action, done.Action.CreatedAt)))));
    }

    [Function("GetRecommendations")]
    [EndpointSummary("Videos that may be liked now, for existing clients.")]
    [Fails(403, "premium_category")]
    [QueryParameter("lang", Description = "en, ru or es.")]
    [QueryParameter("category", Description = "Code of a category; personal_growth without it.")]
    [QueryParameter("limit", typeof(int))]
    [HeaderParameter(CoachCallers.Header, Description = CoachCallers.HeaderText)]
    [Access("Anyone: without a sign-in a random client id names who it is for")]
    [ProducesResponseType<RecommendationsView>(StatusCodes.Status200OK)]
    public async Task<IResult> RecommendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "recommendations")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        await Answers.OfAsync(PageQuery.Read(request), async page =>
            await Answers.OfAsync(await callers.LookAsync(request.HttpContext, cancellation), async who =>
                await Answers.OfAsync(await recommend.ExecuteAsync(who, WishOf(request), WishNames.Query, Math.Min(page.Limit, Recommend.Most), cancellation), async found =>
                {
                    if (found.Cold)
                        await refresh.WarmAsync(client, new FeedKey(found.Category.Code, found.Language), cancellation);
                    return TypedResults.Ok(RecommendationsView.Of(found));
                })));

    internal static PlanWish WishOf(HttpRequest request) => new(Of(request, "lang"), Of(request, "category"), Of(request, "tz"));

    internal static long? NumberOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static string? Of(HttpRequest request, string name) => request.Query[name] is [{ Length: > 0 } given, ..] ? given : null;
}
