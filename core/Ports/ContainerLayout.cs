namespace Shortloop.Core.Ports;

/// <summary>
/// How the store keeps a container, and what it is asked: everything that Cosmos DB wants to know beforehand. The embedded store refuses what
/// is not listed here too, so that it can't come up on the day of the move.
/// </summary>
/// <param name="Kilobytes">Of a usual document, with the property names. An estimate; requests are priced by it.</param>
/// <param name="Queries">Those that name an order get the index which that order needs.</param>
public sealed record ContainerLayout(Container Container, double Kilobytes, IReadOnlyList<ServedQuery> Queries)
{
    /// <summary>Documents may carry a time to live. Elsewhere the store would keep them forever.</summary>
    public bool Expires { get; init; }

    /// <summary>
    /// JSON paths nobody asks for, which would make every write dearer; of objects and arrays all that is below. A condition on one still works, by
    /// reading every document of the partition; an order by one does not.
    /// </summary>
    public IReadOnlyList<string> Unindexed { get; init; } = [];

    /// <summary>
    /// What pages are ordered by, each all in one direction. An index also serves the other direction, and ties are always
    /// broken by id, then by partition; a single path needs none.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> Orders =>
    [
        ["id", "partition"],
        .. Queries.Where(query => query.OrderBy is not null).Select(OrderOf).DistinctBy(order => string.Join(' ', order)),
    ];

    private static IReadOnlyList<string> OrderOf(ServedQuery query) => query.Everywhere ? [query.OrderBy!, "id", "partition"] : [query.OrderBy!, "id"];
}

/// <param name="For">Who asks, and by which conditions.</param>
/// <param name="Documents">As many as it usually reads: the page, or all that the conditions leave.</param>
/// <param name="OrderBy">As in <see cref="DocumentQuery"/>; null: by id.</param>
/// <param name="Everywhere">In all partitions: paid in each of the container's physical ones (one for 50 GB or 10,000 request units a second).</param>
public sealed record ServedQuery(string For, int Documents, string? OrderBy = null, bool Everywhere = false)
{
    /// <summary>
    /// Expected request units, with the weakest consistency: 3 to ask, and a tenth for every KB read. Twice as much with strong or bounded
    /// staleness. An estimate from the published prices of reads (1 for 1 KB, 10 for 100 KB) until somebody has measured.
    /// </summary>
    public double Units(double kilobytes) => Math.Round(3 + (Documents * kilobytes * 0.1), 1);
}
