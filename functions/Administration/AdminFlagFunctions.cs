using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Administration;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Administration;

/// <param name="Percent">0 to 100: for how many of a hundred organisations it is on.</param>
/// <param name="ChangedAt">Null: nobody has turned it; the default holds.</param>
public sealed record FlagView(string Name, string Description, bool On, int Percent, DateTimeOffset? ChangedAt, string? ChangedBy);

/// <param name="Percent">Left out: 100.</param>
public sealed record FlagBody(bool On, int? Percent = null);

public sealed class AdminFlagFunctions(Flags flags)
{
    [Function("AdminListFlags")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<ListOf<FlagView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/admin/flags")] HttpRequest request, CancellationToken cancellation) =>
        TypedResults.Ok(new ListOf<FlagView>([.. (await flags.ListAsync(cancellation)).Select(ViewOf)]));

    [Function("AdminGetFlag")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<FlagView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/admin/flags/{flag}")] HttpRequest request, string flag, CancellationToken cancellation) =>
        Answers.Of(await flags.FindAsync(flag, cancellation), Answer);

    [Function("AdminSetFlag")]
    [HeaderParameter("If-Match")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<FlagView>(StatusCodes.Status200OK)]
    public async Task<IResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/admin/flags/{flag}")] HttpRequest request,
        string flag,
        [FromBody] FlagBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(await flags.SetAsync(context.Caller(), flag, body.On, body.Percent ?? 100, ETags.IfMatch(request), cancellation), Answer);

    private static IResult Answer((Flag Flag, FlagSetting? Setting) found) => ETags.With(TypedResults.Ok(ViewOf(found)), found.Setting?.ETag);

    private static FlagView ViewOf((Flag Flag, FlagSetting? Setting) found) => new(
        found.Flag.Name, found.Flag.Description, found.Setting?.On ?? found.Flag.Default, found.Setting?.Percent ?? 100,
        found.Setting?.CreatedAt, found.Setting?.CreatedBy);
}
