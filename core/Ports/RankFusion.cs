namespace Shortloop.Core.Ports;

/// <summary>
/// Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): a list gives each of its hits 1 / (60 + place), and a hit has the sum of what its lists
/// give. Scores of different scales need not be compared. Places are counted from 0, as Azure AI Search counts them
/// (https://learn.microsoft.com/azure/search/hybrid-search-ranking), where the paper counts from 1.
/// </summary>
public static class RankFusion
{
    public const int K = 60;

    /// <param name="lists">Ids, best first; each at most once in a list.</param>
    /// <returns>Best first, ties by id.</returns>
    public static IReadOnlyList<HybridHit> Fuse(int top, params IReadOnlyList<string>[] lists)
    {
        var worth = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (IReadOnlyList<string> list in lists)
            foreach ((int place, string id) in list.Index())
                worth[id] = worth.GetValueOrDefault(id) + (1.0 / (K + place));
        return
        [
            .. worth.Select(one => new HybridHit(one.Key, one.Value))
                .OrderByDescending(hit => hit.Fused).ThenBy(hit => hit.Id, StringComparer.Ordinal).Take(top),
        ];
    }
}
