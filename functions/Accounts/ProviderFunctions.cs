using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;

namespace Shortloop.Functions.Accounts;

/// <param name="Name">As in the routes: <c>google</c>, <c>github</c>, <c>discord</c>.</param>
public sealed record ProviderView(string Name);

/// <summary>Signing in with Google, GitHub or Discord: the browser goes there and comes back here.</summary>
public sealed class ProviderFunctions(ProviderSignIn signIn, SessionCookies cookies, PublicAddress address)
{
    private const string Anyone = "anyone: this is how people come in";

    [Function("ListSignInProviders")]
    [EndpointSummary("Through whom people can sign in at this installation.")]
    [Access(Anyone)]
    [ProducesResponseType<ListOf<ProviderView>>(StatusCodes.Status200OK)]
    public IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/auth/providers")] HttpRequest request) =>
        TypedResults.Ok(new ListOf<ProviderView>([.. signIn.Names.Select(name => new ProviderView(name))]));

    [Function("StartProviderSignIn")]
    [EndpointSummary("Open this in the browser: it leads to the provider.")]
    [QueryParameter("returnTo", Description = "Path in the page to go on at.")]
    [QueryParameter("language", Description = "For a new account: en, ru or es.")]
    [QueryParameter("timeZone", Description = "For a new account: an IANA name.")]
    [Access(Anyone)]
    [ProducesResponseType(StatusCodes.Status302Found)]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/auth/{provider}/start")] HttpRequest request,
        string provider,
        CancellationToken cancellation)
    {
        var wanted = new ProviderRequest(
            CallbackOf(address, provider), ReturnPath.Of(request.Query["returnTo"]), Given(request, "language"), Given(request, "timeZone"));
        return Answers.Of(await signIn.BeginAsync(provider, wanted, null, cancellation), start =>
        {
            cookies.WriteAttempt(request.HttpContext.Response, start);
            return TypedResults.Redirect(start.AuthorizeUrl.AbsoluteUri);
        });
    }

    /// <summary>Whatever came of it, the person ends up on our page.</summary>
    [Function("FinishProviderSignIn")]
    [EndpointSummary("Where the provider sends the browser back to.")]
    [QueryParameter("code")]
    [QueryParameter("state")]
    [QueryParameter("error")]
    [Access("whoever brings back the state and the cookie of their own attempt")]
    [ProducesResponseType(StatusCodes.Status302Found)]
    public async Task<IResult> CallbackAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/auth/{provider}/callback")] HttpRequest request,
        string provider,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        string? state = Given(request, "state");
        string? secret = state is { Length: < 200 } ? cookies.TakeAttempt(request.HttpContext, SignInAttempt.IdOf(state)) : null;
        if (state is null || await signIn.TakeAsync(provider, state, secret, cancellation) is not { } back)
            return TypedResults.Redirect("/login?error=sign_in_expired");
        try
        {
            if (Given(request, "code") is not { Length: < 2000 } code)
                return Failed(back, Given(request, "error") == "access_denied" ? "access_denied" : "sign_in_refused");
            Outcome<ProviderArrival> outcome = await signIn.FinishAsync(back, code, cookies.CallerOf(request, null), cancellation);
            return outcome.Succeeded(out ProviderArrival? arrival, out Problem? problem)
                ? await ArriveAsync(request, back, arrival, client, cancellation)
                : Failed(back, problem.Code);
        }
        catch (WorkException error)
        {
            return Failed(back, error.Code);
        }
    }

    internal static Uri CallbackOf(PublicAddress address, string provider) =>
        new(address.Base, $"api/v1/auth/{Uri.EscapeDataString(provider)}/callback");

    private async Task<IResult> ArriveAsync(
        HttpRequest request, ProviderReturn back, ProviderArrival arrival, DurableTaskClient client, CancellationToken cancellation)
    {
        if (arrival.Envelope is { } mail)
            await client.SendMailAsync(mail, cancellation);
        if (arrival.Signed is { } signed)
        {
            cookies.Write(request.HttpContext.Response, signed);
            cookies.Remember(request.HttpContext.Response, signed.Email);
        }

        return TypedResults.Redirect(back.Attempt.Request.ReturnTo);
    }

    // Who was adding a way to sign in is signed in, and goes back to where they came from.
    private static IResult Failed(ProviderReturn back, string code) => TypedResults.Redirect(
        QueryHelpers.AddQueryString(back.Attempt.LinkSessionId is null ? "/login" : back.Attempt.Request.ReturnTo, "error", code));

    private static string? Given(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } value ? value : null;
}
