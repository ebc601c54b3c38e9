using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Functions.Http;
using Shortloop.Functions.Http.Browsers;

namespace Shortloop.Functions.Accounts;

/// <param name="Current">The one this call came by.</param>
public sealed record SessionView(string Id, string? Device, DateTimeOffset SignedInAt, DateTimeOffset LastUsedAt, bool Current);

/// <summary>A person's signed-in devices.</summary>
public sealed class SessionFunctions(Sessions sessions, SessionCookies cookies, PageOrigins origins, TimeProvider clock)
{
    private static readonly Problem Foreign = new(ProblemKind.Forbidden, "origin_not_allowed", "Pages of other sites may not call this.");

    [Function("RefreshSession")]
    [Access("whoever has a refresh token, which is the proof")]
    [ProducesResponseType<SignedInView>(StatusCodes.Status200OK)]
    public async Task<IResult> RefreshAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/auth/refresh")] HttpRequest request, CancellationToken cancellation)
    {
        if (IsForeign(request))
            return Answers.Of(Foreign);
        Outcome<SignedIn> outcome = await sessions.RefreshAsync(SessionCookies.RefreshToken(request), null, cancellation);
        if (outcome.Problem?.Code == "session_ended")
            cookies.Clear(request.HttpContext.Response);
        return Answers.Of(outcome, signed =>
        {
            cookies.Write(request.HttpContext.Response, signed);
            return TypedResults.Ok(SignInFunctions.ViewOf(signed, clock));
        });
    }

    [Function("SignOut")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> LogoutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/auth/logout")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        Principal caller = context.Caller();
        if (caller.SessionId is { } id)
            await sessions.EndAsync(caller.UserId, id, "signed_out", cancellation);
        cookies.Clear(request.HttpContext.Response);
        return TypedResults.NoContent();
    }

    [Function("ListSessions")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<ListOf<SessionView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/me/sessions")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        Principal caller = context.Caller();
        IReadOnlyList<Session> live = await sessions.ListAsync(caller.UserId, cancellation);
        return TypedResults.Ok(new ListOf<SessionView>(
            [.. live.Select(s => new SessionView(s.Id, s.Device, s.CreatedAt, s.RotatedAt, s.Id == caller.SessionId))]));
    }

    [Function("RevokeSession")]
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

    // SameSite keeps the cookie from other sites; a browser that knows no SameSite still says where the call comes from.
    private bool IsForeign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin && !origins.IsTrusted(origin);
}
