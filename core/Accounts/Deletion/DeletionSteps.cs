using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Deletion;

/// <summary>A deletion's steps with its job's stations. All of them may be repeated.</summary>
public sealed class DeletionSteps(IDocumentStore store, JobTracker jobs, CloseDoors doors, EraseOrganisation organisation, ErasePerson person)
{
    /// <returns>Null: it has been done to its end.</returns>
    public Task<Deletion?> FindAsync(string deletionId, CancellationToken cancellation) =>
        store.ReadAsync<Deletion>(Containers.Deletions, deletionId, deletionId, cancellation);

    /// <summary>Those that were ordered and have not been done to their end.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation) =>
        [.. (await store.QueryAsync<Deletion>(Containers.Deletions, new DocumentQuery(null, Limit: 1000), cancellation)).Items.Select(deletion => deletion.Id)];

    public Task CloseDoorsAsync(string deletionId, CancellationToken cancellation) =>
        RunAsync(deletionId, StartDeletion.Stop, deletion => doors.ExecuteAsync(deletion, cancellation), cancellation);

    public Task EraseOrganisationsAsync(string deletionId, CancellationToken cancellation) =>
        RunAsync(deletionId, StartDeletion.Organisations, async deletion =>
        {
            for (int done = 0; done < deletion.OrganisationIds.Count; done++)
            {
                await organisation.ExecuteAsync(deletion.OrganisationIds[done], deletion.UserId, cancellation);
                await jobs.ProgressAsync(deletionId, deletionId, StartDeletion.Organisations, (done + 1.0) / deletion.OrganisationIds.Count, cancellation);
            }
        }, cancellation);

    public async Task ErasePersonAsync(string deletionId, CancellationToken cancellation)
    {
        if (await FindAsync(deletionId, cancellation) is { UserId: { } userId })
            await RunAsync(deletionId, StartDeletion.Person, _ => person.ExecuteAsync(userId, cancellation), cancellation);
        await jobs.SetStatusAsync(deletionId, deletionId, JobStatus.Succeeded, cancellation);
    }

    /// <summary>The second look is over: nobody needs to know any more who it was.</summary>
    public async Task ForgetAsync(string deletionId, CancellationToken cancellation)
    {
        await Sweep.PartitionAsync(store, Containers.Events, deletionId, cancellation);
        await store.DeleteAsync(Containers.Deletions, deletionId, deletionId, null, cancellation);
    }

    private async Task RunAsync(string deletionId, string station, Func<Deletion, Task> work, CancellationToken cancellation)
    {
        if (await FindAsync(deletionId, cancellation) is not { } deletion)
            return;
        await jobs.StartAsync(deletionId, deletionId, station, cancellation);
        await work(deletion);
        await jobs.DoneAsync(deletionId, deletionId, station, null, cancellation);
    }
}
