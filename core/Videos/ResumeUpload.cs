using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Videos;

/// <summary>A fresh link and the blocks that are already there, so that a broken upload goes on where it stopped.</summary>
public sealed class ResumeUpload(IDocumentStore store, IBlobStore blobs, UploadLimits limits, TimeProvider clock)
{
    public sealed record Resumed(UploadTicket Upload, IReadOnlyList<BlobBlock> Blocks);

    public async Task<Outcome<Resumed>> ExecuteAsync(Principal caller, string videoId, CancellationToken cancellation)
    {
        Video? video = await store.ReadAsync<Video>(Containers.Videos, caller.OrgId, videoId, cancellation);
        if (video is null)
            return Problem.Missing("video");
        if (video.Status != VideoStatus.Uploading)
            return new Problem(ProblemKind.Conflict, "upload_over", "This upload is already complete.");
        return new Resumed(
            await StartUpload.CreateTicketAsync(blobs, video, limits, clock, cancellation),
            await blobs.ListUncommittedBlocksAsync(video.UploadPath, cancellation));
    }
}
