namespace Shortloop.Core.Study.Transcripts;

/// <summary>A stretch of a talk that holds together.</summary>
public sealed record Chapter(IReadOnlyList<Sentence> Sentences)
{
    public double Start => Sentences[0].Start;

    public double End => Sentences[^1].End;
}

/// <summary>
/// Cuts a talk where its words change: the dips of the cosine similarity between the words before and after each gap (Hearst 1997, TextTiling), the
/// deepest first, none nearer than a chapter's least length to the next. Lengths are in sentences, so that transcripts without times are cut as well.
/// </summary>
public static class Chapters
{
    private const int Window = 12;
    private const int Least = 12;
    private const int Longest = 90;

    /// <param name="terms">The words of a sentence that carry meaning, in the language of the talk.</param>
    public static IReadOnlyList<Chapter> Of(IReadOnlyList<Sentence> sentences, Func<string, IEnumerable<string>> terms)
    {
        if (sentences.Count == 0)
            return [];
        string[][] words = [.. sentences.Select(sentence => terms(sentence.Text).ToArray())];
        double[] depths = Depths(Similarities(words));
        double bar = depths.Length == 0 ? 0 : depths.Average() + (Deviation(depths) / 2);
        SortedSet<int> cuts = [0, sentences.Count];
        foreach (int gap in Enumerable.Range(0, depths.Length).Where(gap => depths[gap] > bar).OrderByDescending(gap => depths[gap]))
            TryCut(cuts, gap + 1);
        CutWhatIsTooLong(cuts, depths);

        int[] at = [.. cuts];
        return [.. at.Zip(at.Skip(1), (from, to) => new Chapter([.. sentences.Skip(from).Take(to - from)]))];
    }

    private static bool TryCut(SortedSet<int> cuts, int at)
    {
        if (cuts.GetViewBetween(at - Least + 1, at + Least - 1).Count > 0)
            return false;
        cuts.Add(at);
        return true;
    }

    private static void CutWhatIsTooLong(SortedSet<int> cuts, double[] depths)
    {
        bool cut = true;
        while (cut)
        {
            cut = false;
            int[] at = [.. cuts];
            foreach ((int from, int to) in at.Zip(at.Skip(1)).Where(pair => pair.Second - pair.First > Longest))
            {
                int best = Enumerable.Range(from + Least, to - from - (2 * Least)).MaxBy(gap => depths[gap - 1]);
                cut |= TryCut(cuts, best);
            }
        }
    }

    // Gap i lies between sentences i and i + 1.
    private static double[] Similarities(string[][] words)
    {
        var similarities = new double[Math.Max(0, words.Length - 1)];
        var left = new Bag();
        var right = new Bag();
        for (int at = 0; at < Math.Min(Window, words.Length); at++)
            right.Add(words[at]);
        for (int gap = 0; gap < similarities.Length; gap++)
        {
            left.Add(words[gap]);
            if (gap >= Window)
                left.Remove(words[gap - Window]);
            right.Remove(words[gap]);
            if (gap + Window < words.Length)
                right.Add(words[gap + Window]);
            similarities[gap] = left.CosineTo(right);
        }

        return similarities;
    }

    /// <summary>How far it rises again on both sides of a gap.</summary>
    private static double[] Depths(double[] similarities)
    {
        var depths = new double[similarities.Length];
        for (int gap = 0; gap < depths.Length; gap++)
            depths[gap] = Peak(similarities, gap, -1) + Peak(similarities, gap, 1) - (2 * similarities[gap]);
        return depths;
    }

    private static double Peak(double[] similarities, int from, int step)
    {
        double peak = similarities[from];
        for (int at = from + step; at >= 0 && at < similarities.Length && similarities[at] >= peak; at += step)
            peak = similarities[at];
        return peak;
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private sealed class Bag
    {
        private readonly Dictionary<string, int> _counts = [];

        public void Add(string[] words)
        {
            foreach (string word in words)
                _counts[word] = _counts.GetValueOrDefault(word) + 1;
        }

        public void Remove(string[] words)
        {
            foreach (string word in words)
                if (--_counts[word] == 0)
                    _counts.Remove(word);
        }

        public double CosineTo(Bag other)
        {
            double product = _counts.Sum(pair => (double)pair.Value * other._counts.GetValueOrDefault(pair.Key));
            return product == 0 ? 0 : product / Math.Sqrt(SquareSum() * other.SquareSum());
        }

        private double SquareSum() => _counts.Values.Sum(count => (double)count * count);
    }
}
