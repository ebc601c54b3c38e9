namespace Shortloop.Adapters.Builtin.Study;

/// <summary>
/// Which sentences a text rests on (Mihalcea and Tarau 2004): sentences vote for those that share their words, and a vote of one that has many
/// votes counts more. Similarity is the number of shared terms over the sum of the logarithms of both lengths, as in the paper.
/// </summary>
internal static class TextRank
{
    private const double Damping = 0.85;
    private const int Rounds = 30;

    /// <param name="sentences">The terms of each.</param>
    /// <returns>A weight for each, which sum up to about their number.</returns>
    internal static double[] Rank(IReadOnlyList<IReadOnlyCollection<string>> sentences)
    {
        HashSet<string>[] terms = [.. sentences.Select(sentence => sentence.ToHashSet())];
        double[][] edges = Edges(terms);
        double[] sums = [.. edges.Select(row => row.Sum())];
        var rank = Enumerable.Repeat(1.0, terms.Length).ToArray();
        for (int round = 0; round < Rounds; round++)
        {
            var next = new double[rank.Length];
            for (int to = 0; to < rank.Length; to++)
            {
                double votes = 0;
                for (int from = 0; from < rank.Length; from++)
                    if (sums[from] > 0)
                        votes += edges[from][to] / sums[from] * rank[from];
                next[to] = 1 - Damping + (Damping * votes);
            }

            rank = next;
        }

        return rank;
    }

    private static double[][] Edges(HashSet<string>[] terms)
    {
        double[][] edges = [.. terms.Select(_ => new double[terms.Length])];
        for (int a = 0; a < terms.Length; a++)
        {
            for (int b = a + 1; b < terms.Length; b++)
            {
                int shared = terms[a].Count(terms[b].Contains);
                if (shared > 0)
                    edges[a][b] = edges[b][a] = shared / (1 + Math.Log(terms[a].Count) + Math.Log(terms[b].Count));
            }
        }

        return edges;
    }
}
