namespace Shortloop.Sandbox.World;

/// <summary>Hashtags that are always there, and words that new ones are made of.</summary>
internal static class Hashtags
{
    public static readonly IReadOnlyList<string> Generic = ["shorts", "viral", "fyp", "foryou", "trending", "daily"];

    private static readonly Dictionary<string, string[]> Evergreens = new()
    {
        ["personal_growth"] = ["mindset", "selfimprovement", "motivation", "productivity", "discipline"],
        ["entertainment"] = ["comedy", "funny", "movies", "gaming", "entertainment"],
        ["wellness"] = ["fitness", "health", "wellness", "workout", "selfcare"],
        ["creative"] = ["art", "diy", "design", "music", "handmade"],
        ["learning"] = ["study", "education", "learnontiktok", "school", "languages"],
        ["science_tech"] = ["science", "tech", "ai", "space", "engineering"],
        ["food"] = ["food", "recipe", "cooking", "foodie", "baking"],
        ["travel"] = ["travel", "adventure", "nature", "wanderlust", "roadtrip"],
    };

    private static readonly string[] First =
    [
        "quiet", "golden", "beige", "midnight", "paper", "velvet", "lazy", "honest", "tiny", "analog", "cosmic", "salty",
        "soft", "feral", "plain", "electric", "sunday", "rainy", "loud", "mossy", "neon", "hollow", "gentle", "wild",
    ];

    private static readonly string[] Second =
    [
        "desk", "kitchen", "season", "reset", "era", "club", "theory", "walk", "method", "core", "summer", "corner",
        "letters", "rules", "garden", "hour", "mirror", "ladder", "routine", "signal", "pocket", "bridge", "window", "list",
    ];

    private static readonly string[] Sounds =
        ["Slow Lights", "Paper Planes Again", "Low Tide", "Kitchen Radio", "Second Sun", "Northbound", "Glass Steps", "Warm Static", "Late Bus", "Blue Hour"];

    /// <summary>Large and steady: used at the same rate all the time.</summary>
    public static IReadOnlyList<string> Evergreen(string category) => Evergreens[category];

    public static string SoundOf(string category, ulong key)
    {
        var dice = new Dice(key, Dice.Key("sound"), Dice.Key(category));
        return dice.Pick(Sounds);
    }

    /// <summary>Of a planted trend: no two of 576 in a row are the same.</summary>
    public static string OfTrend(ulong seed, int ordinal)
    {
        // 319 and 576 have no common factor: the walk visits every pair.
        var at = (int)((Dice.Mix(seed) % 576 + ((ulong)ordinal * 319)) % 576);
        return First[at / 24] + Second[at % 24];
    }

    /// <summary>Of a viral video: looks like a trend's, but three words, so never the same.</summary>
    public static string OfOneHit(ulong key)
    {
        var dice = new Dice(key, Dice.Key("one hit"));
        return "the" + dice.Pick(First) + dice.Pick(First) + dice.Pick(Second);
    }
}
