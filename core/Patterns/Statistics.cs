namespace Shortloop.Core.Patterns;

public static class Statistics
{
    /// <summary>Percentile with linear interpolation between ranks; 0 for no values.</summary>
    /// <param name="p">0 to 1.</param>
    public static double Percentile(IEnumerable<double> values, double p)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) return 0;
        var rank = p * (sorted.Length - 1);
        var low = (int)rank;
        var high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + ((sorted[high] - sorted[low]) * (rank - low));
    }

    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    /// <returns>0 for no values.</returns>
    public static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(0).Average();

    /// <summary>Of the values themselves, not of a population they stand for.</summary>
    public static double Deviation(IReadOnlyCollection<double> values)
    {
        var mean = Mean(values);
        return Math.Sqrt(Mean(values.Select(value => (value - mean) * (value - mean))));
    }

    /// <summary>Mean of levels in LUFS: by power, as the ear and the standard add them. Null: nothing was heard.</summary>
    public static double? MeanLevel(IEnumerable<double?> levels)
    {
        double[] powers = [.. levels.Select(level => level is { } heard ? Math.Pow(10, heard / 10) : 0)];
        var mean = Mean(powers);
        return mean > 0 ? 10 * Math.Log10(mean) : null;
    }
}
