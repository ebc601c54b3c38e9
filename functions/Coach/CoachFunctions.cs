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

/// <summary>Daily plans and what is done with them: one's own, signed in or not.</summary>
public sealed class CoachFunctions(
    CoachCallers callers, MakePlan make, RecordAction record, CoachHistory history, CoachProfiles profiles, CoachRefresh refresh, TimeProvider clock)
{
    private const string Whose = "Anyone, for their own: without a sign-in a random client id names them";
    private const string SignedIn = "true: only as who is signed in; 401 instead of going on without an account.";

    private static readonly Problem NoItem = Problem.InvalidField("itemId", "Say which plan and item: planId and itemId as they are in the plan.");

    [Function("ListCoachPlans")]
    [EndpointSummary("Plans of the last 90 days, newest first.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [QueryParameter("signedIn", typeof(bool), Description = SignedIn)]
    [HeaderParameter(CoachCallers.Header, Description = CoachCallers.HeaderText)]
    [Access(Whose)]
    [ProducesResponseType<ListOf<CoachPlanView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/coach/plans")] HttpRequest request, CancellationToken cancellation) =>
        await Answers.OfAsync(await callers.LookAsync(request.HttpContext, cancellation), async who =>
        {
            CoachProfile? profile = await profiles.FindAsync(who, cancellation);
            return await PageQuery.AnswerAsync(
                request, page => history.PlansAsync(who, page.After, page.Limit, cancellation), plan => CoachPlanView.Of(plan, profile, who, clock.GetUtcNow()));
        });

    /// <summary>There is one for each day (premium: each six hours), category and language: who asks again gets the same.</summary>
    [Function("MakeCoachPlan")]
    [EndpointSummary("The present plan; made if it isn't there yet.")]
    [Fails(403, "premium_category", "scope_missing")]
    [Fails(409, "client_claimed", "coach_busy")]
    [QueryParameter("signedIn", typeof(bool), Description = SignedIn)]
    [HeaderParameter(CoachCallers.Header, Description = CoachCallers.HeaderText)]
    [Access(Whose)]
    [ProducesResponseType<CoachPlanView>(StatusCodes.Status200OK)]
    public async Task<IResult> MakeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/coach/plans")] HttpRequest request,
        [FromBody] CoachPlanBody body,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        await Answers.OfAsync(await callers.FindAsync(request.HttpContext, cancellation), async who =>
            await Answers.OfAsync(await make.ExecuteAsync(who, new PlanWish(body.Language, body.Category, body.TimeZone), WishNames.Body, cancellation), async made =>
            {
                if (made.Cold)
                    await refresh.WarmAsync(client, new FeedKey(made.Plan.Category, made.Plan.Language), cancellation);
                return TypedResults.Ok(CoachPlanView.Of(made.Plan, made.Profile, who, clock.GetUtcNow()));
            }));

    [Function("GetCoachPlan")]
    [EndpointSummary("One plan.")]
    [QueryParameter("signedIn", typeof(bool), Description = SignedIn)]
    [HeaderParameter(CoachCallers.Header, Description = CoachCallers.HeaderText)]
    [Access(Whose)]
    [ProducesResponseType<CoachPlanView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/coach/plans/{planId}")] HttpRequest request, string planId, CancellationToken cancellation) =>
        await Answers.OfAsync(await callers.LookAsync(request.HttpContext, cancellation), async who =>
            PlanFunctions.NumberOf(planId) is { } id && await history.FindPlanAsync(who, id, cancellation) is { } plan
                ? TypedResults.Ok(CoachPlanView.Of(plan, await profiles.FindAsync(who, cancellation), who, clock.GetUtcNow()))
                : Answers.Of(RecordAction.NoSuchItem));

    [Function("ListCoachActions")]
    [EndpointSummary("What was done with items of plans, newest first.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [QueryParameter("signedIn", typeof(bool), Description = SignedIn)]
    [HeaderParameter(CoachCallers.Header, Description = CoachCallers.HeaderText)]
    [Access(Whose)]
    [ProducesResponseType<ListOf<CoachActionView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ActionsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/coach/actions")] HttpRequest request, CancellationToken cancellation) =>
        await Answers.OfAsync(await callers.LookAsync(request.HttpContext, cancellation), who =>
            PageQuery.AnswerAsync(request, page => history.ActionsAsync(who, page.After, page.Limit, cancellation), CoachActionView.Of));

    [Function("RecordCoachAction")]
    [EndpointSummary("An item of a plan is done. Twice is once.")]
    [Fails(403, "scope_missing")]
    [Fails(409, "client_claimed", "coach_busy")]
    [QueryParameter("signedIn", typeof(bool), Description = SignedIn)]
    [HeaderParameter(CoachCallers.Header, Description = CoachCallers.HeaderText)]
    [Access(Whose)]
    [ProducesResponseType<CoachActionDoneView>(StatusCodes.Status200OK)]
    public async Task<IResult> RecordAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/coach/actions")] HttpRequest request,
        [FromBody] CoachActionBody body,
        CancellationToken cancellation)
    {
        if (body.PlanId is not { } planId || body.ItemId is not { } itemId)
            return Answers.Of(NoItem);
        if (PlanActions.Read(body.Action) is not { } action)
            return Answers.Of(PlanActions.Unknown("action"));
        return await Answers.OfAsync(await callers.FindAsync(request.HttpContext, cancellation), async who => Answers.Of(
            await record.ExecuteAsync(who, new ActionWish(planId, null, itemId, action), "action", cancellation),
            done => TypedResults.Ok(new CoachActionDoneView(
                CoachActionView.Of(done.Action), done.Again, CoachPlanView.Of(done.Plan, done.Profile, who, clock.GetUtcNow())))));
    }
}
