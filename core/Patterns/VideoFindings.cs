using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Patterns;

/// <summary>All that is known of a measured video. Facts and patterns are recomputed from the measurements: they are cheap and exact.</summary>
public sealed record VideoFindings(Video Video, MediaMeasurements Measured, VideoFacts Facts)
{
    public static async Task<VideoFindings> ReadAsync(
        IDocumentStore store, IBlobStore blobs, string orgId, string videoId, CancellationToken cancellation)
    {
        Video video = await VideoAccess.RequireAsync(store, orgId, videoId, cancellation);
        MediaMeasurements measured = await VideoAccess.MeasurementsAsync(blobs, video, cancellation)
            ?? throw new InvalidOperationException($"{videoId} has not been measured.");
        MediaProbe probe = video.Probe ?? throw new InvalidOperationException($"{videoId} has not been probed.");
        return new VideoFindings(video, measured, FactFinder.Find(probe, measured));
    }
}
