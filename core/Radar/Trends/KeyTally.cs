using System.Runtime.InteropServices;

namespace Shortloop.Core.Radar.Trends;

/// <summary>How often a key was used.</summary>
/// <param name="ByDay">Creators who used it, by day; 0 is the last 24 hours. A creator counts once a day, however much they publish.</param>
/// <param name="Creators">Different creators within each of <see cref="KeyTally.Windows"/>.</param>
internal sealed record KeyCount(IReadOnlyList<int> ByDay, IReadOnlyList<int> Creators)
{
    public static readonly KeyCount None = new(new int[KeyTally.Days], new int[KeyTally.Windows.Count]);
}

/// <summary>How many creators used a key on each of the last days. Keys are hashes that carry their type: there are millions of uses, and few of them matter.</summary>
internal sealed class KeyTally
{
    /// <summary>Looked back at.</summary>
    public const int Days = 14;

    /// <summary>Days that are compared with those before them: what spreads fast is seen in one, what is small in three.</summary>
    public static readonly IReadOnlyList<int> Windows = [1, 3];

    private readonly List<Use> _uses = [];
    private readonly Dictionary<string, int> _creators = [];
    private readonly HashSet<long> _active = [];

    /// <summary>Different creators who published anything, by day.</summary>
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

    public IEnumerable<(ulong Key, KeyCount Count)> Count()
    {
        _uses.Sort();
        for (int start = 0; start < _uses.Count;)
        {
            int end = start;
            while (end < _uses.Count && _uses[end].Key == _uses[start].Key)
                end++;
            yield return (_uses[start].Key, CountOf(start, end));
            start = end;
        }
    }

    private KeyCount CountOf(int start, int end)
    {
        int[] byDay = new int[Days];
        int[] creators = new int[Windows.Count];
        for (int n = start; n < end; n++)
        {
            if (n > start && _uses[n].CompareTo(_uses[n - 1]) == 0)
                continue;
            byDay[_uses[n].Day]++;
            // Sorted by creator and day: the first use of a creator is their newest.
            if (n == start || _uses[n].Creator != _uses[n - 1].Creator)
                for (int window = 0; window < Windows.Count; window++)
                    creators[window] += _uses[n].Day < Windows[window] ? 1 : 0;
        }

        return new KeyCount(byDay, creators);
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
