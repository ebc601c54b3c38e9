namespace Shortloop.Sandbox.World;

/// <summary>SplitMix64 started from a hash of its keys: the same keys give the same throws on every run and machine.</summary>
public struct Dice
{
    private ulong _state;

    public Dice(ulong seed, ulong a, ulong b = 0, ulong c = 0) => _state = Mix(Mix(Mix(Mix(seed) + a) + b) + c);

    public static ulong Mix(ulong value)
    {
        var z = value + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>FNV-1a: a text as a key.</summary>
    public static ulong Key(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
            hash = (hash ^ letter) * 1099511628211UL;
        return hash;
    }

    public ulong Bits() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <returns>0 ≤ x &lt; 1.</returns>
    public double Next() => (Bits() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + ((high - low) * Next());

    public int Below(int count) => (int)(Next() * count);

    public bool Chance(double probability) => Next() < probability;

    public T Pick<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Gauss()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Next()));
        return radius * Math.Cos(2 * Math.PI * Next());
    }
}
