using System.Buffers.Binary;
using System.Buffers.Text;

namespace Shortloop.Sandbox.World;

internal static class CreatorMaker
{
    public static WorldCreator Make(ulong seed, int index)
    {
        var dice = new Dice(seed, Dice.Key("creator"), (ulong)index);
        // In turn, so that no category is ever empty.
        var category = WorldCategories.All[index % WorldCategories.All.Count];
        var language = WorldLanguages.Pick(ref dice);
        var topics = WorldTopic.Of(category).ToList();
        while (topics.Count > 4)
            topics.RemoveAt(dice.Below(topics.Count));
        // Half of all lie between 2,700 and 27,000 views; a few in the hundreds and in the hundreds of thousands.
        var median = Math.Round(8500 * Math.Exp(1.7 * dice.Gauss()) + 150);
        var name = Names.Of(language, ref dice);
        var handle = Names.Handle(category, index);
        return new(
            index,
            Id(seed, index),
            name,
            handle,
            category,
            language,
            median,
            VideosPerDay: 0.12 + (1.9 * Math.Pow(dice.Next(), 2.2)),
            FavouriteFormat: dice.Pick(WorldFormat.All),
            OwnHashtag: dice.Chance(0.4) ? handle[1..].Replace(".", "by", StringComparison.Ordinal) : null,
            topics,
            FollowersAtStart: (long)(median * dice.Between(1, 9)),
            FollowersPerDay: median * dice.Between(0.0005, 0.01));
    }

    private static string Id(ulong seed, int index)
    {
        Span<byte> bytes = stackalloc byte[16];
        var dice = new Dice(seed, Dice.Key("channel"), (ulong)index);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, dice.Bits());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], dice.Bits());
        return "UC" + Base64Url.EncodeToString(bytes);
    }
}
