using System.Collections.Concurrent;

namespace Shortloop.Sandbox.World;

/// <summary>Which trends are planted when: in every two days two hashtags and one topic, and a format in every six.</summary>
internal sealed class TrendCalendar(ulong seed)
{
    private const int EpochDays = 2;
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(8);

    /// <summary>Each planted trend is one object, so that videos can point to it.</summary>
    private readonly ConcurrentDictionary<int, Lazy<PlantedTrend[]>> _epochs = new();

    public IEnumerable<PlantedTrend> StartingWithin(DateTimeOffset from, DateTimeOffset to)
    {
        for (var epoch = EpochOf(from); epoch <= EpochOf(to); epoch++)
        {
            foreach (var trend in Of(epoch).Where(t => t.StartsAt >= from && t.StartsAt < to))
                yield return trend;
        }
    }

    /// <summary>All that anybody may take up within the time.</summary>
    public IEnumerable<PlantedTrend> AliveWithin(DateTimeOffset from, DateTimeOffset to) => StartingWithin(from - LongestLife, to).Where(t => t.EndsAt > from);

    private static int EpochOf(DateTimeOffset instant) => (int)Math.Max(0, (instant - CreatorWorld.Beginning).TotalDays / EpochDays);

    private PlantedTrend[] Of(int epoch) => _epochs.GetOrAdd(epoch, e => new(() => [.. Plant(e)])).Value;

    private IEnumerable<PlantedTrend> Plant(int epoch)
    {
        yield return Hashtag(epoch, 2 * epoch);
        yield return Hashtag(epoch, (2 * epoch) + 1);
        yield return Topic(epoch);
        if (epoch % 3 == (int)(Dice.Mix(seed) % 3))
            yield return Format(epoch);
    }

    private PlantedTrend Hashtag(int epoch, int ordinal)
    {
        var dice = new Dice(seed, Dice.Key("hashtag trend"), (ulong)ordinal);
        var (start, end) = Life(epoch, ref dice);
        return new(ordinal, "hashtag", Hashtags.OfTrend(seed, ordinal), [], dice.Pick(WorldCategories.All), null, start, end, dice.Between(0.3, 0.5));
    }

    private PlantedTrend Topic(int epoch)
    {
        var dice = new Dice(seed, Dice.Key("topic trend"), (ulong)epoch);
        var (start, end) = Life(epoch, ref dice);
        var language = WorldLanguages.Pick(ref dice);
        // A walk over all of them: none comes again before 32 others have been.
        var topic = WorldTopic.Emerging[(int)((Dice.Mix(seed + 1) + ((ulong)epoch * 13)) % (ulong)WorldTopic.Emerging.Count)];
        return new(
            epoch, "topic", topic.Phrases[language].ToLowerInvariant(), [topic.HashtagIn(language), topic.Key], topic.Category, language, start, end, dice.Between(0.5, 0.7));
    }

    private PlantedTrend Format(int epoch)
    {
        var dice = new Dice(seed, Dice.Key("format trend"), (ulong)epoch);
        var (start, end) = Life(epoch, ref dice);
        var format = WorldFormat.All[(int)((Dice.Mix(seed + 2) + ((ulong)(epoch / 3) * 4)) % (ulong)WorldFormat.All.Count)];
        return new(epoch, "format", format.Key, format.Phrases, null, null, start, end, dice.Between(0.22, 0.32));
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Life(int epoch, ref Dice dice)
    {
        var start = CreatorWorld.Beginning.AddDays(epoch * EpochDays).AddSeconds(dice.Below(EpochDays * 86_400));
        return (start, start.AddSeconds(dice.Between(4.5, 8) * 86_400));
    }
}
