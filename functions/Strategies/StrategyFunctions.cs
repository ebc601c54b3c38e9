using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Strategies;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;

namespace Shortloop.Functions.Strategies;

/// <param name="Model">Who wrote it, so that nobody takes the built-in analyst for a language model.</param>
public sealed record StrategyView(string Id, string VideoId, string Model, DateTimeOffset CreatedAt, StrategyContent Content);

public sealed class StrategyFunctions(IDocumentStore store)
{
    [Function("ListStrategies")]
    [EndpointSummary("Strategies, newest first.")]
    [QueryParameter("videoId")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<StrategyView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/strategies")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(
            request,
            page => store.QueryAsync<Strategy>(Containers.Strategies, ByVideo.Query(context.Caller(), request, page), cancellation),
            s => new StrategyView(s.Id, s.VideoId, s.Model, s.CreatedAt, s.Content));
}
