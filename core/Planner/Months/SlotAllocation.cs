namespace Shortloop.Core.Planner.Months;

/// <summary>Which topic and format each slot gets: in the shares that were decided, spread as evenly as can be.</summary>
public static class SlotAllocation
{
    public sealed record Choice(string Topic, string Format);

    public static IReadOnlyList<Choice> Make(IReadOnlyList<string> topics, IReadOnlyList<FormatShare> formats, int slots)
    {
        string[] ordered = Spread(formats, slots);
        // Shifted by one each round, so that a topic does not always meet the same format.
        return [.. ordered.Select((format, index) => new Choice(topics[(index + index / topics.Count) % topics.Count], format))];
    }

    /// <summary>Smooth weighted round robin: at each slot the format that is furthest behind its share.</summary>
    private static string[] Spread(IReadOnlyList<FormatShare> formats, int slots)
    {
        double[] credit = new double[formats.Count];
        double total = formats.Sum(format => format.Share);
        string[] chosen = new string[slots];
        for (int slot = 0; slot < slots; slot++)
        {
            for (int index = 0; index < credit.Length; index++)
                credit[index] += formats[index].Share / total;
            int best = Array.IndexOf(credit, credit.Max());
            credit[best]--;
            chosen[slot] = formats[best].Format;
        }

        return chosen;
    }
}
