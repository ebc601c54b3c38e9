using System.Text.Json;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Videos;

/// <summary>One decoding pass over the original; what it finds goes to blob storage (hours of samples outgrow a document).</summary>
public sealed class MeasureVideo(IDocumentStore store, IBlobStore blobs, IMediaAnalyser media, JobTracker jobs)
{
    public async Task<MediaMeasurements> ExecuteAsync(string orgId, string videoId, string jobId, CancellationToken cancellation)
    {
        Video video = await VideoAccess.RequireAsync(store, orgId, videoId, cancellation);
        MediaProbe probe = video.Probe ?? throw new InvalidOperationException($"{videoId} has not been probed.");
        MediaInput input = await VideoAccess.InputAsync(blobs, video, cancellation);

        using var progress = new StationProgress(jobs, orgId, jobId, Stations.Analyse);
        MediaMeasurements found = await media.MeasureAsync(input, probe, new BlobSink(blobs, video.BlobPrefix), progress, cancellation);

        using var json = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(found, JsonSerializerOptions.Web));
        await blobs.WriteAsync(video.MeasurementsPath, json, "application/json", cancellation);
        await store.PatchAsync<Video>(
            Containers.Videos, orgId, videoId,
            [new PatchOperation(PatchKind.Set, "pictures", new VideoPictures(found.Poster, found.Strip))], null, cancellation);
        return found;
    }

    private sealed class BlobSink(IBlobStore blobs, string prefix) : IMediaSink
    {
        public Task SaveAsync(string name, string contentType, Stream content, CancellationToken cancellation) =>
            blobs.WriteAsync(prefix + name, content, contentType, cancellation);
    }
}
