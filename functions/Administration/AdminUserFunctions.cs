using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Administration;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Administration;

/// <param name="Email">Null: the account came through a provider that vouches for none.</param>
/// <param name="Role"><c>user</c> or <c>admin</c>, in the whole installation.</param>
/// <param name="Active">False: the account is closed; nobody signs in to it.</param>
/// <param name="ByConfiguration">An administrator because the configuration names the address.</param>
public sealed record AdminUserView(
    string Id,
    string? Email,
    string Name,
    UserRole Role,
    bool Active,
    bool ByConfiguration,
    string OrgId,
    string Language,
    string TimeZone,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastLoginAt);

/// <summary>What is left out stays as it is.</summary>
public sealed record AdminUserChange(bool? Active = null, UserRole? Role = null);

/// <summary>Everybody with an account.</summary>
public sealed class AdminUserFunctions(IDocumentStore store, FindUsers users, ChangeUser change, SystemAdmins admins)
{
    [Function("AdminListUsers")]
    [QueryParameter("search", Description = "A whole e-mail address, or the beginning of an id.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(UserRole.Admin)]
    [ProducesResponseType<ListOf<AdminUserView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/admin/users")] HttpRequest request, CancellationToken cancellation)
    {
        string search = request.Query["search"].ToString().Trim();
        return search.Length > 254
            ? Task.FromResult(Answers.Of(Problem.InvalidField("search", "Search by a whole e-mail address or the beginning of an id.")))
            : PageQuery.AnswerAsync(request, page => users.ListAsync(search, page.After, page.Limit, cancellation), ViewOf);
    }

    [Function("AdminGetUser")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<AdminUserView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/admin/users/{userId}")] HttpRequest request,
        string userId,
        CancellationToken cancellation) =>
        await store.ReadAsync<User>(Containers.Users, userId, userId, cancellation) is { } user ? Answer(user) : Answers.Of(Problem.Missing("user"));

    [Function("AdminChangeUser")]
    [HeaderParameter("If-Match")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<AdminUserView>(StatusCodes.Status200OK)]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/admin/users/{userId}")] HttpRequest request,
        string userId,
        [FromBody] AdminUserChange body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(await change.ExecuteAsync(context.Caller(), userId, body.Active, body.Role, ETags.IfMatch(request), cancellation), Answer);

    private IResult Answer(User user) => ETags.With(TypedResults.Ok(ViewOf(user)), user.ETag);

    private AdminUserView ViewOf(User user) => new(
        user.Id, user.Email, user.Name, user.Role, user.Active, admins.IsNamed(user), user.OrgId, user.Language, user.TimeZone, user.CreatedAt, user.LastLoginAt);
}
