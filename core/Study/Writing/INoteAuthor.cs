using Shortloop.Core.Operations;

namespace Shortloop.Core.Study.Writing;

/// <summary>One way to come to a note. Each step may be repeated: what is done is kept in the job's work folder and found there.</summary>
public interface INoteAuthor
{
    bool Makes(NoteWork work);

    /// <returns>How many parts there are, and a sentence about them.</returns>
    Task<Prepared> PrepareAsync(Job job, CancellationToken cancellation);

    /// <summary>Errors as in <see cref="Models.ModelPipeline"/>.</summary>
    /// <param name="part">From 0.</param>
    Task WriteAsync(Job job, int part, CancellationToken cancellation);

    /// <summary>When all parts are there: the head of the note, and the whole. Errors as in <see cref="Models.ModelPipeline"/>.</summary>
    Task<NoteDraft> ComposeAsync(Job job, CancellationToken cancellation);
}

public sealed record Prepared(int Parts, string Said);
