using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Administration;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Administration;

/// <param name="Id">As the list has it.</param>
public sealed record DeadLetterBody(string? Queue, string? Id);

/// <summary>What the queues set aside.</summary>
public sealed class AdminDeadLetterFunctions(DeadLetters letters)
{
    [Function("AdminListDeadLetters")]
    [QueryParameter("queue", Description = "Left out: of all queues.")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<ListOf<DeadLetter>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/admin/dead-letters")] HttpRequest request, CancellationToken cancellation) =>
        Answers.Of(
            await letters.ListAsync(request.Query["queue"] is [{ Length: > 0 } queue] ? queue : null, cancellation),
            found => TypedResults.Ok(new ListOf<DeadLetter>(found)));

    [Function("AdminRedriveDeadLetter")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<DeadLetter>(StatusCodes.Status200OK)]
    public async Task<IResult> RedriveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/dead-letters/redrive")] HttpRequest request,
        [FromBody] DeadLetterBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(await letters.RedriveAsync(context.Caller(), body.Queue ?? "", body.Id ?? "", cancellation), TypedResults.Ok);

    [Function("AdminDropDeadLetter")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<DeadLetter>(StatusCodes.Status200OK)]
    public async Task<IResult> DropAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/dead-letters/drop")] HttpRequest request,
        [FromBody] DeadLetterBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(await letters.DropAsync(context.Caller(), body.Queue ?? "", body.Id ?? "", cancellation), TypedResults.Ok);
}
