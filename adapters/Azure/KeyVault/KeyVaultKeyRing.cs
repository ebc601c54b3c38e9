using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.KeyVault;

/// <summary>
/// Keys as versions of one secret, each with its number as a tag. All that are enabled open; the newest seals once every instance knows it. They are
/// held in memory, read again every few minutes beside the work, and at once when something names a newer key than those at hand.
/// </summary>
public sealed class KeyVaultKeyRing : IKeyRing, IKeyKeeper, IDisposable
{
    public const string NumberTag = "key";

    /// <summary>Numbers far above ours are made up.</summary>
    private const int Foresight = 3;

    private readonly KeyVaultOptions _options;
    private readonly VersionedSecret _secret;
    private readonly TimeProvider _clock;
    private readonly ILogger<KeyVaultKeyRing> _logger;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Lock _refresh = new();
    private HeldKeys? _held;
    private DateTimeOffset _lookedAt;

    /// <exception cref="ArgumentException">Lists what is wrong with the options.</exception>
    public KeyVaultKeyRing(KeyVaultOptions options, TimeProvider clock, ILogger<KeyVaultKeyRing> logger)
    {
        if (options.Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(options));
        (_options, _secret, _clock, _logger) = (options, new VersionedSecret(options), clock, logger);
    }

    public KeySet Current
    {
        get
        {
            HeldKeys held = Held;
            TimeSpan age = _clock.GetUtcNow() - held.ReadAt;
            if (age < _options.RefreshEvery)
                return SetOf(held);
            Task reading = Refresh();
            // Whoever idled would seal with a key that was put away meanwhile, or that lost against another of its number.
            if (age >= _options.SealsAfter - _options.RefreshEvery && !reading.Wait(_options.LongestWait))
                KeepOn(held);
            return SetOf(Held);
        }
    }

    /// <summary>What is read again beside the work; for tests.</summary>
    internal Task Refreshing { get; private set; } = Task.CompletedTask;

    private HeldKeys Held => Volatile.Read(ref _held) ?? throw new InvalidOperationException("The keys have not been read yet: the host is still starting.");

    /// <summary>Before anything else.</summary>
    /// <exception cref="WorkException">The keys can't be had; the message is for the operator.</exception>
    public Task LoadAsync(CancellationToken cancellation) => ReadAsync(cancellation);

    // Waits for the vault on the caller's thread: once for each new key and instance, since opening what is sealed must not be a matter of luck.
    public KeySet LookAgain(int number)
    {
        KeySet keys = Current;
        int newest = keys.Keys.Keys.Max();
        if (keys.Keys.ContainsKey(number) || number <= newest || number > newest + Foresight)
            return keys;
        Look()?.Wait(_options.LongestWait);
        return SetOf(Held);
    }

    public async Task<IReadOnlyList<KeyAge>> ListAsync(CancellationToken cancellation) =>
        [.. (await ReadAsync(cancellation)).Keys.Select(key => new KeyAge(key.Number, key.MadeAt))];

    public async Task AddAsync(int follows, CancellationToken cancellation)
    {
        if (await _secret.AddAsync(follows, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), cancellation) is { } number)
            _logger.Added(number);
        else
            _logger.NotAdded(follows);
        await ReadAsync(cancellation);
    }

    public async Task DisableAsync(int number, CancellationToken cancellation)
    {
        HeldKeys held = await ReadAsync(cancellation);
        if (number == SetOf(held).Sealing)
            throw new InvalidOperationException($"Key {number} seals: it can't be put away.");
        if (held.Keys.FirstOrDefault(key => key.Number == number) is not { } key)
            return;
        await _secret.DisableAsync(key.Version, cancellation);
        _logger.Disabled(number);
        await ReadAsync(cancellation);
    }

    public void Dispose() => _reading.Dispose();

    private async Task<HeldKeys> ReadAsync(CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            // As old as when it was asked for.
            DateTimeOffset now = _clock.GetUtcNow();
            IReadOnlyList<KeyVersion> keys = await _secret.ReadAsync(Volatile.Read(ref _held)?.Keys ?? [], cancellation);
            if (keys.Count == 0)
                throw KeyVaultErrors.Unusable(
                    $"The secret {_options.Secret} in {_options.Vault.Host} has no version that is enabled. If tokens were sealed before, enable its versions again; a new installation gets its first key by infra/hooks/postprovision.sh.");
            var read = new HeldKeys(keys, now);
            Volatile.Write(ref _held, read);
            return read;
        }
        finally
        {
            _reading.Release();
        }
    }

    private KeySet SetOf(HeldKeys held) => held.At(_clock.GetUtcNow(), _options.SealsAfter);

    // One at a time, shared by all who come meanwhile. It never fails: while the vault does, the keys at hand go on.
    private Task Refresh()
    {
        lock (_refresh)
        {
            if (Refreshing.IsCompleted)
                Refreshing = Task.Run(RefreshAsync);
            return Refreshing;
        }
    }

    private async Task RefreshAsync()
    {
        HeldKeys held = Held;
        try
        {
            await ReadAsync(CancellationToken.None);
        }
        catch (Exception error)
        {
            // Of what nobody foresaw only the kind: its text may hold anything.
            _logger.NotReadAgain(error is WorkException ? error.Message : error.GetType().Name);
            KeepOn(held);
        }
    }

    // Not with each request; unless somebody else has read them meanwhile.
    private void KeepOn(HeldKeys held) => Interlocked.CompareExchange(ref _held, new HeldKeys(held.Keys, _clock.GetUtcNow()), held);

    /// <returns>Null: somebody has looked a moment ago.</returns>
    private Task? Look()
    {
        lock (_refresh)
        {
            if (!Refreshing.IsCompleted)
                return Refreshing;
            DateTimeOffset now = _clock.GetUtcNow();
            if (now - _lookedAt < _options.LookPause)
                return null;
            _lookedAt = now;
            return Refresh();
        }
    }
}
