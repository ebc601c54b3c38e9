using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Sources;

namespace Shortloop.Core.Study.Writing;

/// <summary>Makes the draft a note, and ends the job. What the job then is decides everything: whether the note stays, and what is paid.</summary>
public sealed class FinishNote(
    IDocumentStore store, NoteBook book, NoteIndex index, SourceShelf shelf, JobTracker jobs, JobNotices notices, EventLog events, CloseNote close, TimeProvider clock)
{
    /// <returns>True: the job had succeeded before; what may have been cut off behind that is done.</returns>
    public async Task<bool> RepeatAsync(NoteInput input, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Job>(Containers.Jobs, input.OrgId, input.JobId, cancellation) is not { Status: JobStatus.Succeeded } job)
            return false;
        await TellAsync(job, cancellation);
        return true;
    }

    /// <exception cref="PermanentException"><c>job_over</c>: it was cancelled meanwhile; there is no note.</exception>
    public async Task ExecuteAsync(Job job, NoteDraft draft, CancellationToken cancellation)
    {
        Source source = await shelf.RequireAsync(job.OrgId, job.Note!.SourceId, cancellation);
        Note note = await book.AddAsync(await NoteOfAsync(job, draft, source, cancellation), cancellation);
        await index.AddAsync(note, cancellation);
        await jobs.DoneAsync(job.OrgId, job.Id, NoteStations.Done, null, cancellation);
        Job? ended = await jobs.SetStatusAsync(job.OrgId, job.Id, JobStatus.Succeeded, cancellation);
        if (ended is not { Status: JobStatus.Succeeded })
        {
            await close.ExecuteAsync(job.OrgId, job.Id, job.Run, cancellation);
            throw new PermanentException("job_over", "The job was cancelled.");
        }

        await TellAsync(ended, cancellation);
    }

    private async Task TellAsync(Job job, CancellationToken cancellation)
    {
        await close.ExecuteAsync(job.OrgId, job.Id, job.Run, cancellation);
        await notices.DoneAsync(job, cancellation);
        await events.AppendAsync(job.OrgId, job.CreatedBy, "note", job.Note!.NoteId, null, cancellation);
    }

    private async Task<Note> NoteOfAsync(Job job, NoteDraft draft, Source source, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        // Titles as they are today: a note may have been renamed since it was found to be related.
        var seeAlso = new List<(string, IReadOnlyList<string>)>();
        foreach (RelatedNote related in draft.Related)
            if (await store.ReadAsync<Note>(Containers.Notes, job.OrgId, related.NoteId, cancellation) is { } other)
                seeAlso.Add((other.Title, related.Terms));
        string body = draft.Body ?? NoteText.Compose(draft.Summary, draft.Sections, draft.Language, SourceLinks.At(source), NoteBook.LongestBody - 10_000);
        return new Note
        {
            Id = job.Note!.NoteId,
            Partition = job.OrgId,
            OrgId = job.OrgId,
            CreatedBy = job.CreatedBy,
            CreatedAt = now,
            UpdatedAt = now,
            SourceId = source.Id,
            Title = draft.Title,
            Subject = draft.Subject,
            Language = draft.Language,
            Summary = draft.Summary,
            Body = body + NoteText.SeeAlso(seeAlso, draft.Language),
            Sections = draft.Sections,
            Links = [],
            Model = draft.Model,
        };
    }
}
