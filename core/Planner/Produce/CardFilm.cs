using System.Globalization;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Budgets;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Scripts;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Planner.Produce;

/// <summary>The built-in producer: cards of the brand kit's pictures and colours, with motion and music, as a video of the organisation's library.</summary>
public sealed class CardFilm(
    IDocumentStore store, IBlobStore blobs, ProjectStore projects, CardBrand brand, ICardMaker cards, UsageLedger ledger, BudgetGate budgets, TimeProvider clock)
{
    private const string Purpose = "cards";

    /// <summary>A place in the library for the film. Safe to repeat: its id follows from the item and how often it was produced.</summary>
    public Task<Video> PlaceAsync(Principal caller, Project project, MonthItem item, CancellationToken cancellation) =>
        FilmPlace.TakeAsync(store, caller, project, item, "cards", clock.GetUtcNow(), cancellation);

    /// <summary>Makes the film of a job. Safe to repeat: the same film is written over.</summary>
    public async Task<string> MakeAsync(Job job, CancellationToken cancellation)
    {
        if (job.Planned is not { Script: { } script } planned)
            throw new InvalidOperationException($"{job.Id} is made of no cards.");
        Video video = await VideoAccess.RequireAsync(store, job.OrgId, job.Produce().VideoId, cancellation);
        Project project = await projects.OfAsync(job.OrgId, planned.ProjectId, job.CreatedBy, cancellation);
        double[] shots = [.. script.Segments.Select(segment => Times.Round(segment.SourceEnd - segment.SourceStart))];
        CardOrder order = await brand.OrderAsync(project, shots, Turn(planned.ItemId), cancellation);
        byte[] film = await cards.MakeAsync(order, cancellation);
        using var content = new MemoryStream(film);
        await blobs.WriteAsync(video.OriginalPath, content, "video/mp4", cancellation);
        bool first = video.SizeBytes == 0;
        await store.PatchAsync<Video>(Containers.Videos, job.OrgId, video.Id, [new(PatchKind.Set, "sizeBytes", film.Length)], null, cancellation);
        if (first)
            await ledger.AddVideoSecondsAsync(project, Purpose, planned.ItemId, (long)Math.Ceiling(script.DurationSeconds), cancellation);
        await budgets.TellAsync(project, cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{shots.Length} cards, {order.Pictures.Count} with pictures, {(order.Music is null ? "silent" : "with music")}, {script.DurationSeconds:0.0} s");
    }

    /// <summary>The same for an item each time, and different from item to item.</summary>
    private static int Turn(string itemId) => itemId.Sum(letter => letter);
}
