namespace Shortloop.Sandbox.World;

/// <summary>A trend that was planted, as <c>hashtag</c>, <c>topic</c> or <c>format</c>.</summary>
/// <param name="Key">The hashtag without #, the topic's phrase in its language, or the format's key; lower case.</param>
/// <param name="Aliases">Other names under which the same videos can rightly be found: a topic's hashtag, the words of a format.</param>
/// <param name="Category">Null: in all of them.</param>
/// <param name="Language">Null: in all of them.</param>
/// <param name="StartsAt">From when on creators may take it up.</param>
/// <param name="EndsAt">From when on nobody does.</param>
public sealed record PlantedTrend(
    int Ordinal, string Kind, string Key, IReadOnlyList<string> Aliases, string? Category, string? Language, DateTimeOffset StartsAt, DateTimeOffset EndsAt, double Peak)
{
    /// <summary>Part of the videos in its scope that take it up: a logistic rise in the first half of its life, a fall at its end.</summary>
    internal double AdoptionAt(DateTimeOffset instant)
    {
        if (instant < StartsAt || instant >= EndsAt)
            return 0;
        var life = (EndsAt - StartsAt).TotalHours;
        var age = (instant - StartsAt).TotalHours;
        return Peak * Logistic((age - (0.25 * life)) / (0.07 * life)) * (1 - Logistic((age - (0.88 * life)) / (0.04 * life)));
    }

    internal bool Covers(WorldCreator creator) =>
        (Category is null || Category == creator.Category) && (Language is null || Language == creator.Language);

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}

/// <summary>The right answer about one planted trend.</summary>
/// <param name="VisibleAt">
/// From when on it can be known, null if it never spread that far. A hashtag or topic: four hours after its fifth creator took it up. A format,
/// which is never new: four hours after the videos that follow the trend outnumber, over 24 hours, those that would have had the format anyway.
/// </param>
/// <param name="Videos">All that carry it, oldest first, also those after <paramref name="VisibleAt"/>.</param>
public sealed record WorldTrend(PlantedTrend Planted, DateTimeOffset? VisibleAt, IReadOnlyList<WorldVideo> Videos)
{
    public string Kind => Planted.Kind;

    public string Key => Planted.Key;

    public DateTimeOffset StartsAt => Planted.StartsAt;

    public DateTimeOffset EndsAt => Planted.EndsAt;

    public IEnumerable<string> VideoIds => Videos.Select(v => v.Id);

    /// <summary>
    /// Whether a name found in the data means this trend: its key or an alias, whatever the case, spaces and signs; for a phrase also some of
    /// its own words.
    /// </summary>
    public bool Matches(string name)
    {
        var plain = Plain(name);
        if (plain.Length == 0)
            return false;
        if (Plain(Key) == plain || Planted.Aliases.Any(a => Plain(a) == plain))
            return true;
        var words = Words(name);
        return Kind == "topic" && words.Count > 0 && words.IsSubsetOf(Words(Key));
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static HashSet<string> Words(string text) =>
        [.. text.Split([' ', '_', '-', '#'], StringSplitOptions.RemoveEmptyEntries).Select(Plain).Where(w => w.Length > 2)];
}

/// <summary>What looks like a trend and is none.</summary>
/// <param name="Kind"><c>evergreen</c>: large and steady; <c>one_hit</c>: one viral video; <c>own_tag</c>: one creator's.</param>
/// <param name="Hashtag">Without #.</param>
public sealed record FalseFriend(string Kind, string Hashtag, IReadOnlyList<string> VideoIds);
