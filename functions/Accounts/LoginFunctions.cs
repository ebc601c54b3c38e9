using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Functions.Http;
using Shortloop.Functions.Operations;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Accounts;

/// <param name="Kind"><c>password</c>, or the provider's name.</param>
public sealed record LoginView(string Id, string Kind, DateTimeOffset AddedAt);

/// <param name="ReturnTo">Path in the page to go on at.</param>
public sealed record LinkBody(string? ReturnTo);

/// <param name="AuthorizeUrl">Send this browser there; no other one can finish it.</param>
public sealed record LinkStarted(Uri AuthorizeUrl);

public sealed record ChangePasswordBody(string? OldPassword, string? NewPassword);

/// <param name="Password">Not asked for where there is none yet.</param>
public sealed record ChangeEmailBody(string? Email, string? Password);

/// <param name="Token">From the link in the mail.</param>
public sealed record ConfirmEmailBody(string? Token);

/// <summary>How the caller signs in: providers, password, address.</summary>
public sealed class LoginFunctions(
    MyLogins logins, ProviderSignIn signIn, ChangePassword passwords, ChangeEmail emails, SessionCookies cookies, PublicAddress address)
{
    private static readonly MailSentView Sent = new("If the address can be used, a mail is on its way to it. Open its link where you are signed in.");

    [Function("ListLogins")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<ListOf<LoginView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/me/logins")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        IReadOnlyList<MyLogin> mine = await logins.ListAsync(context.Caller(), cancellation);
        return TypedResults.Ok(new ListOf<LoginView>([.. mine.Select(login => new LoginView(login.Id, login.Kind, login.AddedAt))]));
    }

    [Function("LinkProvider")]
    [EndpointSummary("Add a way to sign in: the browser goes to the provider and comes back to returnTo, with ?error=code if it didn't work.")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<LinkStarted>(StatusCodes.Status200OK)]
    public async Task<IResult> LinkAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/me/logins/{provider}/start")] HttpRequest request,
        string provider,
        [FromBody] LinkBody body,
        FunctionContext context,
        CancellationToken cancellation)
    {
        var wanted = new ProviderRequest(ProviderFunctions.CallbackOf(address, provider), ReturnPath.Of(body.ReturnTo));
        return Answers.Of(await signIn.BeginAsync(provider, wanted, context.Caller(), cancellation), start =>
        {
            cookies.WriteAttempt(request.HttpContext.Response, start);
            return TypedResults.Ok(new LinkStarted(start.AuthorizeUrl));
        });
    }

    [Function("RemoveLogin")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> RemoveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/me/logins/{loginId}")] HttpRequest request,
        string loginId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await logins.RemoveAsync(context.Caller(), loginId, cancellation) is { } problem ? Answers.Of(problem) : TypedResults.NoContent();

    [Function("ChangePassword")]
    [EndpointSummary("Every other session ends.")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> ChangePasswordAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/me/password")] HttpRequest request,
        [FromBody] ChangePasswordBody body,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync<string>(
            await passwords.ExecuteAsync(context.Caller(), body.OldPassword, body.NewPassword, cookies.CallerOf(request, null), cancellation),
            async mail =>
            {
                await client.SendMailAsync(mail, cancellation);
                return TypedResults.NoContent();
            });

    [Function("ChangeEmail")]
    [EndpointSummary("The address changes once the link in the mail to it is opened.")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<MailSentView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> ChangeEmailAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/me/email")] HttpRequest request,
        [FromBody] ChangeEmailBody body,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync(
            await emails.BeginAsync(context.Caller(), body.Email, body.Password, cookies.CallerOf(request, null), cancellation),
            async sent =>
            {
                foreach (string mail in sent)
                    await client.SendMailAsync(mail, cancellation);
                return TypedResults.Accepted((string?)null, Sent);
            });

    [Function("ConfirmEmail")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> ConfirmEmailAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/me/email/confirm")] HttpRequest request,
        [FromBody] ConfirmEmailBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(await emails.FinishAsync(context.Caller(), body.Token, cancellation), user =>
        {
            cookies.Remember(request.HttpContext.Response, user.Email);
            return TypedResults.NoContent();
        });
}
