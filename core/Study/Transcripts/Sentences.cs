using System.Text.RegularExpressions;
using Shortloop.Core.Study.Captions;

namespace Shortloop.Core.Study.Transcripts;

/// <summary>
/// Cues joined and cut where sentences end. Recognised speech often has no punctuation: there a pause or a number of words ends one. Times within
/// a cue are shared out by the number of characters.
/// </summary>
public static partial class Sentences
{
    private const int MostWords = 40;
    private const int WordsBeforePause = 6;
    private const double PauseSeconds = 0.8;

    public static IReadOnlyList<Sentence> Of(Transcript transcript)
    {
        List<Sentence> sentences = [];
        Open? open = null;
        foreach (Cue cue in transcript.Cues)
        {
            if (open is { } before && (cue.Speaker != before.Speaker || !transcript.Timed || IsPause(before, cue)))
                Close(sentences, ref open);
            foreach ((int from, string text) in Pieces(cue.Text))
            {
                double start = At(cue, from), end = At(cue, from + text.Length);
                open = open is null ? new Open(start, end, text, cue.Speaker, Words(text)) : open with { End = end, Text = $"{open.Text} {text}", Count = open.Count + Words(text) };
                if (Ends(text) || open.Count >= MostWords)
                    Close(sentences, ref open);
            }
        }

        Close(sentences, ref open);
        return sentences;
    }

    private static bool IsPause(Open open, Cue next) => next.Start - open.End >= PauseSeconds && open.Count >= WordsBeforePause;

    private static void Close(List<Sentence> sentences, ref Open? open)
    {
        if (open is not null)
            sentences.Add(new Sentence(Math.Round(open.Start, 2), Math.Round(open.End, 2), open.Text, open.Speaker));
        open = null;
    }

    private static double At(Cue cue, int character) => cue.Start + ((cue.End - cue.Start) * character / Math.Max(1, cue.Text.Length));

    private static IEnumerable<(int From, string Text)> Pieces(string text)
    {
        int from = 0;
        foreach (Match end in SentenceEnd().Matches(text))
        {
            yield return (from, text[from..(end.Index + end.Groups[1].Length)]);
            from = end.Index + end.Length;
        }

        if (from < text.Length)
            yield return (from, text[from..]);
    }

    private static bool Ends(string text) => text.TrimEnd('"', '”', '»', '\'', '’', ')')[^1..] is "." or "!" or "?" or "…";

    private static int Words(string text) => text.Count(c => c == ' ') + 1;

    // What follows begins like a sentence, so that "3.5", "e.g. this" and "Dr. who" stay whole; an initial or "Mr." before it isn't an end either.
    [GeneratedRegex(@"(?<!\b\p{Lu}|\b(?:Mr|Mrs|Ms|Dr|St|No|vs|Nr|Sr|Sra))([.!?…]+[""”»'’)]*)\s+(?=[""“«'‘(¿¡]*[\p{Lu}\d])")]
    private static partial Regex SentenceEnd();

    private sealed record Open(double Start, double End, string Text, string? Speaker, int Count);
}
