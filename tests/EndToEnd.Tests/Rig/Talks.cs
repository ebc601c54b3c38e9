using System.Globalization;
using System.Text;

namespace Shortloop.EndToEnd.Rig;

/// <summary>Captions of talks that nobody gave: sentences from a few words of a field, in chapters that each have their own words.</summary>
internal static class Talks
{
    private static readonly string[][] Fields =
    [
        ["kiln", "glaze", "ceramics", "temperature", "clay", "firing", "potter", "oven"],
        ["editing", "cut", "rhythm", "sequence", "timeline", "shot", "audience", "transition"],
        ["sailing", "harbour", "compass", "current", "anchor", "captain", "weather", "sail"],
        ["orbit", "telescope", "planet", "gravity", "galaxy", "spectrum", "dust", "comet"],
        ["bread", "yeast", "flour", "dough", "starter", "hydration", "crust", "baker"],
        ["violin", "string", "bow", "resonance", "melody", "orchestra", "rehearsal", "tuning"],
    ];

    private static readonly string[] Frames =
    [
        "The {0} depends on the {1}, and people often forget the {2}.", "When the {0} changes, the {1} follows a moment later.",
        "I always check the {0} before I touch the {1}.", "What matters about the {0} is how the {1} and the {2} work together.",
        "Most mistakes with the {0} come from too little {1}.", "If you remember one thing about the {0}, remember the {1}.",
        "We measured the {0} against the {1} for a whole year.", "The best {0} that I have seen had a careful {1}.",
    ];

    /// <param name="opening">A word for the first sentence.</param>
    /// <param name="sentences">About five seconds each.</param>
    public static string Vtt(string opening, int sentences, int seed = 1)
    {
        var chance = new Random(seed);
        var text = new StringBuilder("WEBVTT\n\n");
        double at = 0;
        for (int number = 0; number < sentences; number++)
        {
            string[] field = Fields[number / 40 % Fields.Length];
            string said = number == 0
                ? $"{opening} is what this talk is about, and we begin with the {field[0]}."
                : string.Format(CultureInfo.InvariantCulture, Frames[chance.Next(Frames.Length)], [.. field.OrderBy(_ => chance.Next()).Take(3)]);
            double length = 3 + (said.Length / 30.0);
            text.Append(Time(at)).Append(" --> ").Append(Time(at + length)).Append('\n').Append(said).Append("\n\n");
            at += length;
        }

        return text.ToString();
    }

    private static string Time(double seconds) => TimeSpan.FromSeconds(seconds).ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);
}
