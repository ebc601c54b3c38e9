using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Sources;

namespace Shortloop.Core.Study.Writing;

/// <param name="Link">To a video; or</param>
/// <param name="SourceId">what was uploaded or read before.</param>
/// <param name="Language">Of a video's captions, preferred, BCP 47; left out: the video's own.</param>
public sealed record NoteWish(string? Link = null, string? SourceId = null, string? Language = null);

/// <summary>Orders a note. Whether it can be made at all (credits, captions) is found out here, at once, and costs nothing.</summary>
public sealed class StartNote(IDocumentStore store, SourceShelf shelf, ReadLink read, AddSource add, NoteCharge charge, TimeProvider clock)
{
    private static readonly Problem OneOfTwo = Problem.InvalidField("link", "A note is made from a link or from a source: give one of them.");
    private static readonly Problem BadLanguage = Problem.InvalidField("language", "A language is a code such as en or pt-BR.");

    // The built-in analyst takes seconds; a language model a few for each part.
    private static readonly TimeSpan Guess = TimeSpan.FromSeconds(20);

    /// <returns>The job; the caller starts its story.</returns>
    public async Task<Outcome<Job>> ExecuteAsync(Principal caller, NoteWish wish, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(wish.Link) == string.IsNullOrWhiteSpace(wish.SourceId))
            return OneOfTwo;
        if (wish.Language is { } language && (language.Length is < 2 or > 20 || !language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')))
            return BadLanguage;
        Source? source = wish.SourceId is { Length: > 0 } id && Ids.IsWellFormed(id) ? await shelf.FindAsync(caller.OrgId, id, cancellation) : null;
        if (source is null && string.IsNullOrWhiteSpace(wish.Link))
            return Problem.Missing("source");
        if (await charge.CheckAsync(caller.OrgId, cancellation) is { } unpaid)
            return unpaid;
        if (source is null && !(await FromLinkAsync(caller, wish, cancellation)).Succeeded(out source, out Problem? problem))
            return problem;
        string jobId = Ids.New("job", clock);
        return await BeginAsync(caller, jobId, new NoteWork(source.Id, Ids.Derived("nte", caller.OrgId, jobId)), cancellation);
    }

    internal async Task<Job> BeginAsync(Principal caller, string jobId, NoteWork work, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Job job = (await store.CreateAsync(Containers.Jobs, new Job
        {
            Id = jobId,
            Partition = caller.OrgId,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = now,
            Kind = JobKind.Note,
            Note = work,
            Status = JobStatus.Running,
            Stations = [.. NoteStations.All.Select(name => new Station(name, StationStatus.Waiting))],
            EstimatedCompletion = now + Guess,
        }, cancellation)).Document!;
        await shelf.ChangeAsync(caller.OrgId, work.SourceId, source => source with { Status = SourceStatus.Writing, JobId = jobId }, cancellation);
        return job;
    }

    private async Task<Outcome<Source>> FromLinkAsync(Principal caller, NoteWish wish, CancellationToken cancellation) =>
        (await read.ExecuteAsync(caller, wish.Link!, wish.Language, cancellation)).Succeeded(out LinkedCaptions? linked, out Problem? problem)
            ? await add.FromLinkAsync(caller, linked, cancellation)
            : problem;
}
