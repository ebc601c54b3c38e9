namespace Shortloop.Core.Study.Notes;

// What a model answers, what is stored, and what the API shows. Everything in it names the sentence of the transcript that it rests on.

/// <param name="Title">Of this part of the talk.</param>
/// <param name="Summary">One to three sentences.</param>
public sealed record SectionContent(
    string Title, string Summary, IReadOnlyList<NotePoint> Points, IReadOnlyList<NoteTerm> Terms, IReadOnlyList<NoteQuestion> Questions);

/// <param name="Sentence">Number of the sentence in the transcript that it rests on.</param>
public sealed record NotePoint(string Text, int Sentence);

/// <param name="Meaning">What the talk says of it.</param>
public sealed record NoteTerm(string Term, string Meaning, int Sentence);

/// <param name="Question">Can be answered from the talk alone.</param>
public sealed record NoteQuestion(string Question, string Answer, int Sentence);

/// <param name="Subject">The field it belongs to, in one to four words.</param>
/// <param name="Summary">Of the whole, three to six sentences.</param>
public sealed record OverviewContent(string Title, string Subject, string Summary);
