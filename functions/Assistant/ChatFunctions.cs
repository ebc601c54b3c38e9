using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Assistant;
using Shortloop.Core.Operations;
using Shortloop.Functions.Http;
using Shortloop.Functions.Http.Limits;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Assistant;

/// <summary>
/// One message, one turn: as it happens, as server-sent events, for who accepts <c>text/event-stream</c>; else whole. A turn that was begun goes on to its end, also
/// if nobody listens any more, and is in the conversation then.
/// </summary>
public sealed class ChatFunctions(Converse converse, RequestCounters counters, RequestLimits limits, IHostApplicationLifetime host, TimeProvider clock)
{
    private static readonly Problem Hurried = new(
        ProblemKind.TooMany, "rate_limited", "You say more than the assistant can answer. Wait as long as Retry-After says.");

    [Function("Chat")]
    [EndpointSummary("Say something to the assistant, or answer what it asked.")]
    [Fails(404, "not_found")]
    [Fails(409, "confirmation_not_open", "conversation_busy", "conversation_full")]
    [HeaderParameter("Accept", Description = "text/event-stream: the answer as it is made, as the events start, text, tool, card, confirm, error and done.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ChatAnswer>(StatusCodes.Status200OK)]
    public async Task<IResult> SayAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/chat")] HttpRequest request,
        [FromBody] ChatBody body,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation)
    {
        Principal caller = context.Caller();
        if (await FindRefusalAsync(caller, cancellation) is { } refusal)
            return Answers.Of(refusal);
        var wanted = new ChatRequest(body.ConversationId, body.Message, body.Confirm is { } confirm ? new Decision(confirm.ActionId, confirm.Approve) : null);
        return await Answers.OfAsync<Turn>(
            await converse.BeginAsync(caller, wanted, cancellation),
            async turn => WantsStream(request)
                ? new ChatStream(converse.RunAsync(caller, turn, new DurableWorkflows(client), host.ApplicationStopping), turn, clock, host.ApplicationStopping)
                : await WholeAsync(converse.RunAsync(caller, turn, new DurableWorkflows(client), host.ApplicationStopping), turn));
    }

    private static async Task<IResult> WholeAsync(IAsyncEnumerable<ChatEvent> events, Turn begun)
    {
        WorkException? error = null;
        Turn ended = begun;
        await foreach (ChatEvent happened in events)
        {
            error = happened is ChatEvent.Failed failed ? failed.Error : error;
            ended = happened is ChatEvent.Ended last ? last.Turn : ended;
        }

        return error is null ? TypedResults.Ok(new ChatAnswer(ended.ConversationId, TurnView.Of(ended))) : throw error;
    }

    private async Task<Problem?> FindRefusalAsync(Principal caller, CancellationToken cancellation)
    {
        // The person at this machine: there is nobody to share it with.
        if (caller is { SessionId: null, Key: null })
            return null;
        RateStanding standing = await counters.TakeAsync(limits.ChatRule, caller.UserId, cancellation);
        return standing.Allowed ? null : Hurried with { RetryAfter = standing.ResetIn };
    }

    private static bool WantsStream(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase) && type.Quality is not 0);
}
