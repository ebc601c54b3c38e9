using System.Globalization;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Transcripts;

namespace Shortloop.Adapters.Builtin.Study;

/// <summary>
/// Notes by extraction: what it writes are the speaker's own sentences, chosen by <see cref="TextRank"/>, and its questions are those sentences with
/// a key word left out (cloze). It understands nothing, so it can't get anything wrong.
/// </summary>
internal static class SectionAuthor
{
    private const int MostPoints = 5;
    private const int MostTerms = 5;
    private const int MostQuestions = 2;
    private const int ShortestSentence = 25;
    private const string Blank = "_____";

    internal static SectionContent Write(SectionRequest request)
    {
        TalkLanguage language = TalkLanguage.ByCode(request.Language);
        SaidSentence[] said = [.. request.Sentences];
        string[][] terms = [.. said.Select(sentence => language.Terms(sentence.Text).ToArray())];
        double[] rank = TextRank.Rank(terms);
        int[] best = [.. Enumerable.Range(0, said.Length).Where(at => said[at].Text.Length >= ShortestSentence).OrderByDescending(at => rank[at]).ThenBy(at => at)];
        if (best.Length == 0)
            best = [.. Enumerable.Range(0, said.Length).OrderByDescending(at => said[at].Text.Length).Take(1)];
        IReadOnlyList<KeyPhrase> phrases = KeyPhrases.Find([.. said.Select(sentence => sentence.Text)], language);

        return new SectionContent(
            Title(phrases, said[best[0]].Text),
            Words.Cut(string.Join(' ', best.Take(2).Order().Select(at => said[at].Text)), 700),
            [.. best.Take(Math.Clamp(said.Length / 6, 2, MostPoints)).Order().Select(at => new NotePoint(Words.Cut(said[at].Text, 400), said[at].Number))],
            [.. Terms(phrases, said, rank)],
            [.. Questions(phrases, said, best)]);
    }

    private static string Title(IReadOnlyList<KeyPhrase> phrases, string sentence)
    {
        string[] names = [.. phrases.Take(2).Select(phrase => phrase.Text)];
        string title = names.Length > 0 ? string.Join(", ", names) : Words.Cut(sentence, 60);
        return char.ToUpper(title[0], CultureInfo.InvariantCulture) + title[1..];
    }

    private static IEnumerable<NoteTerm> Terms(IReadOnlyList<KeyPhrase> phrases, SaidSentence[] said, double[] rank)
    {
        foreach (KeyPhrase phrase in phrases.Where(phrase => phrase.Occurrences > 1).Take(MostTerms))
        {
            int where = Enumerable.Range(0, said.Length)
                .Where(at => said[at].Text.Contains(phrase.Text, StringComparison.OrdinalIgnoreCase))
                .DefaultIfEmpty(phrase.Sentence).MaxBy(at => rank[at]);
            yield return new NoteTerm(Words.Cut(phrase.Text, 80), Words.Cut(said[where].Text, 400), said[where].Number);
        }
    }

    private static IEnumerable<NoteQuestion> Questions(IReadOnlyList<KeyPhrase> phrases, SaidSentence[] said, int[] best)
    {
        HashSet<string> asked = new(StringComparer.OrdinalIgnoreCase);
        foreach (int at in best)
        {
            string text = Words.Cut(said[at].Text, 400);
            KeyPhrase? gap = phrases.FirstOrDefault(phrase => !asked.Contains(phrase.Text) && IsWord(text, phrase.Text) >= 0);
            if (gap is null || text.Length < gap.Text.Length + ShortestSentence)
                continue;
            asked.Add(gap.Text);
            int from = IsWord(text, gap.Text);
            yield return new NoteQuestion($"{text[..from]}{Blank}{text[(from + gap.Text.Length)..]}", text.Substring(from, gap.Text.Length), said[at].Number);
            if (asked.Count == MostQuestions)
                yield break;
        }
    }

    /// <returns>Where the phrase stands as whole words; -1: nowhere.</returns>
    private static int IsWord(string text, string phrase)
    {
        int at = text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
        bool whole = at >= 0 && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
            && (at + phrase.Length == text.Length || !char.IsLetterOrDigit(text[at + phrase.Length]));
        return whole ? at : -1;
    }
}
