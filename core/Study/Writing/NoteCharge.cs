using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Operations;

namespace Shortloop.Core.Study.Writing;

/// <summary>A note written from a source costs a credit; a translation of it costs none.</summary>
public sealed class NoteCharge(WorkCharge charge)
{
    public const int Price = 1;

    /// <summary>What would stand in the way, before anything is begun. Keeps nothing.</summary>
    public Task<Problem?> CheckAsync(string orgId, CancellationToken cancellation) => charge.CheckAsync(orgId, Price, cancellation);

    /// <summary>Errors as in <see cref="WorkCharge.ReserveAsync"/>. Safe to repeat.</summary>
    public Task ReserveAsync(Job job, string storyId, CancellationToken cancellation) => job.Note is { FromNoteId: null }
        ? charge.ReserveAsync(job.OrgId, job.CreatedBy, WorkCharge.WorkOf(job.Id, job.Run), Price, storyId, cancellation)
        : Task.CompletedTask;

    /// <returns>Whether a credit was taken.</returns>
    public Task<bool> EndAsync(string orgId, string jobId, int run, bool succeeded, CancellationToken cancellation) =>
        charge.EndAsync(orgId, WorkCharge.WorkOf(jobId, run), succeeded, cancellation);
}
