using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Patterns;

/// <summary>Turns measurements into patterns with evidence and keeps them. Ids follow from video and type: a repeat writes the same over.</summary>
public sealed class DetectPatterns(IDocumentStore store, IBlobStore blobs, TimeProvider clock)
{
    public async Task<IReadOnlyList<Pattern>> ExecuteAsync(string orgId, string videoId, CancellationToken cancellation)
    {
        VideoFindings found = await VideoFindings.ReadAsync(store, blobs, orgId, videoId, cancellation);
        var kept = new List<Pattern>();
        foreach (PatternContent content in PatternFinder.Find(found.Facts))
        {
            kept.Add(await store.UpsertAsync(Containers.Patterns, new Pattern
            {
                Id = Ids.Derived("pat", orgId, videoId, content.Type),
                Partition = orgId,
                OrgId = orgId,
                CreatedBy = found.Video.CreatedBy,
                CreatedAt = clock.GetUtcNow(),
                VideoId = videoId,
                Content = content,
            }, cancellation));
        }

        return kept;
    }
}
