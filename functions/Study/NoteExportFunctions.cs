using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Study.Exports;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;

namespace Shortloop.Functions.Study;

/// <summary>Notes as files.</summary>
public sealed class NoteExportFunctions(NoteVault vault, PrintNote print)
{
    private static readonly Problem BadFormat = Problem.InvalidField("format", "A format is markdown or pdf.");

    [Function("ExportNote")]
    [EndpointSummary("A note as Markdown or PDF.")]
    [QueryParameter("format", Description = "markdown (also when left out) or pdf.")]
    [Access(Role.Viewer)]
    [ProducesResponseType(typeof(string), StatusCodes.Status200OK, "text/markdown")]
    public async Task<IResult> ExportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/notes/{noteId}/export")] HttpRequest request,
        string noteId,
        FunctionContext context,
        CancellationToken cancellation) => request.Query["format"].ToString() switch
        {
            "" or "markdown" => Answers.Of(
                await vault.WriteOneAsync(context.Caller().OrgId, noteId, cancellation),
                file => TypedResults.File(Encoding.UTF8.GetBytes(file.Markdown), "text/markdown; charset=utf-8", NoteFile.NameOf(file.Note.Title) + ".md")),
            "pdf" => Answers.Of(
                await print.ExecuteAsync(context.Caller(), noteId, cancellation),
                file => TypedResults.File(file.Pdf, "application/pdf", NoteFile.NameOf(file.Note.Title) + ".pdf")),
            _ => Answers.Of(BadFormat),
        };

    [Function("ExportNotes")]
    [EndpointSummary("All notes as an archive that opens as an Obsidian vault.")]
    [Access(Role.Viewer)]
    [ProducesResponseType(typeof(string), StatusCodes.Status200OK, "application/zip")]
    public IResult ExportAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/notes/export")] HttpRequest request, FunctionContext context) =>
        new Archive(vault, context.Caller().OrgId);

    private sealed class Archive(NoteVault vault, string orgId) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/zip";
            httpContext.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "notes.zip" }.ToString();
            await vault.WriteAsync(orgId, httpContext.Response.Body, httpContext.RequestAborted);
        }
    }
}
