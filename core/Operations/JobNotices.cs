using Shortloop.Core.Operations.Notices;

namespace Shortloop.Core.Operations;

/// <summary>Tells the creator that there is something to look at, or that there won't be. What becomes of posts is told by their own notices.</summary>
public sealed class JobNotices(Notifier notifier)
{
    public Task DoneAsync(Job job, CancellationToken cancellation) => TellAsync(job, NoticeKind.JobDone, null, cancellation);

    public Task FailedAsync(Job job, Failure failure, CancellationToken cancellation) => TellAsync(job, NoticeKind.JobFailed, failure, cancellation);

    private Task TellAsync(Job job, NoticeKind kind, Failure? failure, CancellationToken cancellation)
    {
        var facts = new Dictionary<string, string>();
        if (job.VideoId is { } videoId)
            facts[NoticeFacts.VideoId] = videoId;
        if (job.Kind == JobKind.Month)
            facts[NoticeFacts.Month] = "planned";
        if (job.Note is { } note)
            facts[NoticeFacts.NoteId] = note.NoteId;
        if (failure is not null)
            facts[NoticeFacts.Reason] = failure.Message;
        return notifier.TellAsync(job.OrgId, job.CreatedBy, kind, job.Id, "", facts, cancellation);
    }
}
