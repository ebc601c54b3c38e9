using Shortloop.Core.Operations;
using Shortloop.Core.Patterns;
using Shortloop.Core.Ports;
using Shortloop.Core.Scripts;

namespace Shortloop.Core.Edits;

/// <summary>From the script to what is cut, and for which platforms it is rendered. The id follows from the job.</summary>
public sealed class PlanEdit(IDocumentStore store, IBlobStore blobs, TimeProvider clock)
{
    public static string IdOf(Job job) => Ids.Derived("edt", job.OrgId, job.Id);

    public async Task<Edit> ExecuteAsync(Job job, CancellationToken cancellation)
    {
        string scriptId = WriteScript.IdOf(job);
        Script script = await store.ReadAsync<Script>(Containers.Scripts, job.OrgId, scriptId, cancellation)
            ?? throw new PermanentException("script_gone", "The script was deleted before it was rendered.");
        VideoFindings found = await VideoFindings.ReadAsync(store, blobs, job.OrgId, job.Produce().VideoId, cancellation);
        double frameRate = found.Video.Probe!.Video.FrameRate;
        return await store.UpsertAsync(Containers.Edits, new Edit
        {
            Id = IdOf(job),
            Partition = job.OrgId,
            OrgId = job.OrgId,
            CreatedBy = job.CreatedBy,
            CreatedAt = clock.GetUtcNow(),
            VideoId = job.Produce().VideoId,
            ScriptId = scriptId,
            Edl = EditPlanner.Plan(script.Content, found.Measured),
            Variants = [.. job.Produce().Options.Platforms.Select(p => PlatformPresets.Find(p)!.For(frameRate, job.Produce().Options.Framing))],
        }, cancellation);
    }
}
