using Shortloop.Core.Study.Captions;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Transcripts;

namespace Shortloop.Core.Study.Sources;

/// <summary>A talk as sentences, cut into the parts that a note has.</summary>
/// <param name="Language">Of the talk: <c>en</c>, <c>de</c>, <c>es</c>, <c>ru</c>, or what the platform says.</param>
/// <param name="Starts">Index of each part's first sentence, in order; the first is 0.</param>
public sealed record StoredTranscript(string Language, bool Timed, IReadOnlyList<Sentence> Sentences, IReadOnlyList<int> Starts)
{
    /// <summary>Longer talks have longer parts instead of more of them: a note has to fit into one document, and into one head.</summary>
    public const int MostParts = 60;

    public static StoredTranscript Of(Transcript transcript, string language)
    {
        IReadOnlyList<Sentence> sentences = Transcripts.Sentences.Of(transcript);
        IReadOnlyList<Chapter> chapters = Chapters.Of(sentences, TalkLanguage.ByCode(language).Terms);
        int together = (chapters.Count + MostParts - 1) / MostParts;
        var starts = new List<int>();
        for (int at = 0, sentence = 0; at < chapters.Count; sentence += chapters[at].Sentences.Count, at++)
            if (at % together == 0)
                starts.Add(sentence);
        return new StoredTranscript(language, transcript.Timed, sentences, starts);
    }

    public IReadOnlyList<Sentence> Part(int number) =>
        [.. Sentences.Skip(Starts[number]).Take((number + 1 < Starts.Count ? Starts[number + 1] : Sentences.Count) - Starts[number])];

    /// <summary>Sentences are numbered from 1, through the whole talk.</summary>
    public SectionRequest Request(int number) => new(
        Language, [.. Part(number).Select((sentence, at) => new SaidSentence(Starts[number] + at + 1, sentence.Text, sentence.Speaker))]);

    /// <summary>What a model wrote of a part, with the seconds of the sentences that it rests on.</summary>
    public NoteSection Cite(int number, SectionContent content)
    {
        IReadOnlyList<Sentence> part = Part(number);
        return new NoteSection(
            content.Title, Timed ? part[0].Start : null, Timed ? part[^1].End : null, content.Summary,
            [.. content.Points.Select(point => new CitedPoint(point.Text, At(point.Sentence)))],
            [.. content.Terms.Select(term => new CitedTerm(term.Term, term.Meaning, At(term.Sentence)))],
            [.. content.Questions.Select(question => new CitedQuestion(question.Question, question.Answer, At(question.Sentence)))]);
    }

    private double? At(int sentence) => Timed ? Sentences[sentence - 1].Start : null;
}
