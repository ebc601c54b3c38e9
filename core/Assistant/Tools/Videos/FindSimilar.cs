using Shortloop.Core.Accounts;
using Shortloop.Core.Patterns;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Assistant.Tools.Videos;

public sealed record SimilarItem(VideoItem Video, double Similarity);

public sealed class FindSimilar(FindSimilarVideos similar) : AssistantTool<VideoInput>
{
    public override string Name => "find_similar_videos";

    public override string Title => "Find similar videos";

    public override string Description => "The organisation's videos that resemble one most, by what was measured in them.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, VideoInput input, CancellationToken cancellation)
    {
        if (!(await similar.ExecuteAsync(caller, input.VideoId, cancellation)).Succeeded(out IReadOnlyList<(Video Video, double Score)>? found, out Problem? problem))
            return problem;
        SimilarItem[] items = [.. found.Select(hit => new SimilarItem(VideoItem.Of(hit.Video), Math.Round(hit.Score, 3)))];
        return new ToolAnswer(
            Listed.Of(items),
            Card.Of("videos", "Similar videos", items, item => item.Video.Row with { Note = $"similarity {item.Similarity:0.00}" }, "None resembles it."));
    }
}
