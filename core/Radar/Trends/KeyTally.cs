using System.Runtime.InteropServices;

namespace Shortloop.Core.Radar.Trends;

/// <summary>How many creators used a key on each of the last days. Keys are hashes that carry their type: there are millions of uses, and few of them matter.</summary>
internal sealed class KeyTally
{
    public const int Days = 7;

    private readonly List<Use> _uses = [];
    private readonly Dictionary<string, int> _creators = [];
    private readonly HashSet<long> _active = [];

    /// <summary>Different creators who published anything, by day; 0 is the last 24 hours.</summary>
    public int[] CreatorsByDay { get; } = new int[Days];

    public void Add(string creator, int day, IEnumerable<TrendKey> keys)
    {
        ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_creators, creator, out bool known);
        if (!known)
            index = _creators.Count;
        if (_active.Add(((long)index << 8) | (byte)day))
            CreatorsByDay[day]++;
        foreach (TrendKey key in keys)
            _uses.Add(new Use(HashOf(key.Type, key.Key), index, (byte)day));
    }

    /// <summary>Each key with its creators by day. A creator counts once a day, however much they publish.</summary>
    public IEnumerable<(ulong Key, int[] ByDay)> Count()
    {
        _uses.Sort();
        for (int start = 0; start < _uses.Count;)
        {
            int end = start;
            int[] byDay = new int[Days];
            for (; end < _uses.Count && _uses[end].Key == _uses[start].Key; end++)
                if (end == start || _uses[end].CompareTo(_uses[end - 1]) != 0)
                    byDay[_uses[end].Day]++;
            yield return (_uses[start].Key, byDay);
            start = end;
        }
    }

    public static TrendType TypeOf(ulong key) => (TrendType)(key & 3);

    /// <summary>FNV-1a with the type in its two lowest bits.</summary>
    public static ulong HashOf(TrendType type, string key)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in key)
            hash = (hash ^ c) * 1099511628211;
        return ((hash ^ (hash >> 31)) & ~3UL) | (ulong)type;
    }

    private readonly record struct Use(ulong Key, int Creator, byte Day) : IComparable<Use>
    {
        public int CompareTo(Use other)
        {
            int order = Key.CompareTo(other.Key);
            if (order == 0)
                order = Creator.CompareTo(other.Creator);
            return order == 0 ? Day.CompareTo(other.Day) : order;
        }
    }
}
