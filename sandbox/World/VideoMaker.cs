namespace Shortloop.Sandbox.World;

/// <summary>Makes the videos of one creator on one day.</summary>
internal sealed class VideoMaker(ulong seed, VideoIds ids)
{
    /// <summary>As many as fit the id.</summary>
    private const int MostPerDay = 8;

    public static int CountOn(ulong seed, WorldCreator creator, int day)
    {
        var dice = new Dice(seed, Dice.Key("count"), (ulong)creator.Index, (ulong)day);
        var whole = (int)creator.VideosPerDay;
        return Math.Min(MostPerDay, whole + (dice.Chance(creator.VideosPerDay - whole) ? 1 : 0));
    }

    public WorldVideo Make(WorldCreator creator, int day, int slot, IReadOnlyList<PlantedTrend> alive)
    {
        var id = ids.Encode(creator.Index, day, slot);
        var key = Dice.Mix(seed ^ Dice.Key(id));
        var dice = new Dice(key, 1);
        // Two throws make the middle of the day (14 h UTC) likelier than the night.
        var hour = ((dice.Next() + dice.Next()) * 12) + 2;
        var published = CreatorWorld.Beginning.AddDays(day).AddSeconds(Math.Floor(hour % 24 * 3600));
        var trends = Taken(creator, published, alive, ref dice);
        var viral = dice.Chance(0.008);
        var noise = Math.Exp(0.55 * dice.Gauss());
        var final = creator.MedianViews * noise * Boost(trends, ref dice) * (viral ? dice.Between(12, 60) : 1);
        return new(creator, id, published, key)
        {
            Topic = TopicOf(creator, trends, ref dice),
            Format = FormatOf(creator, trends, ref dice),
            Trends = trends,
            IsViral = viral,
            FinalViews = final,
            DurationSeconds = dice.Chance(0.7) ? 15 + dice.Below(45) : 60 + dice.Below(540),
            Depth = dice.Between(3.5, 6),
            TauHours = viral ? dice.Between(20, 44) : trends.Count > 0 ? dice.Between(12, 26) : dice.Between(8, 24),
            LikeRate = dice.Between(0.03, 0.09),
            CommentRate = dice.Between(0.001, 0.008),
            ShareRate = dice.Between(0.001, 0.01),
            HidesLikes = dice.Chance(0.03),
            HasNoComments = dice.Chance(0.02),
        };
    }

    private static List<PlantedTrend> Taken(WorldCreator creator, DateTimeOffset at, IReadOnlyList<PlantedTrend> alive, ref Dice dice)
    {
        var taken = new List<PlantedTrend>();
        foreach (var trend in alive)
        {
            if (trend.Covers(creator) && taken.TrueForAll(t => t.Kind != trend.Kind) && dice.Chance(trend.AdoptionAt(at)))
                taken.Add(trend);
        }

        return taken;
    }

    private static double Boost(List<PlantedTrend> trends, ref Dice dice)
    {
        var boost = 1.0;
        foreach (var trend in trends)
            boost *= trend.Kind == "format" ? dice.Between(1.8, 4) : dice.Between(2.5, 7);
        return Math.Min(boost, 12);
    }

    private static WorldTopic TopicOf(WorldCreator creator, List<PlantedTrend> trends, ref Dice dice)
    {
        var usual = dice.Pick(creator.Topics);
        return trends.Find(t => t.Kind == "topic") is { } trend ? WorldTopic.Emerging.First(t => trend.Aliases.Contains(t.Key)) : usual;
    }

    private static WorldFormat FormatOf(WorldCreator creator, List<PlantedTrend> trends, ref Dice dice)
    {
        var usual = dice.Chance(0.5) ? creator.FavouriteFormat : dice.Pick(WorldFormat.All);
        return trends.Find(t => t.Kind == "format") is { } trend ? WorldFormat.All.First(f => f.Key == trend.Key) : usual;
    }
}
