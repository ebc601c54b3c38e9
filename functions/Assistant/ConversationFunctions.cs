using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Assistant;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;

namespace Shortloop.Functions.Assistant;

/// <summary>The caller's own conversations in this organisation; nobody else's business, not even an owner's.</summary>
public sealed class ConversationFunctions(Conversations conversations)
{
    [Function("ListConversations")]
    [EndpointSummary("One's own conversations with the assistant, the last one first.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<ConversationView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/conversations")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(request, page => conversations.ListAsync(context.Caller(), page.After, page.Limit, cancellation), ConversationView.Of);

    [Function("GetConversation")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ConversationView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/conversations/{conversationId}")] HttpRequest request,
        string conversationId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await conversations.FindAsync(context.Caller(), conversationId, cancellation) is { } found
            ? TypedResults.Ok(ConversationView.Of(found))
            : Answers.Of(Problem.Missing("conversation"));

    [Function("ListTurns")]
    [EndpointSummary("What was said in a conversation, newest first.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<TurnView>>(StatusCodes.Status200OK)]
    public async Task<IResult> TurnsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/conversations/{conversationId}/turns")] HttpRequest request,
        string conversationId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await conversations.FindAsync(context.Caller(), conversationId, cancellation) is { } found
            ? await PageQuery.AnswerAsync(request, page => conversations.TurnsAsync(context.Caller(), found.Id, page.After, page.Limit, cancellation), TurnView.Of)
            : Answers.Of(Problem.Missing("conversation"));

    [Function("DeleteConversation")]
    [EndpointSummary("Delete a conversation with all that was said in it.")]
    [Access(Role.Viewer)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/conversations/{conversationId}")] HttpRequest request,
        string conversationId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await conversations.DeleteAsync(context.Caller(), conversationId, cancellation) ? TypedResults.NoContent() : Answers.Of(Problem.Missing("conversation"));
}
