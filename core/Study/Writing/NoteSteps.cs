using System.Globalization;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Sources;

namespace Shortloop.Core.Study.Writing;

/// <summary>The steps of making a note, each with its station. All of them may be repeated.</summary>
public sealed class NoteSteps(
    IBlobStore blobs, JobTracker jobs, StationRunner stations, IEnumerable<INoteAuthor> authors, SourceShelf shelf, RelateNotes relate, NoteCharge charge,
    FinishNote finish)
{
    /// <summary>Keeps the credit, before anything is spent; then reads what the note is made from.</summary>
    /// <returns>How many parts are to be written.</returns>
    public Task<int> PrepareAsync(NoteInput input, CancellationToken cancellation) => RunAsync(input, NoteStations.Transcript, async job =>
    {
        await charge.ReserveAsync(job, Stories.NoteId(input), cancellation);
        await shelf.ChangeAsync(
            job.OrgId, job.Note!.SourceId, source => source.JobId == job.Id && source.Status != SourceStatus.Writing ? source with { Status = SourceStatus.Writing } : source, cancellation);
        Prepared prepared = await AuthorOf(job).PrepareAsync(job, cancellation);
        return (prepared.Parts, prepared.Said);
    }, cancellation);

    /// <param name="part">From 0.</param>
    public Task WriteAsync(NoteInput input, int part, int parts, CancellationToken cancellation) => RunAsync(input, NoteStations.Note, async job =>
    {
        await AuthorOf(job).WriteAsync(job, part, cancellation);
        // The head comes as one more. About twenty reports are enough for a bar, and each costs a write.
        if (part % ((parts / 20) + 1) == 0)
            await jobs.ProgressAsync(job.OrgId, job.Id, NoteStations.Note, (part + 1.0) / (parts + 1), cancellation);
        return (0, (string?)null);
    }, cancellation);

    public Task ComposeAsync(NoteInput input, CancellationToken cancellation) => RunAsync(input, NoteStations.Note, async job =>
    {
        string path = await DraftPathAsync(job, cancellation);
        NoteDraft? draft = await StudyBlobs.ReadAsync<NoteDraft>(blobs, path, cancellation);
        if (draft is null)
            await StudyBlobs.WriteAsync(blobs, path, draft = await AuthorOf(job).ComposeAsync(job, cancellation), cancellation);
        return (0, $"by {draft.Model}");
    }, cancellation);

    public Task RelateAsync(NoteInput input, CancellationToken cancellation) => RunAsync(input, NoteStations.Links, async job =>
    {
        string path = await DraftPathAsync(job, cancellation);
        NoteDraft draft = await StudyBlobs.ReadAsync<NoteDraft>(blobs, path, cancellation) ?? throw SourceShelf.Deleted();
        IReadOnlyList<RelatedNote> related = await relate.FindAsync(job, draft, cancellation);
        await StudyBlobs.WriteAsync(blobs, path, draft with { Related = related }, cancellation);
        return (0, string.Create(CultureInfo.InvariantCulture, $"{related.Count} of your notes {(related.Count == 1 ? "is" : "are")} linked"));
    }, cancellation);

    public async Task FinishAsync(NoteInput input, CancellationToken cancellation)
    {
        // It may have been finished before, and cut off on the way out.
        if (await finish.RepeatAsync(input, cancellation))
            return;
        await RunAsync(input, NoteStations.Done, async job =>
        {
            await finish.ExecuteAsync(job, await StudyBlobs.ReadAsync<NoteDraft>(blobs, await DraftPathAsync(job, cancellation), cancellation) ?? throw SourceShelf.Deleted(), cancellation);
            return (0, (string?)null);
        }, cancellation);
    }

    private INoteAuthor AuthorOf(Job job) => authors.First(author => author.Makes(job.Note!));

    private async Task<string> DraftPathAsync(Job job, CancellationToken cancellation) =>
        WorkFiles.Draft((await shelf.RequireAsync(job.OrgId, job.Note!.SourceId, cancellation)).WorkPrefix(job.Id));

    /// <param name="work">Returns a value, and a sentence about what came out; null: the station goes on.</param>
    private async Task<T> RunAsync<T>(NoteInput input, string station, Func<Job, Task<(T Value, string? Said)>> work, CancellationToken cancellation)
    {
        Job? job = await jobs.StartAsync(input.OrgId, input.JobId, station, cancellation);
        if (job is null or { IsOver: true } || job.Run != input.Run)
            throw new PermanentException("job_over", "The job was cancelled.");
        try
        {
            (T value, string? said) = await work(job);
            if (said is not null)
                await jobs.DoneAsync(input.OrgId, input.JobId, station, said, cancellation);
            return value;
        }
        catch (PermanentException error)
        {
            await stations.FailAsync(input.OrgId, input.JobId, station, new Failure(error.Code, error.Message), cancellation);
            throw;
        }
    }
}
