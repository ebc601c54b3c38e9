using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Study.Ideas;
using Shortloop.Core.Study.Translation;
using Shortloop.Core.Study.Writing;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Study;

/// <summary>Notes that are written, translated, and made more of.</summary>
public sealed class NoteWritingFunctions(StartNote start, StartTranslation translate, FindIdeas ideas, JobStories stories)
{
    /// <summary>From a link, whose captions are read at once, or from a source. Costs a credit, which is given back if it fails or is cancelled.</summary>
    [Function("CreateNote")]
    [EndpointDescription("From a link, whose captions are read at once, or from a source. Costs a credit, which is given back if it fails or is cancelled.")]
    [Access(Role.Editor)]
    [Fails(400, "link_unknown")]
    [Fails(404, "not_found", "source_gone")]
    [Fails(409, "credits_low", "budget_exhausted", "captions_none", "captions_not_yours")]
    [ProducesResponseType<JobView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> WriteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/notes")] HttpRequest request,
        [FromBody] NoteWish body,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await BeginAsync(await start.ExecuteAsync(context.Caller(), body, cancellation), client, cancellation);

    [Function("TranslateNote")]
    [EndpointDescription("Becomes a note of its own, linked to this one. Needs a language model, and costs no credit.")]
    [Access(Role.Editor)]
    [Fails(409, "needs_model", "note_source_deleted")]
    [ProducesResponseType<JobView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> TranslateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/notes/{noteId}/translate")] HttpRequest request,
        string noteId,
        [FromBody] TranslateBody body,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await BeginAsync(await translate.ExecuteAsync(context.Caller(), noteId, body.Language, cancellation), client, cancellation);

    /// <summary>For short videos, each with the seconds of the source that it rests on. They are not kept.</summary>
    [Function("FindNoteIdeas")]
    [EndpointDescription("For short videos, each with the seconds of the source that it rests on. They are not kept.")]
    [Access(Role.Editor)]
    [Fails(409, "note_without_parts")]
    [ProducesResponseType<NoteIdeas>(StatusCodes.Status200OK)]
    public async Task<IResult> IdeasAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/notes/{noteId}/ideas")] HttpRequest request,
        string noteId,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(await ideas.ExecuteAsync(context.Caller(), noteId, cancellation), TypedResults.Ok);

    private Task<IResult> BeginAsync(Outcome<Job> outcome, DurableTaskClient client, CancellationToken cancellation) => Answers.OfAsync<Job>(outcome, async job =>
    {
        JobStory story = stories.Of(job)!;
        await new DurableWorkflows(client).StartAsync(story.Name, story.InstanceId, story.Input, cancellation);
        return JobView.Begun(job, $"/api/v1/jobs/{job.Id}");
    });
}
