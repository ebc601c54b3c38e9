using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Functions.Http;
using Shortloop.Functions.Http.Browsers;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Accounts;

/// <param name="Current">The one this call came by.</param>
public sealed record SessionView(string Id, string? Device, DateTimeOffset SignedInAt, DateTimeOffset LastUsedAt, bool Current);

/// <param name="RefreshToken">Of a program; a browser has it in its cookie.</param>
public sealed record RefreshBody(string? RefreshToken);

/// <param name="RefreshToken">Of a program; a browser has it in its cookie.</param>
public sealed record SwitchBody(string? OrgId, string? RefreshToken);

/// <summary>A person's signed-in devices.</summary>
public sealed class SessionFunctions(Sessions sessions, SessionCookies cookies, PageOrigins origins, TimeProvider clock)
{
    private const string HasToken = "whoever has a refresh token, which is the proof";

    private static readonly Problem NotJson = new(
        ProblemKind.Invalid, "invalid_json", "The body is not the JSON that is expected here. Send {\"refreshToken\": …}, or no body.");

    private static readonly Problem Foreign = new(ProblemKind.Forbidden, "origin_not_allowed", "Pages of other sites may not call this.");

    [Function("RefreshSession")]
    [EndpointSummary("Go on with a session: new tokens for the refresh token.")]
    [Fails(401, "session_ended")]
    [Fails(403, "origin_not_allowed")]
    [Fails(409, "session_just_refreshed")]
    [Access(HasToken)]
    [Consumes(typeof(RefreshBody), "application/json", IsOptional = true)]
    [ProducesResponseType<SignedInView>(StatusCodes.Status200OK)]
    public async Task<IResult> RefreshAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/auth/refresh")] HttpRequest request, CancellationToken cancellation)
    {
        // Read by hand: [FromBody] asks for a body, and a browser sends none.
        if (!request.HasJsonContentType())
            return await GoOnAsync(request, null, null, cancellation);
        try
        {
            RefreshBody? body = await JsonSerializer.DeserializeAsync<RefreshBody>(request.Body, JsonSerializerOptions.Web, cancellation);
            return await GoOnAsync(request, body?.RefreshToken, null, cancellation);
        }
        catch (JsonException)
        {
            return Answers.Of(NotJson);
        }
    }

    [Function("SwitchOrganisation")]
    [EndpointSummary("Go on in another of one's organisations, with the same session.")]
    [Access(HasToken)]
    [ProducesResponseType<SignedInView>(StatusCodes.Status200OK)]
    public async Task<IResult> SwitchAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/auth/switch")] HttpRequest request,
        [FromBody] SwitchBody body,
        CancellationToken cancellation) =>
        Ids.IsWellFormed(body.OrgId)
            ? await GoOnAsync(request, body.RefreshToken, body.OrgId, cancellation)
            : Answers.Of(Problem.InvalidField("orgId", "Give the id of one of your organisations; orgs lists them."));

    [Function("SignOut")]
    [EndpointSummary("End this session.")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> LogoutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/auth/logout")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        Principal caller = context.Caller();
        if (caller.SessionId is { } id)
            await sessions.EndAsync(caller.UserId, id, Sessions.SignedOut, cancellation);
        cookies.Clear(request.HttpContext.Response);
        return TypedResults.NoContent();
    }

    [Function("ListSessions")]
    [EndpointSummary("One's signed-in devices.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<ListOf<SessionView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/me/sessions")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        Principal caller = context.Caller();
        return PageQuery.AnswerAsync(
            request,
            page => sessions.ListAsync(caller.UserId, page.After, page.Limit, cancellation),
            s => new SessionView(s.Id, s.Device, s.CreatedAt, s.RotatedAt, s.Id == caller.SessionId));
    }

    [Function("RevokeSession")]
    [EndpointSummary("Sign one device out.")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> RevokeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/me/sessions/{sessionId}")] HttpRequest request,
        string sessionId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await sessions.EndAsync(context.Caller().UserId, sessionId, "revoked", cancellation)
            ? TypedResults.NoContent()
            : Answers.Of(new Problem(ProblemKind.NotFound, "not_found", "You have no such session; it may have ended already."));

    private async Task<IResult> GoOnAsync(HttpRequest request, string? given, string? orgId, CancellationToken cancellation)
    {
        if (IsForeign(request))
            return Answers.Of(Foreign);
        Outcome<SignedIn> outcome = await sessions.RefreshAsync(given ?? SessionCookies.RefreshToken(request), orgId, cancellation);
        if (given is null && outcome.Problem?.Code == "session_ended")
            cookies.Clear(request.HttpContext.Response);
        return Answers.Of(outcome, signed =>
        {
            if (given is null)
                cookies.Write(request.HttpContext.Response, signed);
            return TypedResults.Ok(SignInFunctions.ViewOf(request, signed, clock));
        });
    }

    // SameSite keeps the cookie from other sites; a browser that knows no SameSite still says where the call comes from.
    private bool IsForeign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin && !origins.IsTrusted(origin);
}
