using Shortloop.Core.Study.Notes;

namespace Shortloop.Core.Study.Writing;

/// <summary>A part of a note, as it is kept until all parts are there.</summary>
/// <param name="EvidenceHash">Of what the model was shown; see <see cref="Models.ModelAnswer{T}"/>.</param>
/// <param name="AnswerHash">Of what it said.</param>
public sealed record WrittenPart(NoteSection Section, string EvidenceHash, string AnswerHash);

/// <summary>A note before it is one.</summary>
/// <param name="Body">Null: composed from the sections.</param>
/// <param name="Related">Notes that it refers to.</param>
public sealed record NoteDraft(
    string Title, string Subject, string Language, string Summary, IReadOnlyList<NoteSection> Sections, string? Body, string Model,
    IReadOnlyList<RelatedNote> Related);

/// <param name="Terms">Key terms that both have: why it is related.</param>
public sealed record RelatedNote(string NoteId, IReadOnlyList<string> Terms);
