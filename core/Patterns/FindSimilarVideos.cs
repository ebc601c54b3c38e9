using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Patterns;

/// <summary>The organisation's videos that are most like this one.</summary>
public sealed class FindSimilarVideos(IDocumentStore store, IBlobStore blobs, IEmbedder embedder, IVectorIndex vectors)
{
    private const int Top = 5;

    public async Task<Outcome<IReadOnlyList<(Video Video, double Score)>>> ExecuteAsync(
        Principal caller, string videoId, CancellationToken cancellation)
    {
        Video? video = await store.ReadAsync<Video>(Containers.Videos, caller.OrgId, videoId, cancellation);
        if (video is null)
            return Problem.Missing("video");
        var found = new List<(Video, double)>();
        if (video.Probe is not null && video.Pictures is not null)
        {
            VideoFindings findings = await VideoFindings.ReadAsync(store, blobs, caller.OrgId, videoId, cancellation);
            string text = VideoDescription.Text(video.Title, findings.Facts);
            float[] vector = (await embedder.EmbedAsync([text], cancellation))[0];
            foreach (VectorHit hit in await vectors.SearchAsync(caller.OrgId, IndexVideo.Kind, embedder.Model, vector, Top + 1, cancellation))
            {
                if (hit.Id != videoId && await store.ReadAsync<Video>(Containers.Videos, caller.OrgId, hit.Id, cancellation) is { } other)
                    found.Add((other, hit.Cosine));
            }
        }

        return found;
    }
}
