namespace Shortloop.Core.Coach.Trending;

/// <param name="Rate">Likes over views, drawn towards the feed's own where views are few.</param>
/// <param name="Engagement">0 to 1: the share of the feed that is liked less.</param>
/// <param name="Vector">Unit length, seen from the feed's centre.</param>
internal sealed record Candidate(TrendingVideo Video, string Key, string CreatorKey, double Rate, double Engagement, float[] Vector);

/// <summary>A feed made ready to choose from.</summary>
public sealed class Candidates
{
    /// <summary>As many views at the feed's own rate are added to each video: a like of three viewers says little.</summary>
    private const double Prior = 1000;

    internal Candidates(string model, IReadOnlyList<TrendingVideo> videos)
    {
        Model = model;
        var counted = videos.Where(video => video is { Likes: not null, Views: > 0 }).ToList();
        double usual = counted.Count == 0 ? 0 : counted.Sum(video => (double)video.Likes!) / counted.Sum(video => (double)video.Views!);
        List<float[]> vectors = [.. videos.Select(video => Vectors.Unpack(video.Vector))];
        Centre = Vectors.Mean(vectors);
        double[] rates = [.. videos.Select(video => RateOf(video, usual))];
        double[] ranks = Ranks.Of(rates);
        All = [.. videos.Select((video, i) => new Candidate(video, video.Key(), video.CreatorKey(), rates[i], ranks[i], Vectors.From(Centre, vectors[i])))];
    }

    internal string Model { get; }

    internal float[] Centre { get; }

    internal IReadOnlyList<Candidate> All { get; }

    // What is hidden is taken to be as usual.
    private static double RateOf(TrendingVideo video, double usual) => video is { Likes: { } likes, Views: { } views and > 0 }
        ? (likes + (Prior * usual)) / (views + Prior)
        : usual;
}

internal static class Ranks
{
    /// <summary>For each value the share of the others below it; equal ones share the middle of their places. One alone: 0.5.</summary>
    public static double[] Of(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        double[] ranks = new double[values.Count];
        for (int from = 0, to; from < order.Length; from = to)
        {
            for (to = from + 1; to < order.Length && values[order[to]] == values[order[from]]; to++) { }
            for (int at = from; at < to; at++)
                ranks[order[at]] = values.Count == 1 ? 0.5 : (from + to - 1) / 2.0 / (values.Count - 1);
        }

        return ranks;
    }
}
