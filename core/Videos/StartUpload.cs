using Shortloop.Core.Accounts;
using Shortloop.Core.Billing.Limits;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;

namespace Shortloop.Core.Videos;

/// <summary>Opens a place for a new video and hands out the link to put its bytes there.</summary>
public sealed class StartUpload(
    IDocumentStore store, IBlobStore blobs, ProjectStore projects, EventLog events, UploadLimits limits, TierLimits tier, LimitGate gate, TimeProvider clock)
{
    public sealed record Started(Video Video, UploadTicket Upload);

    public Task<Outcome<Started>> ExecuteAsync(Principal caller, string fileName, long sizeBytes, string? projectId, CancellationToken cancellation) =>
        ExecuteAsync(caller, fileName, sizeBytes, projectId, null, cancellation);

    /// <param name="projectId">Null: the default one.</param>
    /// <param name="onArrival">What to make of it once storage says that it is there; null: that is said when the upload is completed.</param>
    public async Task<Outcome<Started>> ExecuteAsync(
        Principal caller, string fileName, long sizeBytes, string? projectId, ProduceOptions? onArrival, CancellationToken cancellation)
    {
        string name = Path.GetFileName(fileName.Replace('\\', '/')).Trim();
        if (name.Length is 0 or > 200 || name.Any(char.IsControl))
            return Problem.InvalidField("fileName", "Give the file's name: 1 to 200 characters, without control characters.");
        if (sizeBytes <= 0)
            return new Problem(ProblemKind.Invalid, "file_empty", "The file is empty. Choose a video that has content.");
        if (sizeBytes > limits.MaxBytes)
            return TooLarge(limits);
        if (onArrival is not null && ProduceOptionsCheck.Find(caller, onArrival, clock.GetUtcNow()) is { } unusable)
            return unusable;

        if (await FindProjectAsync(caller, projectId, cancellation) is not { Archived: false } project)
            return Problem.InvalidField("projectId", "Choose a project of your organisation that is not archived, or leave it out.");

        Video? video = new Video
        {
            Id = Ids.New("vid", clock),
            Partition = caller.OrgId,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            Title = Path.GetFileNameWithoutExtension(name) is { Length: > 0 } title ? title : name,
            FileName = name,
            SizeBytes = sizeBytes,
            Status = VideoStatus.Uploading,
            ProjectId = project.Id,
            OnArrival = onArrival,
        };
        Task<Video> Place() => store.UpsertAsync(Containers.Videos, video, cancellation);
        Outcome<Video> placed = !await tier.IsStorageLimitedAsync(caller.OrgId, cancellation)
            ? await Place()
            : await gate.PassAsync(
                caller.OrgId, "storage", () => tier.StorageAsync(caller.OrgId, sizeBytes, cancellation), Place,
                added => store.DeleteAsync(Containers.Videos, caller.OrgId, added.Id, null, cancellation), cancellation);
        if (!placed.Succeeded(out video, out Problem? full))
            return full;
        await events.AppendAsync(caller.OrgId, caller.UserId, "video", video.Id, video.Id, cancellation);
        return new Started(video, await CreateTicketAsync(blobs, video, limits, clock, cancellation));
    }

    private async Task<Project?> FindProjectAsync(Principal caller, string? projectId, CancellationToken cancellation) =>
        projectId is null ? await projects.DefaultAsync(caller.OrgId, caller.UserId, cancellation)
        : Ids.IsWellFormed(projectId) ? await projects.FindAsync(caller.OrgId, projectId, caller.UserId, cancellation)
        : null;

    internal static Problem TooLarge(UploadLimits limits) => new(
        ProblemKind.TooLarge, "file_too_large",
        $"The file is larger than {limits.MaxBytes / (1024 * 1024)} MB. Shorten or compress it and try again.");

    internal static async Task<UploadTicket> CreateTicketAsync(
        IBlobStore blobs, Video video, UploadLimits limits, TimeProvider clock, CancellationToken cancellation)
    {
        Uri link = await blobs.CreateWriteLinkAsync(video.UploadPath, limits.LinkLife, cancellation);
        return new UploadTicket(link, clock.GetUtcNow() + limits.LinkLife, limits.BlockBytes);
    }
}
