using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Accounts;
using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Budgets;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Planner.Produce;

/// <summary>
/// Footage that a service makes from an item's prompt, as a video of the organisation's library. It costs a credit: kept before it is ordered, taken
/// when the film is there, given back when none comes. Its seconds count against the project's budget from the order on.
/// </summary>
public sealed class GeneratedFilm(
    IDocumentStore store, IBlobStore blobs, ProjectStore projects, IEnumerable<IVideoGenerator> generators, UsageLedger ledger, BudgetGate budgets, WorkCharge charge,
    AuditLog audit, TimeProvider clock) : IChargedWork
{
    public const int Price = 1;

    private const string Purpose = "generated";

    /// <summary>Null: none is configured.</summary>
    public IVideoGenerator? Generator => generators.FirstOrDefault();

    /// <summary>The work that is charged is the video's making.</summary>
    public string Prefix => "vid_";

    /// <summary>What would stand in the way, before anything is begun. Keeps nothing.</summary>
    public async Task<Problem?> CheckAsync(Project project, int seconds, CancellationToken cancellation) =>
        await budgets.FindVideoAsync(project, seconds, cancellation) ?? await charge.CheckAsync(project.OrgId, Price, cancellation);

    /// <summary>A place in the library for the film. Safe to repeat: its id follows from the item and how often it was produced.</summary>
    public Task<Video> PlaceAsync(Principal caller, Project project, MonthItem item, CancellationToken cancellation) =>
        FilmPlace.TakeAsync(store, caller, project, item, "generated", clock.GetUtcNow(), cancellation);

    /// <summary>
    /// Keeps the credit and orders the film. Safe to repeat: what has been ordered is not ordered again. Only if the provider's answer is lost, or this
    /// is cut off before the handle is written, a second film is ordered; the service knows no way to prevent it.
    /// </summary>
    /// <exception cref="PermanentException"><c>budget_exhausted</c>, <c>credits_low</c>, or what the provider says.</exception>
    public async Task OrderAsync(Job job, CancellationToken cancellation)
    {
        (PlannedShort planned, GeneratedWork film, string videoId) = Of(job);
        if (film.Handle is not null)
            return;
        IVideoGenerator generator = Require();
        Project project = await projects.OfAsync(job.OrgId, planned.ProjectId, job.CreatedBy, cancellation);
        if (await budgets.FindVideoAsync(project, film.Seconds, cancellation) is { } exhausted)
            throw new PermanentException(exhausted.Code, exhausted.Message);
        await charge.ReserveAsync(job.OrgId, job.CreatedBy, videoId, Price, Stories.ProduceId(job), cancellation);
        string handle = await generator.OrderAsync(new VideoOrder(film.Prompt, film.Seconds), cancellation);
        await store.PatchAsync<Job>(
            Containers.Jobs, job.OrgId, job.Id, [new(PatchKind.Set, "planned", planned with { Film = film with { Handle = handle } })], null, cancellation);
        await ledger.AddVideoSecondsAsync(project, Purpose, planned.ItemId, film.Seconds, cancellation);
        await EnterAsync(project, planned.ItemId, videoId, film, cancellation);
        await budgets.TellAsync(project, cancellation);
    }

    /// <summary>Looks whether the film is there, and takes it in. Safe to repeat: the same film is written over, and paid for once.</summary>
    /// <param name="last">Whether nobody will look again.</param>
    /// <returns>Null: not yet.</returns>
    /// <exception cref="PermanentException"><c>video_refused</c>, <c>video_late</c>, or what the provider says.</exception>
    public async Task<string?> FetchAsync(Job job, bool last, CancellationToken cancellation)
    {
        (_, GeneratedWork film, string videoId) = Of(job);
        IVideoGenerator generator = Require();
        VideoProgress progress = await generator.AskAsync(film.Handle ?? throw new InvalidOperationException($"{job.Id} has ordered no film."), cancellation);
        if (progress is { Done: false })
            return last
                ? throw new PermanentException("video_late", "The provider has not made this video in a quarter of an hour. Produce the item again, or choose footage.")
                : null;
        if (progress.Film is not { } made)
            throw new PermanentException(
                "video_refused", $"The provider made no video of this prompt: {progress.Failure ?? "it gives no reason"}. Change the item's video prompt, or choose footage.");
        Video video = await VideoAccess.RequireAsync(store, job.OrgId, videoId, cancellation);
        byte[] bytes = await generator.FetchAsync(made, cancellation);
        using var content = new MemoryStream(bytes);
        await blobs.WriteAsync(video.OriginalPath, content, "video/mp4", cancellation);
        await store.PatchAsync<Video>(Containers.Videos, job.OrgId, videoId, [new(PatchKind.Set, "sizeBytes", bytes.Length)], null, cancellation);
        await charge.EndAsync(job.OrgId, videoId, true, cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"generated, {film.Seconds} s ordered");
    }

    /// <summary>Nobody waits for the film any more: it is paid if it is there. Safe to repeat.</summary>
    /// <param name="id">The video's.</param>
    public async Task CloseAsync(string orgId, string id, int run, CancellationToken cancellation)
    {
        Video? video = await store.ReadAsync<Video>(Containers.Videos, orgId, id, cancellation);
        await charge.EndAsync(orgId, id, video is { SizeBytes: > 0 }, cancellation);
    }

    // The prompt stays out of the log; a hash stands for it.
    private Task EnterAsync(Project project, string itemId, string videoId, GeneratedWork film, CancellationToken cancellation) => audit.AppendOnceAsync(
        project.OrgId, "models", "video_ordered", itemId, videoId,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{film.Seconds} s for {project.Id} as {videoId}, prompt sha256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(film.Prompt)))}"),
        cancellation);

    private IVideoGenerator Require() => Generator ?? throw new PermanentException(
        "needs_provider", "Generated video needs a provider, and none is configured here any more. Choose footage of your library, or have it made of cards.");

    private static (PlannedShort Planned, GeneratedWork Film, string VideoId) Of(Job job) => job.Planned is { Film: { } film } planned
        ? (planned, film, job.Produce().VideoId)
        : throw new InvalidOperationException($"{job.Id} generates no video.");
}
