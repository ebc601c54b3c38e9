namespace Shortloop.Core.Ports;

/// <summary>Keys that seal what is kept, 32 random bytes each, by number. A number is given once; the higher is the newer.</summary>
/// <param name="Keys">All that open.</param>
/// <param name="Sealing">The number of the one that seals.</param>
public sealed record KeySet(IReadOnlyDictionary<int, byte[]> Keys, int Sealing)
{
    /// <summary>Records print their members; these must not be printed.</summary>
    public override string ToString() => $"keys {string.Join(", ", Keys.Keys.Order())}";
}

/// <summary>The keys at hand. There is always one; where none can be had, the host doesn't start.</summary>
public interface IKeyRing
{
    KeySet Current { get; }

    /// <summary>
    /// Something was sealed with a key that is not at hand: another instance may have met a new one first. Looks where the keys are, but not more than
    /// every few seconds, since anybody can make up a number. Waits some seconds at most, never throws; at worst nothing is new.
    /// </summary>
    KeySet LookAgain(int number);
}

/// <param name="MadeAt">Null: nobody knows; then it is never too old.</param>
public sealed record KeyAge(int Number, DateTimeOffset? MadeAt);

/// <summary>Makes new keys and puts old ones away. Safe for several instances at once.</summary>
/// <exception cref="TransientException"><c>keys_unavailable</c>: where the keys are did not answer.</exception>
/// <exception cref="PermanentException"><c>keys_refused</c>: the identity may not do this.</exception>
public interface IKeyKeeper
{
    /// <returns>Those that open, oldest first.</returns>
    Task<IReadOnlyList<KeyAge>> ListAsync(CancellationToken cancellation);

    /// <summary>
    /// Makes a key unless there is one that is newer than this, so that it is safe to repeat. Its number is above all that ever were, also of those that
    /// open no more. It seals once all instances have had the time to meet it.
    /// </summary>
    /// <param name="follows">The number of the newest that opens.</param>
    Task AddAsync(int follows, CancellationToken cancellation);

    /// <summary>It opens no more. It is not destroyed: a person can bring it back.</summary>
    /// <exception cref="InvalidOperationException">It is the one that seals.</exception>
    Task DisableAsync(int number, CancellationToken cancellation);
}
