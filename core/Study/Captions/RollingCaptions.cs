namespace Shortloop.Core.Study.Captions;

/// <summary>
/// Cues in order of time, cut where they overlap. Rolling captions show each line twice or three times (the last line stays above the new one):
/// what a cue repeats from the end of the one before is taken off.
/// </summary>
internal static class RollingCaptions
{
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(3);

    internal static IReadOnlyList<Cue> Unroll(IEnumerable<Cue> cues)
    {
        List<Cue> clean = [];
        foreach (Cue cue in cues.Where(cue => cue.Text.Length > 0).OrderBy(cue => cue.Start).ThenBy(cue => cue.End))
        {
            if (clean.Count == 0 || cue.Start - clean[^1].End > Near.TotalSeconds || cue.Speaker != clean[^1].Speaker)
            {
                Add(clean, cue);
                continue;
            }

            string fresh = WithoutRepeated(clean[^1].Text, cue.Text);
            if (fresh.Length > 0)
                Add(clean, cue with { Text = fresh });
            else
                clean[^1] = clean[^1] with { End = Math.Max(clean[^1].End, cue.End) };
        }

        return clean;
    }

    private static void Add(List<Cue> clean, Cue cue)
    {
        if (clean is [.., var last] && last.End > cue.Start)
            clean[^1] = last with { End = Math.Max(last.Start, cue.Start) };
        clean.Add(cue);
    }

    /// <summary>By whole words: the longest end of <paramref name="former"/> that <paramref name="text"/> begins with, if it is at least two words or all of the text.</summary>
    private static string WithoutRepeated(string former, string text)
    {
        string[] before = former.Split(' '), words = text.Split(' ');
        for (int length = Math.Min(before.Length, words.Length); length > 0; length--)
        {
            bool enough = length >= 2 || length == words.Length;
            if (enough && before.AsSpan(before.Length - length).SequenceEqual(words.AsSpan(0, length)))
                return string.Join(' ', words[length..]);
        }

        return text;
    }
}
