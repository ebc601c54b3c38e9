using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Coach;
using Shortloop.Core.Coach.Trending;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;

namespace Shortloop.Functions.Coach;

/// <summary>What Coach offers, and what becomes of what it knows.</summary>
public sealed class CoachOfferFunctions(
    CoachCallers callers, CoachEntitlements entitlements, Recommend recommend, ClaimHistory claim, CoachHistory history, CoachProfiles profiles, CoachRefresh refresh,
    TimeProvider clock)
{
    private static readonly Problem NoClient = Problem.InvalidField(
        CoachCallers.Header, "Say which client's history is yours: send X-Client-Id, or ask from the browser that has it.");

    [Function("ListCoachCategories")]
    [EndpointSummary("Categories, languages and limits, as they are for whoever asks.")]
    [QueryParameter("lang", Description = "en, ru or es: the language of the names; as last asked for without it.")]
    [QueryParameter("signedIn", typeof(bool), Description = "true: only as who is signed in.")]
    [HeaderParameter(CoachCallers.Header, Description = CoachCallers.HeaderText)]
    [Access("Anyone: what is offered depends on who asks, and shows nobody else's")]
    [ProducesResponseType<CoachCategoriesView>(StatusCodes.Status200OK)]
    public async Task<IResult> CategoriesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/coach/categories")] HttpRequest request, CancellationToken cancellation) =>
        await Answers.OfAsync(await callers.LookAsync(request.HttpContext, cancellation), async who =>
        {
            CoachProfile? profile = await profiles.FindAsync(who, cancellation);
            PlanWish wish = PlanFunctions.WishOf(request);
            if (!MakePlan.LanguageOf(wish.Language ?? profile?.Language, "lang").Succeeded(out CoachLanguage? language, out Problem? problem))
                return Answers.Of(problem);
            Tier tier = await entitlements.TierAsync(who, cancellation);
            CoachTerms terms = CoachTerms.Of(tier);
            return TypedResults.Ok(new CoachCategoriesView(
                [.. CoachCategory.All.Select(category => new CoachCategoryView(category.Code, category.Names[language.Code], category.Premium, terms.Premium || !category.Premium))],
                [.. CoachLanguage.All.Select(one => one.Code)], new CoachLimitsView(tier.Name, terms.MinItems, terms.MaxItems, (int)terms.Renewal.TotalHours),
                who.Anonymous, language.Code, profile?.Category, CoachStreakView.Of(profile, wish.TimeZone, clock.GetUtcNow())));
        });

    [Function("ListCoachRecommendations")]
    [EndpointSummary("Videos that may be liked now, best first; at most 50.")]
    [Fails(403, "premium_category")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [QueryParameter("lang", Description = "en, ru or es.")]
    [QueryParameter("category", Description = "Code of a category; personal_growth without it.")]
    [QueryParameter("signedIn", typeof(bool), Description = "true: only as who is signed in.")]
    [HeaderParameter(CoachCallers.Header, Description = CoachCallers.HeaderText)]
    [Access("Anyone: without a sign-in a random client id names who it is for")]
    [ProducesResponseType<ListOf<CoachRecommendationView>>(StatusCodes.Status200OK)]
    public async Task<IResult> RecommendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/coach/recommendations")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        await Answers.OfAsync(await callers.LookAsync(request.HttpContext, cancellation), async who =>
            await Answers.OfAsync(await recommend.ExecuteAsync(who, PlanFunctions.WishOf(request), WishNames.Query, Recommend.Most, cancellation), async found =>
            {
                if (found.Cold)
                    await refresh.WarmAsync(client, new FeedKey(found.Category.Code, found.Language), cancellation);
                return await PageQuery.AnswerAsync(request, page => Task.FromResult(page.Of(found.Items, item => item.Video.Key())), CoachRecommendationView.Of);
            }));

    /// <summary>The client is named by X-Client-Id or by its browser's cookie, which goes.</summary>
    [Function("ClaimCoachHistory")]
    [EndpointSummary("What was done without an account becomes part of the account, once.")]
    [Fails(409, "client_claimed", "coach_busy")]
    [HeaderParameter(CoachCallers.Header, Description = CoachCallers.HeaderText)]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<CoachClaimView>(StatusCodes.Status200OK)]
    public async Task<IResult> ClaimAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/coach/claim")] HttpRequest request, FunctionContext context, CancellationToken cancellation) =>
        await Answers.OfAsync(CoachCallers.Unclaimed(request) ?? NoClient, async anonymous => Answers.Of(
            await claim.ExecuteAsync(CoachClient.Of(context.Caller()), anonymous, cancellation), claimed =>
            {
                callers.Forget(request.HttpContext.Response);
                return TypedResults.Ok(new CoachClaimView(claimed.Moved, CoachStreakView.Of(claimed.Profile, null, clock.GetUtcNow())));
            }));

    [Function("ForgetCoachHistory")]
    [EndpointSummary("Remove all plans, actions and what was learned from them.")]
    [Fails(403, "scope_missing")]
    [QueryParameter("signedIn", typeof(bool), Description = "true: only as who is signed in.")]
    [HeaderParameter(CoachCallers.Header, Description = CoachCallers.HeaderText)]
    [Access("Anyone, for their own")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> ForgetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/coach/history")] HttpRequest request, CancellationToken cancellation) =>
        await Answers.OfAsync(await callers.FindAsync(request.HttpContext, cancellation), async who =>
        {
            await history.ForgetAsync(who, cancellation);
            if (who.Anonymous)
                callers.Forget(request.HttpContext.Response);
            return TypedResults.NoContent();
        });
}
