using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging;
using Shortloop.Adapters.KeyVault;

namespace Shortloop.Adapters.Tests.KeyVault;

/// <summary>What the tests of keys in a vault share: a clock, the vault's stand-in, and what was logged.</summary>
public abstract class KeyVaultTest : IDisposable
{
    private protected static readonly CancellationToken Cancellation = CancellationToken.None;

    private protected readonly FakeClock _clock = new();
    private protected readonly VaultStandIn _vault;
    private protected readonly VaultStandIn.Identity _identity = new();
    private protected readonly Lines _lines = new();

    protected KeyVaultTest() => _vault = new VaultStandIn(_clock);

    public void Dispose()
    {
        _vault.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<KeyVaultKeyRing> LoadAsync() => LoadAsync(null);

    private protected async Task<KeyVaultKeyRing> LoadAsync(TimeSpan? longestWait, CancellationToken cancellation = default)
    {
        var ring = new KeyVaultKeyRing(
            new KeyVaultOptions
            {
                Vault = VaultStandIn.Address,
                Credential = _identity,
                FirstDelay = TimeSpan.Zero,
                LongestWait = longestWait ?? TimeSpan.FromMinutes(1),
                Transport = new HttpClientTransport(new HttpClient(_vault, disposeHandler: false)),
            },
            _clock, _lines);
        await ring.LoadAsync(cancellation);
        return ring;
    }

    private protected sealed class Lines : ILogger<KeyVaultKeyRing>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (All)
                All.Add(formatter(state, exception) + exception);
        }
    }
}
