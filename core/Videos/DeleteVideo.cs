using Shortloop.Core.Accounts;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;
using Shortloop.Core.Patterns;
using Shortloop.Core.Ports;
using Shortloop.Core.Scripts;
using Shortloop.Core.Strategies;

namespace Shortloop.Core.Videos;

/// <summary>
/// Cancels an upload, or removes a video that no job is working on, with everything that was made from it. Posts and their numbers stay:
/// they are the channel's history, and learning rests on them.
/// </summary>
public sealed class DeleteVideo(IDocumentStore store, IBlobStore blobs, IVectorIndex vectors, EventLog events)
{
    /// <param name="etag">Of the version that the caller saw; null: any.</param>
    public async Task<Problem?> ExecuteAsync(Principal caller, string videoId, string? etag, CancellationToken cancellation)
    {
        Video? video = await store.ReadAsync<Video>(Containers.Videos, caller.OrgId, videoId, cancellation);
        if (video is null)
            return Problem.Missing("video");
        if (etag is not null && etag != video.ETag)
            return Problem.ChangedMeanwhile;
        if (video.JobId is not null
            && await store.ReadAsync<Job>(Containers.Jobs, caller.OrgId, video.JobId, cancellation) is { IsOver: false })
            return new Problem(ProblemKind.Conflict, "video_in_use", "A job is working on this video. Cancel the job first.");

        // The document goes last: if this is cut off, the video is still listed and can be deleted again.
        foreach (RenderJob render in await FindAsync<RenderJob>(Containers.Renders, video, cancellation))
            await blobs.DeletePrefixAsync(render.BlobPrefix, cancellation);
        await DeleteAsync<RenderJob>(Containers.Renders, video, cancellation);
        await DeleteAsync<Edit>(Containers.Edits, video, cancellation);
        await DeleteAsync<Script>(Containers.Scripts, video, cancellation);
        await DeleteAsync<Strategy>(Containers.Strategies, video, cancellation);
        await DeleteAsync<Pattern>(Containers.Patterns, video, cancellation);
        await blobs.DeletePrefixAsync(video.BlobPrefix, cancellation);
        await vectors.DeleteAsync(caller.OrgId, "video", video.Id, cancellation);
        await store.DeleteAsync(Containers.Videos, caller.OrgId, video.Id, null, cancellation);
        await events.AppendAsync(caller.OrgId, caller.UserId, "video", video.Id, video.Id, cancellation);
        return null;
    }

    private async Task DeleteAsync<T>(Container container, Video video, CancellationToken cancellation)
        where T : Document
    {
        foreach (T document in await FindAsync<T>(container, video, cancellation))
            await store.DeleteAsync(container, video.OrgId, document.Id, null, cancellation);
    }

    private async Task<IReadOnlyList<T>> FindAsync<T>(Container container, Video video, CancellationToken cancellation)
        where T : Document
    {
        var query = new DocumentQuery(video.OrgId, [new Condition("videoId", Comparison.Equal, video.Id)], Limit: 1000);
        return (await store.QueryAsync<T>(container, query, cancellation)).Items;
    }
}
