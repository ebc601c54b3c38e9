using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Accounts;

/// <param name="MadeBy">The key has this member's rights, cut down to its scopes, and ends with their membership.</param>
/// <param name="LastUsedAt">To the hour.</param>
public sealed record KeyView(
    string Id, string Name, IReadOnlyList<KeyScope> Scopes, string MadeBy, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);

/// <param name="Token">Shown this once; send it as <c>Authorization: Bearer</c>.</param>
public sealed record KeyMade(KeyView Key, string Token);

/// <summary>API keys of an organisation.</summary>
public sealed class KeyFunctions(ApiKeys keys)
{
    [Function("ListKeys")]
    [EndpointSummary("API keys of the organisation.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Admin, PeopleOnly = true)]
    [ProducesResponseType<ListOf<KeyView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs/{orgId}/keys")] HttpRequest request,
        string orgId,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(request, page => keys.ListAsync(context.Caller(), page.After, page.Limit, cancellation), ViewOf);

    [Function("CreateKey")]
    [EndpointSummary("Make an API key; it is shown this once.")]
    [Fails(409, "too_many_keys", "accounts_off")]
    [Access(Role.Admin, PeopleOnly = true)]
    [ProducesResponseType<KeyMade>(StatusCodes.Status201Created)]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/orgs/{orgId}/keys")] HttpRequest request,
        string orgId,
        [FromBody] KeyWish body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await keys.CreateAsync(context.Caller(), body, cancellation),
            made => TypedResults.Created((string?)null, new KeyMade(ViewOf(made.Key), made.Token)));

    [Function("RevokeKey")]
    [EndpointSummary("Revoke an API key.")]
    [Access(Role.Admin, PeopleOnly = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> RevokeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/orgs/{orgId}/keys/{keyId}")] HttpRequest request,
        string orgId,
        string keyId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await keys.RevokeAsync(context.Caller(), keyId, cancellation) ? TypedResults.NoContent() : Answers.Of(Problem.Missing("key"));

    private static KeyView ViewOf(ApiKey key) => new(key.Id, key.Name, key.Scopes, key.CreatedBy, key.CreatedAt, key.ExpiresAt, key.LastUsedAt);
}
