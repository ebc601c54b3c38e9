using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Sources;
using Shortloop.Functions.Http;
using Shortloop.Functions.Http.Limits;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Study;

/// <summary>Study notes. Everybody in the organisation reads them, editors change them.</summary>
public sealed class NoteFunctions(NoteBook book, NoteDesk desk, NoteSearch search, SourceShelf shelf)
{
    [Function("ListNotes")]
    [EndpointDescription("The last changed first; with q: the best first, at most fifty, found by their words and by what they are about.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [QueryParameter("q", Description = "Words to search for, up to 200 characters.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<NoteSummaryView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/notes")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        string orgId = context.Caller().OrgId;
        if (!request.Query.TryGetValue("q", out var question))
            return await PageQuery.AnswerAsync(request, page => book.ListAsync(orgId, page.After, page.Limit, cancellation), NoteSummaryView.Of);
        return await Answers.OfAsync(
            await search.ExecuteAsync(context.Caller(), question.ToString(), cancellation),
            found => PageQuery.AnswerAsync(request, page => Task.FromResult(page.Of(found, note => note.Id)), NoteSummaryView.Of));
    }

    [Function("GetNote")]
    [Access(Role.Viewer)]
    [ProducesResponseType<NoteView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/notes/{noteId}")] HttpRequest request,
        string noteId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await ShowAsync(context.Caller(), noteId, cancellation);

    [Function("ChangeNote")]
    [HeaderParameter("If-Match")]
    [BodyLimit(4 << 20)]
    [Access(Role.Editor)]
    [ProducesResponseType<NoteView>(StatusCodes.Status200OK)]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/notes/{noteId}")] HttpRequest request,
        string noteId,
        [FromBody] NoteBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync(
            await desk.EditAsync(context.Caller(), noteId, new NoteEdit(body.Title, body.Body), ETags.IfMatch(request), cancellation),
            _ => ShowAsync(context.Caller(), noteId, cancellation));

    /// <summary>Where it was linked, its title stays as text.</summary>
    [Function("DeleteNote")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/notes/{noteId}")] HttpRequest request,
        string noteId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await desk.DeleteAsync(context.Caller(), noteId, ETags.IfMatch(request), cancellation) is { } problem ? Answers.Of(problem) : TypedResults.NoContent();

    [Function("ListNoteLinks")]
    [Access(Role.Viewer)]
    [ProducesResponseType<NoteLinksView>(StatusCodes.Status200OK)]
    public async Task<IResult> LinksAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/notes/{noteId}/links")] HttpRequest request,
        string noteId,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await book.LinksAsync(context.Caller(), noteId, cancellation),
            links => TypedResults.Ok(new NoteLinksView([.. links.To.Select(NoteReference.Of)], [.. links.From.Select(NoteReference.Of)], links.Open)));

    private async Task<IResult> ShowAsync(Principal caller, string noteId, CancellationToken cancellation) =>
        await Answers.OfAsync(await book.OpenAsync(caller, noteId, cancellation), async open => ETags.With(
            TypedResults.Ok(NoteView.Of(open, await shelf.FindAsync(caller.OrgId, open.Note.SourceId, cancellation))), open.Note.ETag));
}
