using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Edits;

/// <summary>What the API answers to a running render job. Its caller has checked the token.</summary>
public sealed class ServeRenderJob(IDocumentStore store, IBlobStore blobs, JobTracker jobs, EventLog events)
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(2);

    /// <summary>Safe to repeat: a redelivered message claims again and gets fresh links.</summary>
    public async Task<Outcome<RenderAssignment>> ClaimAsync(RenderJob job, CancellationToken cancellation)
    {
        if (job.Status is RenderStatus.Succeeded or RenderStatus.Cancelled or RenderStatus.Failed)
            return new Problem(ProblemKind.Conflict, "render_over", "This render is over.");
        Edit? edit = await store.ReadAsync<Edit>(Containers.Edits, job.OrgId, job.EditId, cancellation);
        Video? video = await store.ReadAsync<Video>(Containers.Videos, job.OrgId, job.VideoId, cancellation);
        if (edit is null || video?.Probe is null)
            return Problem.Missing("edit");

        var uploads = new Dictionary<string, Uri>();
        foreach (string name in edit.Variants.SelectMany(v => new[] { $"{v.Platform}.mp4", $"{v.Platform}.jpg" }))
            uploads[name] = await blobs.CreateWriteLinkAsync(job.BlobPrefix + name, LinkLife, cancellation);
        await PatchAsync(job, [new(PatchKind.Set, "status", "rendering")], cancellation);
        return new RenderAssignment(
            await VideoAccess.InputAsync(blobs, video, cancellation), video.Probe, edit.Edl, edit.Variants, uploads);
    }

    public async Task<RenderDirective> ReportAsync(RenderJob job, RenderReport report, CancellationToken cancellation)
    {
        if (job.Status != RenderStatus.Rendering)
            return new RenderDirective(Continue: false);
        await PatchAsync(
            job,
            [
                new(PatchKind.Set, "fraction", Math.Clamp(report.Fraction, 0, 1)),
                new(PatchKind.Set, "speed", report.Speed),
                new(PatchKind.Set, "etaSeconds", report.EtaSeconds),
            ],
            cancellation);
        await jobs.ProgressAsync(job.OrgId, job.JobId, Stations.Render, report.Fraction, cancellation);
        return new RenderDirective(Continue: true);
    }

    /// <summary>Records the end. Every file must really be in storage, in the size that was told.</summary>
    public async Task<Outcome<RenderJob>> FinishAsync(RenderJob job, RenderResult result, CancellationToken cancellation)
    {
        if (job.Status is RenderStatus.Succeeded or RenderStatus.Cancelled)
            return job;
        if (result.ErrorCode is null && await FindMissingAsync(job, result, cancellation) is { } missing)
            return new Problem(ProblemKind.Invalid, "render_incomplete", $"'{missing}' is not in storage as described.");

        RenderStatus status = result.ErrorCode is null ? RenderStatus.Succeeded : RenderStatus.Failed;
        WriteResult<RenderJob> written = await store.PatchAsync<RenderJob>(
            Containers.Renders, job.OrgId, job.Id,
            [
                new(PatchKind.Set, "status", status),
                new(PatchKind.Set, "fraction", status == RenderStatus.Succeeded ? 1 : job.Fraction),
                new(PatchKind.Set, "etaSeconds", null),
                new(PatchKind.Set, "files", result.ErrorCode is null ? result.Files : []),
                new(PatchKind.Set, "failure", result.ErrorCode is null
                    ? null
                    : new Failure(result.ErrorCode, result.ErrorMessage ?? "The render failed.")),
            ],
            WhileOpen(job), cancellation);
        if (written.Status != WriteStatus.Written)
            return new Problem(ProblemKind.Conflict, "render_superseded", "A newer attempt has taken over.");
        await events.AppendAsync(job.OrgId, job.CreatedBy, "render", job.Id, job.VideoId, cancellation);
        return written.Document!;
    }

    private async Task<string?> FindMissingAsync(RenderJob job, RenderResult result, CancellationToken cancellation)
    {
        if (!result.Files.Select(f => f.Platform).Order().SequenceEqual(job.Platforms.Order()))
            return "the list of outputs";
        foreach (RenderedFile file in result.Files)
        {
            if (file.FileName != $"{file.Platform}.mp4" || file.ThumbnailName != $"{file.Platform}.jpg")
                return file.Platform;
            BlobFacts? facts = await blobs.GetFactsAsync(job.BlobPrefix + file.FileName, cancellation);
            if (facts?.Length != file.SizeBytes || await blobs.GetFactsAsync(job.BlobPrefix + file.ThumbnailName, cancellation) is null)
                return file.FileName;
        }

        return null;
    }

    private async Task PatchAsync(RenderJob job, IReadOnlyList<PatchOperation> operations, CancellationToken cancellation)
    {
        WriteResult<RenderJob> written = await store.PatchAsync<RenderJob>(
            Containers.Renders, job.OrgId, job.Id, operations, WhileOpen(job), cancellation);
        if (written.Status == WriteStatus.Written)
            await events.AppendAsync(job.OrgId, job.CreatedBy, "render", job.Id, job.VideoId, cancellation);
    }

    // This very order, and nobody has cancelled or given it up meanwhile: what was given back for it must not be rendered after all.
    private static Condition[] WhileOpen(RenderJob job) =>
        [new("tokenHash", Comparison.Equal, job.TokenHash), new("status", Comparison.NotEqual, "cancelled"), new("status", Comparison.NotEqual, "succeeded")];
}
