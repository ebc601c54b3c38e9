using System.Security.Cryptography;
using Shortloop.Core.Ports;

namespace Shortloop.Functions.Accounts;

/// <summary>Keys that sign access tokens, at least 32 bytes each. The one that seals signs; all of them verify, so that a key can be changed while tokens are out.</summary>
public sealed class AccessTokenKeys
{
    private readonly Func<KeySet> _current;
    private readonly Func<int, KeySet> _lookAgain;

    /// <param name="keys">By number; the highest signs.</param>
    public AccessTokenKeys(IReadOnlyDictionary<int, byte[]> keys)
    {
        if (keys.Count == 0 || keys.Values.Any(key => key.Length < 32))
            throw new ArgumentException("Signing access tokens needs at least one key of 32 bytes.", nameof(keys));
        var set = new KeySet(keys, keys.Keys.Max());
        (_current, _lookAgain) = (() => set, _ => set);
    }

    private AccessTokenKeys(IKeyRing ring) => (_current, _lookAgain) = (() => ring.Current, ring.LookAgain);

    /// <summary>As they are now; the same object as long as nothing changes.</summary>
    internal KeySet Current => _current();

    /// <summary>Derived (RFC 5869), so that they come and go with the keys they are made from.</summary>
    public static AccessTokenKeys DerivedFrom(IKeyRing ring) => new(new Derived(ring));

    /// <inheritdoc cref="IKeyRing.LookAgain"/>
    internal KeySet LookAgain(int number) => _lookAgain(number);

    private sealed class Derived(IKeyRing ring) : IKeyRing
    {
        private volatile Tuple<KeySet, KeySet>? _last;

        public KeySet Current => Of(ring.Current);

        public KeySet LookAgain(int number) => Of(ring.LookAgain(number));

        private KeySet Of(KeySet keys)
        {
            if (_last is { } last && last.Item1 == keys)
                return last.Item2;
            var derived = new KeySet(keys.Keys.ToDictionary(
                key => key.Key, key => HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Value, 32, info: "access tokens"u8.ToArray())), keys.Sealing);
            _last = Tuple.Create(keys, derived);
            return derived;
        }
    }
}
