using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Study.Captions;
using Shortloop.Core.Study.Sources;
using Shortloop.Functions.Http;
using Shortloop.Functions.Http.Limits;
using Shortloop.Functions.OpenApi;

namespace Shortloop.Functions.Study;

/// <summary>What notes are made from: uploads, and what links were read. Everybody in the organisation sees them, editors change them.</summary>
public sealed class SourceFunctions(SourceShelf shelf, AddSource add)
{
    private static readonly Problem NoForm = new(
        ProblemKind.UnsupportedMedia, "unsupported_media_type", "Send the file itself as the body, with its name in ?fileName=, and not a form.");

    [Function("ListSources")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<SourceView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/sources")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(request, page => shelf.ListAsync(context.Caller().OrgId, page.After, page.Limit, cancellation), SourceView.Of);

    /// <summary>The captions themselves are the body, up to 5 MB: WebVTT, SubRip or plain text, told from the content.</summary>
    [Function("AddSource")]
    [EndpointSummary("Upload captions.")]
    [EndpointDescription("The captions themselves are the body, up to 5 MB: WebVTT, SubRip or plain text, told from the content.")]
    [QueryParameter("fileName", Description = "As the file is called; its title, if no other is given.")]
    [QueryParameter("title", Description = "What the talk is called.")]
    [Consumes("text/plain", "text/vtt", "application/x-subrip", "application/octet-stream")]
    [BodyLimit(
        CaptionFile.MaxBytes, Code = "captions_too_large",
        Message = "A caption file has at most 5 MB. Is this the video itself? Upload its captions (VTT, SRT or TXT) instead.")]
    [Access(Role.Editor)]
    [Fails(400, "captions_empty")]
    [Fails(413, "captions_too_large")]
    [Fails(415, "captions_not_text")]
    [ProducesResponseType<SourceView>(StatusCodes.Status201Created)]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/sources")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        if (request.HasFormContentType)
            return Answers.Of(NoForm);
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, cancellation);
        return Answers.Of(
            await add.FromFileAsync(
                context.Caller(), request.Query["fileName"].ToString(), request.Query["title"].ToString(), content.GetBuffer().AsMemory(0, (int)content.Length), cancellation),
            source => TypedResults.Created($"/api/v1/sources/{source.Id}", SourceView.Of(source)));
    }

    [Function("GetSource")]
    [Access(Role.Viewer)]
    [ProducesResponseType<SourceView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/sources/{sourceId}")] HttpRequest request,
        string sourceId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await shelf.FindAsync(context.Caller().OrgId, sourceId, cancellation) is { } source
            ? TypedResults.Ok(SourceView.Of(source))
            : Answers.Of(Problem.Missing("source"));

    /// <summary>Notes that were made from it stay.</summary>
    [Function("DeleteSource")]
    [Access(Role.Editor)]
    [Fails(409, "source_in_use")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/sources/{sourceId}")] HttpRequest request,
        string sourceId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await shelf.DeleteAsync(context.Caller(), sourceId, cancellation) is { } problem ? Answers.Of(problem) : TypedResults.NoContent();
}
