using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Videos;

/// <summary>Asks the media tool what the file holds, and writes it down.</summary>
public sealed class ProbeVideo(IDocumentStore store, IBlobStore blobs, IMediaAnalyser media)
{
    public async Task<MediaProbe> ExecuteAsync(string orgId, string videoId, CancellationToken cancellation)
    {
        Video video = await VideoAccess.RequireAsync(store, orgId, videoId, cancellation);
        // The copy is what counts. A story's first step comes again after a cut, so nothing is kept twice.
        await blobs.DeletePrefixAsync(video.UploadPath, cancellation);
        MediaProbe probe = await media.ProbeAsync(await VideoAccess.InputAsync(blobs, video, cancellation), cancellation);
        await store.PatchAsync<Video>(
            Containers.Videos, orgId, videoId,
            [new PatchOperation(PatchKind.Set, "probe", probe), new PatchOperation(PatchKind.Set, "status", "processing")],
            null, cancellation);
        return probe;
    }
}
