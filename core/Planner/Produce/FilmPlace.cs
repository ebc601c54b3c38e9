using Shortloop.Core.Accounts;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Planner.Produce;

/// <summary>Where the library keeps a film that doesn't come from a person.</summary>
internal static class FilmPlace
{
    /// <param name="kind">What makes it, which names its file. Safe to repeat: the id follows from it, the item and how often the item was produced.</param>
    public static async Task<Video> TakeAsync(
        IDocumentStore store, Principal caller, Project project, MonthItem item, string kind, DateTimeOffset now, CancellationToken cancellation)
    {
        var video = new Video
        {
            Id = Ids.Derived("vid", kind, item.Id, $"{item.Productions}"),
            Partition = caller.OrgId,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = now,
            Title = item.OpeningText(),
            FileName = $"{kind}.mp4",
            SizeBytes = 0,
            Status = VideoStatus.Uploaded,
            Format = MediaFormat.Mp4,
            ProjectId = project.Id,
        };
        return (await store.CreateAsync(Containers.Videos, video, cancellation)).Document
            ?? (await store.ReadAsync<Video>(Containers.Videos, caller.OrgId, video.Id, cancellation))!;
    }
}
