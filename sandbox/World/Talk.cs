using System.Globalization;

namespace Shortloop.Sandbox.World;

/// <param name="Start">Seconds from the beginning.</param>
/// <param name="End">Later than <paramref name="Start"/>; not later than the next line's start.</param>
public sealed record TalkLine(double Start, double End, string Speaker, string Text);

/// <summary>
/// What is said in a video: sections of about a minute and a half, each around one aspect of the topic. Made from sentence patterns, the same
/// for the same video; any length up to hours.
/// </summary>
public static class Talk
{
    private const double SecondsPerLetter = 0.066;
    private const double SectionSeconds = 90;

    /// <param name="topic">As it stands in the title, in the video's language.</param>
    public static IReadOnlyList<TalkLine> Of(string videoId, string language, string topic, string speaker, int seconds)
    {
        var words = TalkWords.Of(language);
        var dice = new Dice(Dice.Key(videoId), Dice.Key("talk"));
        var lines = new List<TalkLine>();
        var at = 0.4;
        var section = -1;
        var aspect = "";
        while (at < seconds - 1)
        {
            var opens = (int)(at / SectionSeconds) != section;
            if (opens)
            {
                section = (int)(at / SectionSeconds);
                aspect = dice.Pick(words.Aspects);
            }

            var pattern = lines.Count == 0 ? words.Greeting : opens ? dice.Pick(words.Openings) : dice.Pick(words.Sentences);
            var text = string.Format(CultureInfo.InvariantCulture, pattern, topic, aspect, dice.Pick(words.Aspects), 2 + dice.Below(19));
            text = char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
            var end = Math.Min(at + (text.Length * SecondsPerLetter), seconds);
            // In long talks somebody else asks now and then.
            lines.Add(new(Round(at), Round(end), seconds > 900 && dice.Chance(0.08) ? words.Guest : speaker, text));
            at = end + dice.Between(0.1, 0.6);
        }

        return lines;
    }

    private static double Round(double seconds) => Math.Round(seconds, 3);
}
