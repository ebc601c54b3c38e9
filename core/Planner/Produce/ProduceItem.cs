using Shortloop.Core.Accounts;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Budgets;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Planner.Produce;

/// <param name="VideoId">The footage, one of the organisation's videos; null: cards are made from the storyboard and the brand kit.</param>
/// <param name="Platforms">Lower-case names; at least one.</param>
/// <param name="Privacy">The platform's own word, never defaulted; null: make the short, but don't publish it.</param>
/// <param name="Generated">By a service that generates video from the item's prompt, which a provider has to be configured for.</param>
public sealed record ProduceWish(
    IReadOnlyList<string> Platforms, string? VideoId = null, string? Privacy = null, Framing Framing = Framing.Blur, bool Generated = false);

/// <summary>
/// Starts the main chain for an approved item: on footage, or on cards that are made first. What is made of it goes out at the item's slot, past
/// the policy and whoever the project wants to approve its posts.
/// </summary>
public sealed class ProduceItem(IDocumentStore store, ItemStore items, EditItem edit, ProjectStore projects, BudgetGate budgets, CardFilm film, GeneratedFilm generated, TimeProvider clock)
{
    private const int LongestGoal = 500;

    /// <summary>What is known of footage that has been through the chain once.</summary>
    private static readonly string[] Known = [Stations.Upload, Stations.Probe, Stations.Analyse, Stations.Patterns, Stations.Index];

    private static readonly Problem NotApproved = new(
        ProblemKind.Conflict, "item_not_approved", "Approve this item first; then it can be produced.");

    private static readonly Problem NotReady = new(
        ProblemKind.Conflict, "video_not_ready", "This video has not been processed yet. Wait until its job is over, and produce the item then.");

    private static readonly Problem NeedsProvider = new(
        ProblemKind.Conflict, "needs_provider", "Generated video needs a provider, and none is configured here. Choose footage of your library, or have it made of cards.");

    /// <returns>The job; the caller starts <see cref="Stories.ProduceVideo"/> with it.</returns>
    public async Task<Outcome<Job>> ExecuteAsync(Principal caller, string itemId, ProduceWish wish, string? etag, CancellationToken cancellation)
    {
        if (!(await edit.FindAsync(caller, itemId, cancellation)).Succeeded(out (MonthItem Item, Months.MonthPlan Month) found, out Problem? problem))
            return problem;
        if (wish is { Generated: true, VideoId: not null })
            return Problem.InvalidField("generated", "Choose footage, or have it generated; not both.");
        if (wish.Generated && generated.Generator is null)
            return NeedsProvider;
        var options = new ProduceOptions(wish.Platforms, wish.Framing, PublishAt: found.Item.At, Goal: Goal(found.Item), Privacy: wish.Privacy);
        if (ProduceOptionsCheck.Find(caller, options, clock.GetUtcNow()) is { } wrong)
            return wrong;
        ItemSight sight = await items.LookAsync(found.Item, cancellation);
        // A repeat of a call that was cut off gets the job that is at work.
        if (sight.State == ItemState.Producing && found.Item.VideoId is not null && (wish.VideoId ?? found.Item.VideoId) == found.Item.VideoId
            && await store.ReadAsync<Job>(Containers.Jobs, caller.OrgId, found.Item.JobId!, cancellation) is { } running)
            return running;
        if (!ItemStates.CanProduce(sight.State))
            return NotApproved;
        Project project = await projects.OfAsync(caller.OrgId, found.Item.ProjectId, caller.UserId, cancellation);
        if (wish.Generated)
            return await OnGeneratedAsync(caller, project, found.Item, options, etag, cancellation);
        return wish.VideoId is { } videoId
            ? await OnFootageAsync(caller, project, found.Item, videoId, options, etag, cancellation)
            : await OnCardsAsync(caller, project, found.Item, options, etag, cancellation);
    }

