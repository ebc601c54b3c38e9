using Shortloop.Core.Accounts;
using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Sources;

namespace Shortloop.Core.Study.Writing;

/// <summary>
/// Nobody works on the note any more. If its job has succeeded, it is paid for; if not, it costs nothing and there is no note. Safe to repeat, from
/// the story, from who cancels, and from the sweep alike: what the job is decides.
/// </summary>
public sealed class CloseNote(
    IDocumentStore store, IBlobStore blobs, SourceShelf shelf, NoteBook book, NoteIndex index, StationRunner stations, NoteCharge charge) : IChargedWork
{
    private static readonly Failure Lost = new("note_lost", "The work on the note was cut off. Try it again.");

    public string Prefix => "job_";

    public Task CloseAsync(string orgId, string id, int run, CancellationToken cancellation) => ExecuteAsync(orgId, id, run, cancellation);

    /// <param name="run">Which run of the job; a later one that has begun is not touched.</param>
    public async Task ExecuteAsync(string orgId, string jobId, int run, CancellationToken cancellation)
    {
        Job? job = await ReadAsync(orgId, jobId, cancellation);
        if (job is { IsOver: false } && job.Run == run)
        {
            await stations.FailAsync(orgId, jobId, null, Lost, cancellation);
            job = await ReadAsync(orgId, jobId, cancellation);
        }

        bool present = job?.Run == run;
        bool succeeded = present && job!.Status == JobStatus.Succeeded;
        if (present && !succeeded && job!.Note is { } work)
            await RemoveAsync(job, work.NoteId, cancellation);
        bool paid = await charge.EndAsync(orgId, jobId, run, succeeded, cancellation);
        if (present)
            await LeaveAsync(job!, paid, cancellation);
    }

    private async Task RemoveAsync(Job job, string noteId, CancellationToken cancellation)
    {
        await book.DeleteAsync(new Principal(job.CreatedBy, job.OrgId, Role.Owner), noteId, null, cancellation);
        await index.RemoveAsync(job.OrgId, noteId, cancellation);
    }

    private async Task LeaveAsync(Job job, bool paid, CancellationToken cancellation)
    {
        string sourceId = job.Note!.SourceId;
        await shelf.ChangeAsync(job.OrgId, sourceId, source =>
        {
            Source changed = source.JobId == job.Id && source.Status == SourceStatus.Writing ? source with { Status = After(job.Status) } : source;
            return paid && !source.PaidBy.Contains(job.Id)
                ? changed with { CreditsUsed = source.CreditsUsed + NoteCharge.Price, PaidBy = [.. source.PaidBy, job.Id] }
                : changed;
        }, cancellation);
        // A failed job is tried again from where it failed; the others need nothing any more.
        if (job.Status != JobStatus.Failed && await shelf.FindAsync(job.OrgId, sourceId, cancellation) is { } left)
            await blobs.DeletePrefixAsync(left.WorkPrefix(job.Id), cancellation);
    }

    private static SourceStatus After(JobStatus status) => status switch
    {
        JobStatus.Succeeded => SourceStatus.Noted,
        JobStatus.Failed => SourceStatus.Failed,
        _ => SourceStatus.Ready,
    };

    private Task<Job?> ReadAsync(string orgId, string jobId, CancellationToken cancellation) =>
        store.ReadAsync<Job>(Containers.Jobs, orgId, jobId, cancellation);
}

/// <summary>How a note's job is cancelled and tried again.</summary>
public sealed class NoteJobs(CloseNote close) : IJobWork
{
    public JobKind Kind => JobKind.Note;

    public JobStory StoryOf(Job job)
    {
        var input = new NoteInput(job.OrgId, job.Id, job.Run);
        return new JobStory(Stories.WriteNote, Stories.NoteId(input), input);
    }

    public Task CancelledAsync(Job job, CancellationToken cancellation) => close.ExecuteAsync(job.OrgId, job.Id, job.Run, cancellation);
}
