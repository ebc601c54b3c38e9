using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Videos;

/// <summary>
/// Makes the blocks one file, puts it where no link reaches it, looks at what it really is, and opens the job. Safe to repeat: the job's id follows from the video's,
/// and the caller starts the story under the same id every time.
/// </summary>
public sealed class CompleteUpload(IDocumentStore store, IBlobStore blobs, EventLog events, UploadLimits limits, TimeProvider clock)
{
    /// <param name="blockIds">Null: whoever put the blocks has made them one file already.</param>
    public async Task<Outcome<Job>> ExecuteAsync(
        Principal caller, string videoId, IReadOnlyList<string>? blockIds, ProduceOptions options, CancellationToken cancellation)
    {
        Video? video = await store.ReadAsync<Video>(Containers.Videos, caller.OrgId, videoId, cancellation);
        if (video is null)
            return Problem.Missing("video");
        if (ProduceOptionsCheck.Find(caller, options, clock.GetUtcNow()) is { } problem)
            return problem;
        if (video.Status == VideoStatus.Uploading)
        {
            Outcome<Video> committed = await CommitAsync(video, blockIds, cancellation);
            if (!committed.Succeeded(out video, out Problem? refused))
                return refused;
        }

        Job job = await OpenJobAsync(caller, video, options, cancellation);
        await events.AppendAsync(caller.OrgId, caller.UserId, "video", video.Id, video.Id, cancellation);
        return job;
    }

    private async Task<Outcome<Video>> CommitAsync(Video video, IReadOnlyList<string>? blockIds, CancellationToken cancellation)
    {
        if (blockIds is not null && (blockIds.Count is 0 or > 50_000 || !blockIds.All(IsBlockId)))
            return Problem.InvalidField("blockIds", "List the ids of all blocks of the file in order: Base64, 1 to 50,000 of them.");

        // Once a copy is there or under way, the upload is left alone: to write it again would spoil the copy.
        BlobFacts? original = await blobs.GetFactsAsync(video.OriginalPath, cancellation);
        if (original is null)
        {
            // A repeat after a crash between commit and copy finds no uncommitted blocks but the whole blob.
            BlobFacts? facts = blockIds is null ? null : await blobs.CommitBlocksAsync(video.UploadPath, blockIds, "application/octet-stream", cancellation);
            facts ??= await blobs.GetFactsAsync(video.UploadPath, cancellation);
            // A list of some of the blocks makes a file, too: who only hears of it waits for the whole.
            if (facts is null || (blockIds is null && facts.Length < video.SizeBytes))
                return BlocksMissing;
            if (Unfit(video, facts) is { } unfit)
                return await RefuseAsync(video, unfit, cancellation);
        }

        // The link is good for some time yet: what is used from here on is a copy that it does not reach, and all that is said of it is seen on the copy.
        original = await blobs.CopyAsync(video.UploadPath, video.OriginalPath, cancellation) ?? original;
        if (original is null)
            return BlocksMissing;
        if (Unfit(video, original) is { } swapped)
            return await RefuseAsync(video, swapped, cancellation);
        if (await SniffAsync(video, cancellation) is not { } format)
            return await RefuseAsync(video, NotAVideo, cancellation);

        WriteResult<Video> written = await store.ReplaceAsync(
            Containers.Videos,
            video with { Status = VideoStatus.Uploaded, SizeBytes = original.Length, Format = format },
            cancellation);
        if (written.Status == WriteStatus.Written)
            return written.Document!;
        // The uploader's call and storage's event may come at once: who is second finds it done.
        return await store.ReadAsync<Video>(Containers.Videos, video.Partition, video.Id, cancellation) is { Status: not VideoStatus.Uploading } done
            ? done
            : Problem.ChangedMeanwhile;
    }

    private Problem? Unfit(Video video, BlobFacts facts) =>
        facts.Length > limits.MaxBytes ? StartUpload.TooLarge(limits)
        : facts.Length > video.SizeBytes ? LargerThanSaid
        : null;

    internal static readonly Problem BlocksMissing = new(
        ProblemKind.Conflict, "blocks_missing", "Not all blocks have arrived. Ask which are there, send the others, and complete again.");

    private static readonly Problem NotAVideo = new(
        ProblemKind.UnsupportedMedia, "unsupported_media",
        "This is not an MP4, MOV, WebM, MKV or AVI video, whatever its name says. Export it as MP4 and try again.");

    // The room for it was looked for by what was said.
    private static readonly Problem LargerThanSaid = new(
        ProblemKind.Conflict, "file_larger_than_said", "The file is larger than was said when the upload was started. Start again with its real size.");

    // Nothing that can't be used is kept: no document, no bytes. The document goes first, and only as it was read: a call that has just found the same
    // upload whole keeps its bytes.
    private async Task<Problem> RefuseAsync(Video video, Problem why, CancellationToken cancellation)
    {
        if (await store.DeleteAsync(Containers.Videos, video.Partition, video.Id, video.ETag, cancellation) == WriteStatus.Changed)
            return Problem.ChangedMeanwhile;
        await blobs.DeletePrefixAsync(video.BlobPrefix, cancellation);
        await events.AppendAsync(video.OrgId, video.CreatedBy, "video", video.Id, video.Id, cancellation);
        return why;
    }

    private async Task<MediaFormat?> SniffAsync(Video video, CancellationToken cancellation)
    {
        await using Stream? content = await blobs.OpenReadAsync(video.OriginalPath, 0, cancellation);
        if (content is null)
            return null;
        byte[] head = new byte[ContentSniffer.HeadBytes];
        int length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
        return ContentSniffer.Sniff(head.AsSpan(0, length));
    }

    private async Task<Job> OpenJobAsync(Principal caller, Video video, ProduceOptions options, CancellationToken cancellation)
    {
        var job = new Job
        {
            Id = Ids.Derived("job", "produce", video.OrgId, video.Id),
            Partition = video.OrgId,
            OrgId = video.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            VideoId = video.Id,
            Options = options,
            Status = JobStatus.Running,
            Stations = [.. Stations.All.Select(name => name == Stations.Upload
                ? new Station(name, StationStatus.Done, 1, null, video.CreatedAt, clock.GetUtcNow())
                : new Station(name, StationStatus.Waiting))],
        };
        WriteResult<Job> created = await store.CreateAsync(Containers.Jobs, job, cancellation);
        job = created.Document ?? (await store.ReadAsync<Job>(Containers.Jobs, job.Partition, job.Id, cancellation))!;
        if (video.JobId is null)
            await store.PatchAsync<Video>(
                Containers.Videos, video.Partition, video.Id, [new PatchOperation(PatchKind.Set, "jobId", job.Id)], null, cancellation);
        return job;
    }

    internal static bool IsBlockId(string? id) =>
        id is { Length: > 0 and <= 88 } && Convert.TryFromBase64String(id, new byte[66], out _);
}
