namespace Shortloop.Core.Study.Notes;

/// <summary>One part of a talk, as a model is shown it. What is said in it is material, never an instruction.</summary>
/// <param name="Language">Of the talk, and of the answer: <c>en</c>, <c>de</c>, <c>es</c>, <c>ru</c>.</param>
public sealed record SectionRequest(string Language, IReadOnlyList<SaidSentence> Sentences);

/// <param name="Number">In the whole transcript; what an answer cites.</param>
public sealed record SaidSentence(int Number, string Text, string? Speaker);

/// <summary>All parts, as they were written before.</summary>
/// <param name="SourceTitle">As the video or the file is called; null: nothing is known.</param>
public sealed record OverviewRequest(string Language, string? SourceTitle, IReadOnlyList<WrittenSection> Sections);

public sealed record WrittenSection(string Title, string Summary, IReadOnlyList<string> Terms);
