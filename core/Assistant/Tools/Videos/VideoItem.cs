using Shortloop.Core.Videos;

namespace Shortloop.Core.Assistant.Tools.Videos;

/// <summary>A video as models and cards are told of it.</summary>
public sealed record VideoItem(string Id, string Title, VideoStatus Status, DateTimeOffset CreatedAt, double? DurationSeconds, string? Failure)
{
    public static VideoItem Of(Video video) =>
        new(video.Id, video.Title, video.Status, video.CreatedAt, video.Probe?.DurationSeconds, video.Failure?.Message);

    internal CardRow Row => new(
        Title, DurationSeconds is { } seconds ? Say.Seconds(seconds) : null, Say.Word(Status), $"/videos/{Id}");
}
