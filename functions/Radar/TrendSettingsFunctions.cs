using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Own;
using Shortloop.Core.Radar.Watching;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Radar;

/// <summary>What is watched, by which sources, and how the rounds went.</summary>
public sealed class TrendSettingsFunctions(WatchStore watches, ChangeWatch change, TrendSources sources, OwnAccounts accounts, TrendVideoStore videos, Entitlements entitlements)
{
    [Function("GetTrendSettings")]
    [Access(Role.Viewer)]
    [ProducesResponseType<TrendSettingsView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/trends/settings")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        await AnswerAsync(await watches.ReadAsync(context.Caller().OrgId, cancellation), cancellation);

    [Function("SetTrendSettings")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [Fails(409, "trend_watch_not_in_tier")]
    [ProducesResponseType<TrendSettingsView>(StatusCodes.Status200OK)]
    public async Task<IResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/trends/settings")] HttpRequest request,
        [FromBody] WatchWish body,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync<TrendWatch>(
            await change.ExecuteAsync(context.Caller(), body, ETags.IfMatch(request), cancellation), watch => AnswerAsync(watch, cancellation));

    private async Task<IResult> AnswerAsync(TrendWatch watch, CancellationToken cancellation)
    {
        Tier tier = await entitlements.OfAsync(watch.OrgId, cancellation);
        WatchState state = await watches.StateAsync(watch.OrgId, cancellation);
        var view = new TrendSettingsView(
            tier.TrendWatch, watch.Keywords, watch.Regions, watch.Languages, watch.OfficialOnly, watch.MinVelocity,
            [.. sources.For(watch).Select(source => source.Info).Concat(accounts.Infos).Select(info => new TrendSourceView(info.Name, info.Platform, info.Official, info.Uses))],
            await videos.CountWatchedAsync(watch.OrgId, cancellation), tier.TrackedVideos, state.Discovery, state.Monitoring, state.Analysis, state.Cleanup);
        return ETags.With(TypedResults.Ok(view), watch.ETag);
    }
}
