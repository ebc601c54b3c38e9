using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Keys;

/// <summary>Keys that never change; the highest seals.</summary>
public sealed class FixedKeys : IKeyRing
{
    /// <exception cref="ArgumentException">There is none, or one is not 32 bytes long.</exception>
    public FixedKeys(IReadOnlyDictionary<int, byte[]> keys)
    {
        if (keys.Count == 0 || keys.Values.Any(key => key.Length != 32))
            throw new ArgumentException("Token encryption needs at least one key of 32 bytes.", nameof(keys));
        Current = new KeySet(keys.ToDictionary(), keys.Keys.Max());
    }

    public KeySet Current { get; }

    public KeySet LookAgain(int number) => Current;
}
