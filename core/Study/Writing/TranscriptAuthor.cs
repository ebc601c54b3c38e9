using System.Globalization;
using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Captions;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Sources;

namespace Shortloop.Core.Study.Writing;

/// <summary>A note from what is said: each part of the talk by itself, then the head from all parts.</summary>
public sealed class TranscriptAuthor(IDocumentStore store, IBlobStore blobs, SourceShelf shelf, ModelPipeline models, TimeProvider clock) : INoteAuthor
{
    private readonly AuditLog _audit = new(store, clock);

    public bool Makes(NoteWork work) => work.FromNoteId is null;

    public async Task<Prepared> PrepareAsync(Job job, CancellationToken cancellation)
    {
        Source source = await shelf.RequireAsync(job.OrgId, job.Note!.SourceId, cancellation);
        StoredTranscript transcript = await StudyBlobs.ReadAsync<StoredTranscript>(blobs, source.TranscriptPath, cancellation)
            ?? await ReadAsync(source, cancellation);
        return new Prepared(transcript.Starts.Count, string.Create(
            CultureInfo.InvariantCulture, $"{transcript.Sentences.Count} sentence{S(transcript.Sentences.Count)} in {transcript.Starts.Count} part{S(transcript.Starts.Count)}"));
    }

    public async Task WriteAsync(Job job, int part, CancellationToken cancellation)
    {
        Source source = await shelf.RequireAsync(job.OrgId, job.Note!.SourceId, cancellation);
        string path = WorkFiles.Part(source.WorkPrefix(job.Id), part);
        if (await blobs.GetFactsAsync(path, cancellation) is not null)
            return;
        StoredTranscript transcript = await RequireAsync(source, cancellation);
        SectionRequest request = transcript.Request(part);
        ModelAnswer<SectionContent> answer = await models.AskAsync<SectionContent>(
            NotePrompts.Section, request, content => NoteChecks.Problems(content, request), cancellation);
        await StudyBlobs.WriteAsync(blobs, path, new WrittenPart(transcript.Cite(part, answer.Value), answer.EvidenceHash, answer.AnswerHash), cancellation);
    }

    public async Task<NoteDraft> ComposeAsync(Job job, CancellationToken cancellation)
    {
        Source source = await shelf.RequireAsync(job.OrgId, job.Note!.SourceId, cancellation);
        StoredTranscript transcript = await RequireAsync(source, cancellation);
        var parts = new List<WrittenPart>();
        for (int part = 0; part < transcript.Starts.Count; part++)
            parts.Add(await StudyBlobs.ReadAsync<WrittenPart>(blobs, WorkFiles.Part(source.WorkPrefix(job.Id), part), cancellation) ?? throw SourceShelf.Deleted());
        NoteSection[] sections = [.. parts.Select(part => part.Section)];
        var request = new OverviewRequest(
            transcript.Language, source.Title,
            [.. sections.Select(section => new WrittenSection(section.Title, section.Summary, [.. section.Terms.Select(term => term.Term)]))]);
        ModelAnswer<OverviewContent> answer = await models.AskAsync<OverviewContent>(
            NotePrompts.Overview, request, content => NoteChecks.Problems(content), cancellation);
        await ModelTrail.EnterAllAsync(
            _audit, job, job.Note.NoteId, NotePrompts.Section, answer.Model, [.. parts.Select(part => (part.EvidenceHash, part.AnswerHash))], cancellation);
        await ModelTrail.EnterAsync(_audit, job, job.Note.NoteId, NotePrompts.Overview, answer, cancellation);
        return new NoteDraft(
            answer.Value.Title, answer.Value.Subject, transcript.Language, answer.Value.Summary, sections, Body: null, answer.Model, Related: []);
    }

    // The captions were looked at when they came; a file that can't be read any more was changed from outside.
    private async Task<StoredTranscript> ReadAsync(Source source, CancellationToken cancellation)
    {
        byte[] content = await StudyBlobs.ReadBytesAsync(blobs, source.CaptionsPath, cancellation) ?? throw SourceShelf.Deleted();
        if (!CaptionFile.Read(content).Succeeded(out Transcript? transcript, out Problem? problem))
            throw new PermanentException(problem.Code, problem.Message);
        StoredTranscript stored = StoredTranscript.Of(transcript, source.Language);
        await StudyBlobs.WriteAsync(blobs, source.TranscriptPath, stored, cancellation);
        return stored;
    }

    private async Task<StoredTranscript> RequireAsync(Source source, CancellationToken cancellation) =>
        await StudyBlobs.ReadAsync<StoredTranscript>(blobs, source.TranscriptPath, cancellation) ?? throw SourceShelf.Deleted();

    private static string S(int count) => count == 1 ? "" : "s";
}
