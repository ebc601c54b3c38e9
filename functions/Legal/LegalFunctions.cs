using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Legal;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Legal;

/// <param name="Name"><c>privacy</c>, <c>terms</c> or <c>consent</c>.</param>
/// <param name="ChangedAt">Null: the text that the product ships, with gaps where the operator's name belongs.</param>
public sealed record LegalTextView(string Name, string Language, string Version, string Markdown, DateTimeOffset? ChangedAt)
{
    internal static LegalTextView Of(LegalText text) => new(text.Name, text.Language, text.Version, text.Markdown, text.ChangedAt);
}

/// <param name="Version">What people have agreed to is told by it: a new one for a text that says something else.</param>
public sealed record LegalTextBody(string? Version, string? Markdown);

/// <summary>Privacy policy, terms and consent.</summary>
public sealed class LegalFunctions(LegalTexts texts)
{
    [Function("GetLegalText")]
    [QueryParameter("lang", Description = "en, ru or es; English without it.")]
    [Access("Anyone: people read these before they sign up, and platforms when they review the app.")]
    [ProducesResponseType<LegalTextView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/legal/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellation) =>
        Answers.Of(
            await texts.FindAsync(name, request.Query["lang"].FirstOrDefault(), cancellation),
            text => ETags.With(TypedResults.Ok(LegalTextView.Of(text)), text.ETag));

    [Function("ChangeLegalText")]
    [QueryParameter("lang", Required = true, Description = "en, ru or es.")]
    [HeaderParameter("If-Match")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<LegalTextView>(StatusCodes.Status200OK)]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/legal/{name}")] HttpRequest request,
        string name,
        [FromBody] LegalTextBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await texts.ChangeAsync(
                context.Caller(), name, request.Query["lang"].FirstOrDefault() ?? "", body.Version, body.Markdown, ETags.IfMatch(request), cancellation),
            text => ETags.With(TypedResults.Ok(LegalTextView.Of(text)), text.ETag));
}
