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
    private volatile HeldKeys? _held;
    private long _lookedAt;
    private int _refreshing;

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
            HeldKeys held = _held ?? throw new InvalidOperationException("The keys have not been read yet: the host is still starting.");
            if (_clock.GetUtcNow() - held.ReadAt >= _options.RefreshEvery)
                RefreshBesideTheWork();
            return SetOf(held);
        }
    }

    /// <summary>What is read again beside the work; for tests.</summary>
    internal Task Refreshing { get; private set; } = Task.CompletedTask;

    /// <summary>Before anything else.</summary>
    /// <exception cref="WorkException">The keys can't be had; the message is for the operator.</exception>
    public Task LoadAsync(CancellationToken cancellation) => ReadAsync(cancellation);

    // Waits for the vault on the caller's thread: once for each new key and instance, since opening what is sealed must not be a matter of luck.
    public KeySet LookAgain(int number)
    {
        KeySet keys = Current;
        int newest = keys.Keys.Keys.Max();
        if (keys.Keys.ContainsKey(number) || number <= newest || number > newest + Foresight || !MayLook())
            return keys;
        try
        {
            Task.Run(() => ReadAsync(CancellationToken.None)).GetAwaiter().GetResult();
        }
        catch (WorkException error)
        {
            _logger.NotReadAgain(error.Message);
        }

        return Current;
    }

    public async Task<IReadOnlyList<KeyAge>> ListAsync(CancellationToken cancellation) =>
        [.. (await ReadAsync(cancellation)).Keys.Select(key => new KeyAge(key.Number, key.MadeAt))];

    public async Task AddAsync(int number, CancellationToken cancellation)
    {
        if (await _secret.AddAsync(number, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), cancellation))
            _logger.Added(number);
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
            IReadOnlyList<KeyVersion> keys = await _secret.ReadAsync(_held?.Keys ?? [], cancellation);
            if (keys.Count == 0)
                throw KeyVaultErrors.Unusable(
                    $"The secret {_options.Secret} in {_options.Vault.Host} has no version that is enabled. If tokens were sealed before, enable its versions again; a new installation gets its first key by infra/hooks/postprovision.sh.");
            return _held = new HeldKeys(keys, now);
        }
        finally
        {
            _reading.Release();
        }
    }

    private KeySet SetOf(HeldKeys held) => held.At(_clock.GetUtcNow(), _options.SealsAfter);

    // One at a time; while it fails the keys at hand go on.
    private void RefreshBesideTheWork()
    {
        if (Interlocked.Exchange(ref _refreshing, 1) == 1)
            return;
        Refreshing = Task.Run(async () =>
        {
            try
            {
                await ReadAsync(CancellationToken.None);
            }
            catch (WorkException error)
            {
                _logger.NotReadAgain(error.Message);
                // Not with each request.
                _held = new HeldKeys(_held!.Keys, _clock.GetUtcNow());
            }
            finally
            {
                Volatile.Write(ref _refreshing, 0);
            }
        });
    }

    private bool MayLook()
    {
        long now = _clock.GetUtcNow().UtcTicks, last = Interlocked.Read(ref _lookedAt);
        return now - last >= _options.LookPause.Ticks && Interlocked.CompareExchange(ref _lookedAt, now, last) == last;
    }
}
