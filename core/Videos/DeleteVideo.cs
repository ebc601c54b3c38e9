using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Videos;

/// <summary>Cancels an upload, or removes a video that no job is working on, with its bytes, pictures and vector.</summary>
public sealed class DeleteVideo(IDocumentStore store, IBlobStore blobs, IVectorIndex vectors, EventLog events)
{
    public async Task<Problem?> ExecuteAsync(Principal caller, string videoId, CancellationToken cancellation)
    {
        Video? video = await store.ReadAsync<Video>(Containers.Videos, caller.OrgId, videoId, cancellation);
        if (video is null)
            return Problem.Missing("video");
        if (video.JobId is not null
            && await store.ReadAsync<Job>(Containers.Jobs, caller.OrgId, video.JobId, cancellation) is { IsOver: false })
            return new Problem(ProblemKind.Conflict, "video_in_use", "A job is working on this video. Cancel the job first.");

        // The document goes last: if this is cut off, the video is still listed and can be deleted again.
        await blobs.DeletePrefixAsync(video.BlobPrefix, cancellation);
        await vectors.DeleteAsync(caller.OrgId, "video", video.Id, cancellation);
        await store.DeleteAsync(Containers.Videos, caller.OrgId, video.Id, null, cancellation);
        await events.AppendAsync(caller.OrgId, caller.UserId, "video", video.Id, video.Id, cancellation);
        return null;
    }
}
