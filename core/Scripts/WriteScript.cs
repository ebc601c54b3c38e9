using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Patterns;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Scripts;

/// <summary>Writes the script for a job's video and keeps it. The id follows from the job: a repeat asks nobody again.</summary>
public sealed class WriteScript(IDocumentStore store, IBlobStore blobs, ScriptWriter writer, TimeProvider clock)
{
    private readonly AuditLog _audit = new(store, clock);

    public static string IdOf(Job job) => Ids.Derived("scr", job.OrgId, job.Id);

    public async Task<Script> ExecuteAsync(Job job, CancellationToken cancellation)
    {
        string id = IdOf(job);
        if (await store.ReadAsync<Script>(Containers.Scripts, job.OrgId, id, cancellation) is { } written)
            return written;
        VideoFindings found = await VideoFindings.ReadAsync(store, blobs, job.OrgId, job.Produce().VideoId, cancellation);
        var brief = new ScriptBrief(job.Planned?.Title ?? found.Video.Title, job.Produce().Options.Platforms, job.Produce().Options.Goal);
        if (job.Planned?.Script is { } known)
            return await KeepAsync(job, brief, "planner", known, cancellation);
        ModelAnswer<ScriptContent> answer =
            await writer.WriteAsync(brief, found.Facts, found.Measured, PatternFinder.Find(found.Facts), cancellation);
        await ModelTrail.EnterAsync(_audit, job, id, ScriptPrompt.Current, answer, cancellation);
        return await KeepAsync(job, brief, answer.Model, answer.Value, cancellation);
    }

    private Task<Script> KeepAsync(Job job, ScriptBrief brief, string model, ScriptContent content, CancellationToken cancellation) =>
        store.UpsertAsync(Containers.Scripts, new Script
        {
            Id = IdOf(job),
            Partition = job.OrgId,
            OrgId = job.OrgId,
            CreatedBy = job.CreatedBy,
            CreatedAt = clock.GetUtcNow(),
            VideoId = job.Produce().VideoId,
            Brief = brief,
            Model = model,
            PromptVersion = ScriptPrompt.Current.Version,
            Content = content,
        }, cancellation);
}
