using System.Globalization;
using Shortloop.Core.Study.Transcripts;

namespace Shortloop.Adapters.Builtin.Study;

/// <param name="Text">As it is written where it occurs first.</param>
/// <param name="Sentence">Index of the sentence where it occurs first.</param>
internal sealed record KeyPhrase(string Text, int Sentence, int Occurrences, double Score);

/// <summary>
/// Rapid automatic keyword extraction (Rose et al. 2010): runs of words between function words are candidates; a word scores by its degree (how long
/// the phrases are that it stands in) over its frequency, a phrase by its words. Phrases that occur again are preferred, because in speech a run of
/// words that is said once is often just a run of words.
/// </summary>
internal static class KeyPhrases
{
    private const int MostWords = 3;

    internal static IReadOnlyList<KeyPhrase> Find(IReadOnlyList<string> sentences, TalkLanguage language)
    {
        List<(string[] Words, string Text, int Sentence)> candidates =
            [.. sentences.SelectMany((text, at) => Candidates(text, language).Select(found => (found.Words, found.Text, at)))];
        Dictionary<string, (int Degree, int Count)> words = [];
        foreach (string[] phrase in candidates.Select(candidate => candidate.Words))
            foreach (string word in phrase)
                words[word] = words.GetValueOrDefault(word) is var known ? (known.Degree + phrase.Length, known.Count + 1) : default;

        return
        [
            .. candidates.GroupBy(candidate => string.Join(' ', candidate.Words))
                .Select(group => new KeyPhrase(
                    group.First().Text, group.Min(found => found.Sentence), group.Count(),
                    group.First().Words.Sum(word => (double)words[word].Degree / words[word].Count) * Math.Sqrt(group.Count()) * Math.Log2(1 + group.First().Words.Sum(word => words[word].Count))))
                .Where(phrase => phrase.Text.Length >= 4)
                .OrderByDescending(phrase => phrase.Occurrences > 1)
                .ThenByDescending(phrase => phrase.Score)
                .ThenBy(phrase => phrase.Sentence),
        ];
    }

    private static IEnumerable<(string[] Words, string Text)> Candidates(string sentence, TalkLanguage language)
    {
        List<string> run = [];
        foreach (string token in Tokens(sentence).Append(""))
        {
            string lower = token.ToLower(CultureInfo.InvariantCulture);
            if (token.Length > 0 && token.Any(char.IsLetter) && !language.IsFunctionWord(lower))
            {
                run.Add(token);
                continue;
            }

            if (run.Count is > 0 and <= MostWords)
                yield return ([.. run.Select(word => language.Stem(word.ToLower(CultureInfo.InvariantCulture)))], string.Join(' ', run));
            run.Clear();
        }
    }

    // Punctuation ends a run: it comes as a token of its own.
    private static IEnumerable<string> Tokens(string sentence)
    {
        int start = -1;
        for (int at = 0; at <= sentence.Length; at++)
        {
            bool inside = at < sentence.Length && (char.IsLetterOrDigit(sentence[at]) || (sentence[at] is '\'' or '’' or '-' && start >= 0 && at + 1 < sentence.Length && char.IsLetterOrDigit(sentence[at + 1])));
            if (inside)
            {
                start = start < 0 ? at : start;
                continue;
            }

            if (start >= 0)
                yield return sentence[start..at];
            start = -1;
            if (at < sentence.Length && char.IsPunctuation(sentence[at]))
                yield return "";
        }
    }
}
