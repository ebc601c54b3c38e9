using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Assistant.Tools.Videos;

public sealed record VideoInput([Description("The video's id, as list_videos gives it.")] string VideoId);

public sealed record VideoDetails(VideoItem Video, string FileName, long SizeBytes, int? Width, int? Height, double? FramesPerSecond, string? JobId);

public sealed class GetVideo(IDocumentStore store) : AssistantTool<VideoInput>
{
    public override string Name => "get_video";

    public override string Title => "Look at a video";

    public override string Description => "One video: status, why it failed, length, size, and the job that works on it.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, VideoInput input, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Video>(Containers.Videos, caller.OrgId, input.VideoId, cancellation) is not { } video)
            return Problem.Missing("video");
        VideoItem item = VideoItem.Of(video);
        var details = new VideoDetails(item, video.FileName, video.SizeBytes, video.Probe?.Video.Width, video.Probe?.Video.Height, video.Probe?.Video.FrameRate, video.JobId);
        return new ToolAnswer(details, new Card("video", "Video", [item.Row], item.Failure));
    }
}
