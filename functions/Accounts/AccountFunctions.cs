using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;

namespace Shortloop.Functions.Accounts;

/// <param name="Notes">What the creator should know about this platform before relying on it.</param>
public sealed record AccountView(
    string Id, string Platform, string DisplayName, Uri? AvatarUrl, AccountStatus Status, DateTimeOffset ConnectedAt, IReadOnlyList<string> Notes);

public sealed record ConnectStarted(Uri AuthorizeUrl);

public sealed class AccountFunctions(IDocumentStore store, ConnectAccount connect, PublicAddress address)
{
    [Function("ListAccounts")]
    [EndpointSummary("Connected accounts.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<AccountView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(
            request,
            page => store.QueryAsync<ConnectedAccount>(
                Containers.Accounts, new DocumentQuery(context.Caller().OrgId, Limit: page.Limit, Continuation: page.After), cancellation),
            a => new AccountView(a.Id, a.Platform, a.DisplayName, a.Avatar, a.Status, a.CreatedAt, PlatformNotes.Of(a.Platform)));

    [Function("ConnectAccount")]
    [EndpointSummary("Begin to connect an account at a platform.")]
    [Access(Role.Admin, PeopleOnly = true)]
    [ProducesResponseType<ConnectStarted>(StatusCodes.Status200OK)]
    public async Task<IResult> ConnectAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/accounts/{platform}/connect")] HttpRequest request,
        string platform,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await connect.BeginAsync(context.Caller(), platform, Callback(platform), cancellation),
            url => TypedResults.Ok(new ConnectStarted(url)));

    /// <summary>The platform sends the browser here; the person ends up on our page, whatever came of it.</summary>
    [Function("FinishConnectAccount")]
    [EndpointSummary("Where the platform sends the browser back to.")]
    [Access(Role.Admin, PeopleOnly = true)]
    [ProducesResponseType(StatusCodes.Status302Found)]
    public async Task<IResult> CallbackAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{platform}/callback")] HttpRequest request,
        string platform,
        FunctionContext context,
        CancellationToken cancellation)
    {
        string? code = request.Query["code"];
        string? state = request.Query["state"];
        if (code is not { Length: > 0 and < 2000 } || state is not { Length: > 0 and < 200 })
            return Back("error=access_denied");
        try
        {
            Outcome<ConnectedAccount> outcome = await connect.FinishAsync(context.Caller(), platform, state, code, cancellation);
            return Back(outcome.Succeeded(out _, out Problem? problem) ? $"connected={Uri.EscapeDataString(platform)}" : $"error={problem.Code}");
        }
        catch (WorkException error)
        {
            return Back($"error={error.Code}");
        }
    }

    private Uri Callback(string platform) => new(address.Base, $"api/v1/accounts/{Uri.EscapeDataString(platform)}/callback");

    private static IResult Back(string query) => TypedResults.Redirect($"/accounts?{query}");
}
