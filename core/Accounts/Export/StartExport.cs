using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Accounts.Export;

/// <summary>Orders an archive of everything of a user. There is one at a time: who asks again while one is made gets that one.</summary>
public sealed class StartExport(IDocumentStore store, TimeProvider clock)
{
    public const string Collect = "collect";
    public const string Pack = "pack";
    public const string Seal = "seal";

    private const double BytesPerSecond = 20 * 1024 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromHours(24);
    private static readonly TimeSpan Overhead = TimeSpan.FromSeconds(15);

    /// <returns>The job; the caller starts <see cref="Stories.ExportUser"/> with its id.</returns>
    public async Task<Outcome<Job>> ExecuteAsync(Principal caller, CancellationToken cancellation)
    {
        string home = Organisation.HomeOf(caller.UserId);
        NewestExport? newest = await store.ReadAsync<NewestExport>(Containers.Exports, caller.UserId, NewestExport.TheId, cancellation);
        Job? last = newest is null ? null : await store.ReadAsync<Job>(Containers.Jobs, home, newest.ExportId, cancellation);
        if (last is { IsOver: false })
            return last;
        if (last is { Status: JobStatus.Succeeded } && last.CreatedAt + Pause - clock.GetUtcNow() is { Ticks: > 0 } wait)
            return new Problem(ProblemKind.TooMany, "export_too_often", "Your newest archive is less than a day old. Download that one, or wait.") { RetryAfter = wait };

        string id = Ids.New("exp", clock);
        if (!await ClaimAsync(Stamp(new NewestExport { Id = NewestExport.TheId, Partition = caller.UserId, OrgId = home, CreatedBy = caller.UserId, CreatedAt = default, ExportId = id }), newest, cancellation))
            return new Problem(ProblemKind.Conflict, "export_running", "An export was just begun. Look at your jobs.");
        await store.CreateAsync(
            Containers.Exports, Stamp(new Export { Id = id, Partition = caller.UserId, OrgId = home, CreatedBy = caller.UserId, CreatedAt = default }), cancellation);
        Job job = Stamp(new Job
        {
            Id = id,
            Partition = home,
            OrgId = home,
            CreatedBy = caller.UserId,
            CreatedAt = default,
            Kind = JobKind.Export,
            Status = JobStatus.Running,
            Stations = [.. ((string[])[Collect, Pack, Seal]).Select(name => new Station(name, StationStatus.Waiting))],
            EstimatedCompletion = clock.GetUtcNow() + Overhead + await GuessAsync(home, cancellation),
        });
        return (await store.CreateAsync(Containers.Jobs, job, cancellation)).Document!;
    }

    private async Task<bool> ClaimAsync(NewestExport claim, NewestExport? present, CancellationToken cancellation) =>
        (present is null
            ? await store.CreateAsync(Containers.Exports, claim, cancellation)
            : await store.ReplaceAsync(Containers.Exports, claim with { ETag = present.ETag }, cancellation)).Status == WriteStatus.Written;

    // Originals make up most of it; renders weigh about as much again.
    private async Task<TimeSpan> GuessAsync(string home, CancellationToken cancellation)
    {
        Page<Video> videos = await store.QueryAsync<Video>(Containers.Videos, new DocumentQuery(home, Limit: 1000), cancellation);
        return TimeSpan.FromSeconds(Math.Ceiling(videos.Items.Sum(video => video.SizeBytes) * 2 / BytesPerSecond));
    }

    private T Stamp<T>(T document)
        where T : Document => document with { CreatedAt = clock.GetUtcNow() };
}
