using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Videos;

namespace Shortloop.Functions.Videos;

/// <summary>A video as the API shows it. Links are signed and good for an hour.</summary>
public sealed record VideoView(
    string Id,
    string Title,
    string FileName,
    long SizeBytes,
    VideoStatus Status,
    Failure? Failure,
    DateTimeOffset CreatedAt,
    MediaProbe? Probe,
    Uri? PosterUrl,
    Uri? StripUrl,
    PreviewStrip? Strip,
    Uri? ContentUrl,
    string? JobId,
    string ProjectId);

public sealed record KeyFrameView(double At, Uri Url);

public sealed record MeasurementsView(
    double MeasuredSeconds,
    int Frames,
    IReadOnlyList<Cut> Cuts,
    IReadOnlyList<TimelineSample> Timeline,
    IReadOnlyList<TimeSpanSeconds> Black,
    IReadOnlyList<TimeSpanSeconds> Frozen,
    SoundMeasurements? Sound,
    IReadOnlyList<KeyFrameView> KeyFrames);

public sealed record SimilarVideo(string Id, string Title, Uri? PosterUrl);

public sealed record SimilarView(SimilarVideo Video, double Score);

/// <summary>Makes views; the only place that hands out read links of videos.</summary>
public sealed class VideoViews(IBlobStore blobs)
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(1);

    public async Task<VideoView> MakeAsync(Video video, CancellationToken cancellation) => new(
        video.Id, video.Title, video.FileName, video.SizeBytes, video.Status, video.Failure, video.CreatedAt, video.Probe,
        await PosterAsync(video, cancellation),
        video.Pictures is { } pictures ? await LinkAsync(video, pictures.Strip.Name, cancellation) : null,
        video.Pictures?.Strip,
        video.Format is null ? null : await blobs.CreateReadLinkAsync(video.OriginalPath, LinkLife, null, cancellation),
        video.JobId,
        video.ProjectId ?? Project.DefaultIdOf(video.OrgId));

    public async Task<Uri?> PosterAsync(Video video, CancellationToken cancellation) =>
        video.Pictures is { } pictures ? await LinkAsync(video, pictures.Poster, cancellation) : null;

    public async Task<MeasurementsView> MakeAsync(Video video, MediaMeasurements found, CancellationToken cancellation)
    {
        var frames = new List<KeyFrameView>(found.KeyFrames.Count);
        foreach (KeyFrame frame in found.KeyFrames)
            frames.Add(new KeyFrameView(frame.At, await LinkAsync(video, frame.Name, cancellation)));
        return new MeasurementsView(
            found.MeasuredSeconds, found.Frames, found.Cuts, found.Timeline, found.Black, found.Frozen, found.Sound, frames);
    }

    private Task<Uri> LinkAsync(Video video, string name, CancellationToken cancellation) =>
        blobs.CreateReadLinkAsync(video.BlobPrefix + name, LinkLife, null, cancellation);
}