    private async Task<Outcome<Job>> OnFootageAsync(
        Principal caller, Project project, MonthItem item, string videoId, ProduceOptions options, string? etag, CancellationToken cancellation)
    {
        if (!Ids.IsWellFormed(videoId) || await store.ReadAsync<Video>(Containers.Videos, caller.OrgId, videoId, cancellation) is not { } video)
            return Problem.InvalidField("videoId", "Choose a video of your library, or leave it out.");
        if (video is not { Status: VideoStatus.Processed, Probe: not null, Pictures: not null })
            return NotReady;
        var planned = new PlannedShort(item.Id, project.Id, item.OpeningText(), item.PostText);
        return await OpenAsync(caller, item, video, options, planned, Known, etag, cancellation);
    }

    private async Task<Outcome<Job>> OnCardsAsync(
        Principal caller, Project project, MonthItem item, ProduceOptions options, string? etag, CancellationToken cancellation)
    {
        if (item.Storyboard.Count == 0)
            return new Problem(ProblemKind.Conflict, "storyboard_missing", "Cards are made from the storyboard, and there is none. Write it, or choose footage.");
        CardPlan plan = CardPlan.Of(item);
        if (await budgets.FindVideoAsync(project, (long)Math.Ceiling(plan.Seconds), cancellation) is { } exhausted)
            return exhausted;
        Video video = await film.PlaceAsync(caller, project, item, cancellation);
        var planned = new PlannedShort(item.Id, project.Id, item.OpeningText(), item.PostText, plan.Script(item));
        return await OpenAsync(caller, item, video, options with { Framing = Framing.Crop }, planned, [], etag, cancellation);
    }

    private async Task<Outcome<Job>> OnGeneratedAsync(
        Principal caller, Project project, MonthItem item, ProduceOptions options, string? etag, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(item.Prompts.Video))
            return new Problem(ProblemKind.Conflict, "prompt_missing", "Video is generated from the item's video prompt, and there is none. Write it, or choose footage.");
        int seconds = generated.Generator!.SecondsFor(item.Storyboard.Sum(shot => shot.Seconds));
        if (await generated.CheckAsync(project, seconds, cancellation) is { } problem)
            return problem;
        Video video = await generated.PlaceAsync(caller, project, item, cancellation);
        var planned = new PlannedShort(item.Id, project.Id, item.OpeningText(), item.PostText, Film: new GeneratedWork(item.Prompts.Video, seconds));
        return await OpenAsync(caller, item, video, options, planned, [], etag, cancellation);
    }

    private async Task<Outcome<Job>> OpenAsync(
        Principal caller, MonthItem item, Video video, ProduceOptions options, PlannedShort planned, string[] known, string? etag, CancellationToken cancellation)
    {
        string jobId = Ids.Derived("job", "item", item.Id, $"{item.Productions}");
        Outcome<MonthItem> moved = await items.ChangeAsync(
            caller.OrgId, item.Id,
            present => present with { Status = ItemStatus.Producing, VideoId = video.Id, JobId = jobId, Productions = item.Productions + 1 },
            etag ?? item.ETag, cancellation);
        if (!moved.Succeeded(out _, out Problem? problem))
            return problem;
        DateTimeOffset now = clock.GetUtcNow();
        var job = new Job
        {
            Id = jobId,
            Partition = caller.OrgId,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = now,
            VideoId = video.Id,
            Options = options,
            Planned = planned,
            Status = JobStatus.Running,
            Stations = [.. Stations.All.Select(name => known.Contains(name)
                ? new Station(name, StationStatus.Done, 1, null, now, now)
                : new Station(name, StationStatus.Waiting))],
        };
        await store.PatchAsync<Video>(Containers.Videos, video.Partition, video.Id, [new(PatchKind.Set, "jobId", jobId)], null, cancellation);
        return (await store.CreateAsync(Containers.Jobs, job, cancellation)).Document
            ?? (await store.ReadAsync<Job>(Containers.Jobs, caller.OrgId, jobId, cancellation))!;
    }

    /// <summary>The outline is what the short is to achieve.</summary>
    private static string Goal(MonthItem item)
    {
        string goal = string.Join(' ', (string[])[item.Hook, .. item.Outline, item.CallToAction]);
        return goal.Length <= LongestGoal ? goal : goal[..LongestGoal].TrimEnd('\uD800', ' ');
    }
}
