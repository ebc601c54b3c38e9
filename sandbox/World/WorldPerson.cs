namespace Shortloop.Sandbox.World;

/// <summary>Somebody whose tastes are known: how likely they like a video, and whether they do.</summary>
public sealed class WorldPerson
{
    private readonly ulong _key;

    internal WorldPerson(CreatorWorld world, ulong seed)
    {
        _key = Dice.Mix(world.Seed ^ Dice.Mix(seed));
        Seed = seed;
        var dice = new Dice(_key, Dice.Key("tastes"));
        Language = WorldLanguages.Pick(ref dice);
        Categories = Some(WorldCategories.All, 3, ref dice);
        // In every category, so that there is something to learn whatever plan is asked for.
        var topics = new List<WorldTopic>();
        var disliked = new List<WorldTopic>();
        foreach (var category in WorldCategories.All)
        {
            var some = Some(WorldTopic.Of(category), 5, ref dice);
            topics.AddRange(some.Take(3));
            disliked.AddRange(some.Skip(3));
        }

        (Topics, DislikedTopics) = (topics, disliked);
        Formats = Some(WorldFormat.All, 3, ref dice);
    }

    public ulong Seed { get; }

    public string Language { get; }

    /// <summary>Three of the eight.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>Three of the eight lasting topics of every category.</summary>
    public IReadOnlyList<WorldTopic> Topics { get; }

    /// <summary>Two of the eight lasting topics of every category.</summary>
    public IReadOnlyList<WorldTopic> DislikedTopics { get; }

    public IReadOnlyList<WorldFormat> Formats { get; }

    /// <summary>0.1, plus 0.5 for a liked topic, 0.15 for a liked category and 0.1 for a liked format; a quarter of it for a disliked topic.</summary>
    public double LikeProbability(WorldVideo video)
    {
        var sum = 0.1
            + (Topics.Contains(video.Topic) ? 0.5 : 0)
            + (Categories.Contains(video.Category) ? 0.15 : 0)
            + (Formats.Contains(video.Format) ? 0.1 : 0);
        return DislikedTopics.Contains(video.Topic) ? sum / 4 : sum;
    }

    /// <summary>The same answer for the same video each time.</summary>
    public bool Likes(WorldVideo video)
    {
        var dice = new Dice(_key, Dice.Key(video.Id));
        return dice.Chance(LikeProbability(video));
    }

    private static List<T> Some<T>(IReadOnlyList<T> all, int count, ref Dice dice)
    {
        var left = all.ToList();
        while (left.Count > count)
            left.RemoveAt(dice.Below(left.Count));
        // Shuffled: which come first must not depend on the table.
        for (var i = left.Count - 1; i > 0; i--)
        {
            var other = dice.Below(i + 1);
            (left[i], left[other]) = (left[other], left[i]);
        }

        return left;
    }
}
