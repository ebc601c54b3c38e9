using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Scripts;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;

namespace Shortloop.Functions.Scripts;

public sealed record ScriptView(string Id, string VideoId, string Model, DateTimeOffset CreatedAt, ScriptContent Content);

public sealed class ScriptFunctions(IDocumentStore store)
{
    [Function("ListScripts")]
    [EndpointSummary("Scripts, newest first.")]
    [QueryParameter("videoId")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<ScriptView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/scripts")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(
            request,
            page => store.QueryAsync<Script>(Containers.Scripts, ByVideo.Query(context.Caller(), request, page), cancellation),
            s => new ScriptView(s.Id, s.VideoId, s.Model, s.CreatedAt, s.Content));
}
