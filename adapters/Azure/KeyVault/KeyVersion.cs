using Shortloop.Core.Ports;

namespace Shortloop.Adapters.KeyVault;

/// <summary>One version of the secret. It is not printed: records print their members.</summary>
internal sealed class KeyVersion(int number, string version, byte[] bytes, DateTimeOffset madeAt)
{
    public int Number => number;

    public string Version => version;

    public byte[] Bytes => bytes;

    public DateTimeOffset MadeAt => madeAt;
}

/// <summary>The keys as they were read at one time, oldest first.</summary>
internal sealed class HeldKeys(IReadOnlyList<KeyVersion> keys, DateTimeOffset readAt)
{
    private readonly Dictionary<int, byte[]> _bytes = keys.ToDictionary(key => key.Number, key => key.Bytes);
    private volatile KeySet? _set;

    public IReadOnlyList<KeyVersion> Keys => keys;

    public DateTimeOffset ReadAt => readAt;

    /// <summary>The newest that every instance has had the time to meet seals; where there is none, the oldest, which was there first.</summary>
    public KeySet At(DateTimeOffset now, TimeSpan sealsAfter)
    {
        int sealing = (keys.LastOrDefault(key => key.MadeAt + sealsAfter <= now) ?? keys[0]).Number;
        return _set is { } set && set.Sealing == sealing ? set : _set = new KeySet(_bytes, sealing);
    }
}
