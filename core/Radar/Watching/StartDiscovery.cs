using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Own;

namespace Shortloop.Core.Radar.Watching;

/// <summary>A person doesn't want to wait for the next round. One at a time: who asks again meanwhile, or a moment later, gets the same one.</summary>
public sealed class StartDiscovery(IDocumentStore store, WatchStore watches, TrendSources sources, OwnAccounts accounts, Entitlements entitlements, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    private static readonly Problem Nothing = new(
        ProblemKind.Conflict, "nothing_watched", "There is nothing to look for yet. Name a keyword or a region in the watch's settings, follow a creator, or connect an account of yours.");

    private static readonly Problem NoSource = new(
        ProblemKind.Conflict, "no_trend_source", "No source of public videos is set up here, or none that you allow. Ask who operates this installation, or import videos.");

    /// <returns>The job; the caller starts <see cref="RadarStories.Discover"/> with it.</returns>
    public async Task<Outcome<Job>> ExecuteAsync(Principal caller, CancellationToken cancellation)
    {
        TrendWatch watch = await watches.ReadAsync(caller.OrgId, cancellation);
        bool own = (await accounts.FindAsync(caller.OrgId, cancellation)).Readable.Count > 0;
        if (!own && sources.For(watch).Count == 0)
            return NoSource;
        bool follows = own || await store.CountAsync(Containers.Bloggers, caller.OrgId, null, cancellation) > 0;
        if (!follows && !(await entitlements.OfAsync(caller.OrgId, cancellation)).TrendWatch)
            return ChangeWatch.NotInTier;
        if (!follows && watch.Keywords.Count + watch.Regions.Count == 0)
            return Nothing;
        WatchState state = await watches.StateAsync(caller.OrgId, cancellation);
        if (state.JobId is { } last && await store.ReadAsync<Job>(Containers.Jobs, caller.OrgId, last, cancellation) is { } job
            && (!job.IsOver || (job.Status == JobStatus.Succeeded && job.CreatedAt > clock.GetUtcNow() - Pause)))
            return job;
        Job made = New(caller);
        await store.CreateAsync(Containers.Jobs, made, cancellation);
        await watches.SetAsync(caller.OrgId, cancellation, ("jobId", made.Id));
        // Accounts that were connected before their videos could be watched.
        if (own)
            await watches.ActivateOwnAsync(caller.OrgId, cancellation);
        return made;
    }

    private Job New(Principal caller) => new()
    {
        Id = Ids.New("job", clock),
        Partition = caller.OrgId,
        OrgId = caller.OrgId,
        CreatedBy = caller.UserId,
        CreatedAt = clock.GetUtcNow(),
        Kind = JobKind.Discover,
        Status = JobStatus.Running,
        Stations = [new Station(DiscoverVideos.Find, StationStatus.Waiting), new Station(DiscoverVideos.Compare, StationStatus.Waiting)],
        EstimatedCompletion = clock.GetUtcNow() + TimeSpan.FromSeconds(30),
    };
}
