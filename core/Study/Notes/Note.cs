using Shortloop.Core.Ports;

namespace Shortloop.Core.Study.Notes;

/// <summary>What somebody learns from. Partition: the organisation, with the claims of titles beside it.</summary>
public sealed record Note : Document
{
    public required string SourceId { get; init; }

    /// <summary>Unique in the organisation, whatever the case, so that a wiki link means one note and a vault has one file for each.</summary>
    public required string Title { get; init; }

    public required string Subject { get; init; }

    /// <summary>Of the text: <c>en</c>, <c>de</c>, <c>es</c>, <c>ru</c>.</summary>
    public required string Language { get; init; }

    public required string Summary { get; init; }

    /// <summary>Markdown, the person's to edit. Wiki links hold the other note's id (<see cref="NoteLinks"/>): a new title breaks none of them.</summary>
    public required string Body { get; init; }

    /// <summary>As it was written from the talk; what quizzes and citations are made from.</summary>
    public required IReadOnlyList<NoteSection> Sections { get; init; }

    /// <summary>Ids of the notes that the body links to, once each.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>Titles in lower case that the body links to and no note has.</summary>
    public IReadOnlyList<string> OpenLinks { get; init; } = [];

    /// <summary>Stems of the words in title, subject and text, once each: what a search for words asks.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Who wrote it, as the provider named itself.</summary>
    public required string Model { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <param name="Start">Seconds into the source; null where it has no times.</param>
public sealed record NoteSection(
    string Title, double? Start, double? End, string Summary,
    IReadOnlyList<CitedPoint> Points, IReadOnlyList<CitedTerm> Terms, IReadOnlyList<CitedQuestion> Questions);

/// <param name="At">Seconds into the source where it is said.</param>
public sealed record CitedPoint(string Text, double? At);

/// <inheritdoc cref="CitedPoint"/>
public sealed record CitedTerm(string Term, string Meaning, double? At);

/// <inheritdoc cref="CitedPoint"/>
public sealed record CitedQuestion(string Question, string Answer, double? At);

/// <summary>That a title is taken. Partition: the organisation; its id follows from the title, so that of two notes that want it, one loses.</summary>
public sealed record NoteTitle : Document
{
    public required string NoteId { get; init; }

    public static string IdOf(string title) => Ids.Derived("ttl", title.ToLowerInvariant());
}
