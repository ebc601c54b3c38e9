using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Assistant.Tools.Videos;

public sealed record ListVideosInput(
    [Description("Words that the title has, or part of them; left out: all.")] string? Query = null,
    [Description("How many at most, 1 to 50; 10 if left out.")] int? Limit = null);

public sealed class ListVideos(IDocumentStore store) : AssistantTool<ListVideosInput>
{
    /// <summary>Titles are looked at one by one.</summary>
    private const int Looked = 1000;

    public override string Name => "list_videos";

    public override string Title => "List videos";

    public override string Description =>
        "The organisation's videos, newest first, with ids, titles, status and length. Use it to find a video by words of its title before using another tool that needs a videoId.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, ListVideosInput input, CancellationToken cancellation)
    {
        int limit = Limits.Of(input.Limit);
        string[] words = (input.Query ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var query = new DocumentQuery(caller.OrgId, OrderBy: "createdAt", Descending: true, Limit: words.Length == 0 ? limit + 1 : Looked);
        Video[] found = [.. (await store.QueryAsync<Video>(Containers.Videos, query, cancellation)).Items
            .Where(video => words.All(word => video.Title.Contains(word, StringComparison.CurrentCultureIgnoreCase)))];
        VideoItem[] items = [.. found.Take(limit).Select(VideoItem.Of)];
        return new ToolAnswer(
            Listed.Of(items, found.Length > limit), Card.Of("videos", "Videos", items, item => item.Row, "There is no such video."));
    }
}
