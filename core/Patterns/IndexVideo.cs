using Shortloop.Core.Ports;

namespace Shortloop.Core.Patterns;

/// <summary>Makes a video findable by likeness: its facts as words, the words as a vector.</summary>
public sealed class IndexVideo(IDocumentStore store, IBlobStore blobs, IEmbedder embedder, IVectorIndex vectors)
{
    public const string Kind = "video";

    public async Task ExecuteAsync(string orgId, string videoId, CancellationToken cancellation)
    {
        VideoFindings found = await VideoFindings.ReadAsync(store, blobs, orgId, videoId, cancellation);
        string text = VideoDescription.Text(found.Video.Title, found.Facts);
        float[] vector = (await embedder.EmbedAsync([text], cancellation))[0];
        // No text: videos are found by likeness to each other; nobody asks for them here in words.
        await vectors.UpsertAsync(new VectorEntry(orgId, Kind, videoId, embedder.Model, vector, Text: ""), cancellation);
    }
}
