using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Functions.Assistant.Mcp;
using Shortloop.Functions.Http;
using Shortloop.Functions.Http.Browsers;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;

namespace Shortloop.Functions.Assistant;

/// <summary>The address that other people's agents are given. Its refusals are JSON-RPC errors, except those that every route has.</summary>
public sealed class McpFunctions(McpServer server, PageOrigins origins)
{
    private static readonly Problem Foreign = new(
        ProblemKind.Forbidden, "origin_not_allowed", "Pages of other sites may not call this. An operator can list an origin in SHORTLOOP_ALLOWED_ORIGINS.");

    private static readonly Problem NoJson = new(
        ProblemKind.UnsupportedMedia, "unsupported_media_type", "The body must be JSON in UTF-8: send Content-Type: application/json.");

    [Function("CallMcp")]
    [EndpointSummary("The assistant's tools over the Model Context Protocol (streamable HTTP).")]
    [Fails(400, "invalid_request")]
    [Consumes(typeof(JsonObject), "application/json")]
    [HeaderParameter("MCP-Protocol-Version", Description = "2026-07-28, or after a handshake 2025-11-25, 2025-06-18 or 2025-03-26.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<JsonObject>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    public async Task<IResult> CallAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "mcp")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation)
    {
        // Also for who sends a key: a page that has been pointed at us by name must not reach us.
        if (request.Headers.Origin is [{ Length: > 0 } origin, ..] && !origins.IsTrusted(origin))
            return Answers.Of(Foreign);
        return request.HasJsonContentType() ? (await server.AnswerAsync(context.Caller(), request, new DurableWorkflows(client), cancellation)).Result : Answers.Of(NoJson);
    }

    [Function("ListenMcp")]
    [EndpointSummary("Not offered: there is nothing that this server says by itself.")]
    [Access("anyone: it only says that there is nothing here")]
    [ProducesResponseType(StatusCodes.Status405MethodNotAllowed)]
    public IResult Listen([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "mcp")] HttpRequest request) => OnlyPost(request);

    [Function("EndMcp")]
    [EndpointSummary("Not offered: there are no sessions to end.")]
    [Access("anyone: it only says that there is nothing here")]
    [ProducesResponseType(StatusCodes.Status405MethodNotAllowed)]
    public IResult End([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "mcp")] HttpRequest request) => OnlyPost(request);

    private static ProblemResult OnlyPost(HttpRequest request)
    {
        request.HttpContext.Response.Headers.Allow = "POST";
        return new ProblemResult(StatusCodes.Status405MethodNotAllowed, "Method not allowed", new(ProblemKind.Invalid, Code, "This address takes POST only: one message, one answer."));
    }

    private static string Code => "method_not_allowed";
}
