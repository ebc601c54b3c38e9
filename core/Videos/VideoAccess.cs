using System.Text.Json;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Videos;

/// <summary>How steps reach a video's parts. Within a story a missing video means that somebody deleted it.</summary>
public static class VideoAccess
{
    /// <summary>Long enough for the longest analysis; the link stays within our own processes.</summary>
    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(2);

    public static async Task<Video> RequireAsync(IDocumentStore store, string orgId, string videoId, CancellationToken cancellation) =>
        await store.ReadAsync<Video>(Containers.Videos, orgId, videoId, cancellation)
        ?? throw new PermanentException("video_gone", "The video was deleted while it was being worked on.");

    public static async Task<MediaInput> InputAsync(IBlobStore blobs, Video video, CancellationToken cancellation)
    {
        Uri link = await blobs.CreateReadLinkAsync(video.OriginalPath, LinkLife, null, cancellation);
        return new MediaInput(link.AbsoluteUri, video.Format ?? throw new InvalidOperationException($"{video.Id} has no format yet."));
    }

    /// <returns>Null: not measured yet.</returns>
    public static async Task<MediaMeasurements?> MeasurementsAsync(IBlobStore blobs, Video video, CancellationToken cancellation)
    {
        await using Stream? stored = await blobs.OpenReadAsync(video.MeasurementsPath, 0, cancellation);
        return stored is null
            ? null
            : await JsonSerializer.DeserializeAsync<MediaMeasurements>(stored, JsonSerializerOptions.Web, cancellation);
    }
}
