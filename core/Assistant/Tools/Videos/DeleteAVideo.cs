using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Assistant.Tools.Videos;

public sealed record Deleted(string Id);

public sealed class DeleteAVideo(IDocumentStore store, DeleteVideo delete) : AssistantTool<VideoInput>
{
    public override string Name => "delete_video";

    public override string Title => "Delete a video";

    public override string Description =>
        "Deletes one video with its patterns, strategies, scripts and renders, for good; its posts stay. The person is asked to confirm it first, by the application.";

    public override Role Role => Role.Editor;

    public override ToolEffect Effect => ToolEffect.Confirmed;

    protected override async Task<Outcome<string>> AskAsync(Principal caller, VideoInput input, CancellationToken cancellation) =>
        await store.ReadAsync<Video>(Containers.Videos, caller.OrgId, input.VideoId, cancellation) is { } video
            ? $"Delete the video “{video.Title}” with everything that was made from it? This can't be undone."
            : Problem.Missing("video");

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, VideoInput input, CancellationToken cancellation) =>
        await delete.ExecuteAsync(caller, input.VideoId, null, cancellation) is { } problem
            ? problem
            : new ToolAnswer(new Deleted(input.VideoId), Said: "The video is deleted.");
}
