using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Functions.Http;
using Shortloop.Functions.Operations;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Accounts;

/// <param name="AccessToken">For programs, as <c>Authorization: Bearer</c>; browsers have it in a cookie as well.</param>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="RefreshToken">For programs only; a page's script never sees it.</param>
public sealed record SignedInView(string AccessToken, int ExpiresIn, string UserId, string OrgId, string? RefreshToken);

/// <param name="Message">The same whether or not the address has an account.</param>
public sealed record MailSentView(string Message);

public sealed record VerifyBody(string? Token, string? Password);

public sealed record LoginBody(string? Email, string? Password);

public sealed record ForgotBody(string? Email);

public sealed record ResetBody(string? Token, string? Password);

/// <summary>Sign-up, sign-in, reset. Anyone may call these; what they need is in the body.</summary>
public sealed class SignInFunctions(Register register, SignInWithPassword signIn, ResetPassword reset, SessionCookies cookies, TimeProvider clock)
{
    private const string Anyone = "anyone: this is how people come in";

    private static readonly MailSentView Sent = new("If the address can be used, a mail is on its way to it. Look into your inbox.");

    [Function("Register")]
    [EndpointSummary("Sign up: a mail with a link is sent.")]
    [Access(Anyone)]
    [ProducesResponseType<MailSentView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> RegisterAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/auth/register")] HttpRequest request,
        [FromBody] Registration body,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        await MailAsync(await register.BeginAsync(body, cookies.CallerOf(request, body.Email), cancellation), client, cancellation);

    [Function("VerifyEmail")]
    [EndpointSummary("Open the account with the link of the mail.")]
    [Access(Anyone)]
    [ProducesResponseType<SignedInView>(StatusCodes.Status200OK)]
    public async Task<IResult> VerifyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/auth/verify")] HttpRequest request,
        [FromBody] VerifyBody body,
        CancellationToken cancellation) =>
        Enter(request, await register.FinishAsync(body.Token, body.Password, cookies.CallerOf(request, null), cancellation));

    [Function("SignIn")]
    [EndpointSummary("Sign in with e-mail and password.")]
    [Access(Anyone)]
    [ProducesResponseType<SignedInView>(StatusCodes.Status200OK)]
    public async Task<IResult> LoginAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/auth/login")] HttpRequest request,
        [FromBody] LoginBody body,
        CancellationToken cancellation) =>
        Enter(request, await signIn.ExecuteAsync(body.Email, body.Password, cookies.CallerOf(request, body.Email), cancellation));

    [Function("ForgotPassword")]
    [EndpointSummary("Ask for a mail to set a new password.")]
    [Access(Anyone)]
    [ProducesResponseType<MailSentView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> ForgotAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/auth/forgot")] HttpRequest request,
        [FromBody] ForgotBody body,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        await MailAsync(await reset.BeginAsync(body.Email, cookies.CallerOf(request, body.Email), cancellation), client, cancellation);

    [Function("ResetPassword")]
    [EndpointSummary("Set a new password with the link of the mail.")]
    [Access(Anyone)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> ResetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/auth/reset")] HttpRequest request,
        [FromBody] ResetBody body,
        CancellationToken cancellation) =>
        await reset.FinishAsync(body.Token, body.Password, cancellation) is { } problem ? Answers.Of(problem) : TypedResults.NoContent();

    private IResult Enter(HttpRequest request, Outcome<SignedIn> outcome) => Answers.Of(outcome, signed =>
    {
        cookies.Write(request.HttpContext.Response, signed);
        cookies.Remember(request.HttpContext.Response, signed.Email);
        return TypedResults.Ok(ViewOf(request, signed, clock));
    });

    // Browsers send Origin with every change, and no script can keep them from it: a call without one comes from a program.
    internal static SignedInView ViewOf(HttpRequest request, SignedIn signed, TimeProvider clock) => new(
        signed.AccessToken, (int)(signed.AccessExpiresAt - clock.GetUtcNow()).TotalSeconds, signed.UserId, signed.OrgId,
        request.Headers.Origin.Count == 0 ? signed.RefreshToken : null);

    private static Task<IResult> MailAsync(Outcome<string> envelope, DurableTaskClient client, CancellationToken cancellation) =>
        Answers.OfAsync<string>(envelope, async id =>
        {
            await client.SendMailAsync(id, cancellation);
            return TypedResults.Accepted((string?)null, Sent);
        });
}
