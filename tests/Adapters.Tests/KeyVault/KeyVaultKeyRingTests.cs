using System.Security.Cryptography;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging;
using Shortloop.Adapters.KeyVault;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.KeyVault;

public sealed class KeyVaultKeyRingTests : IDisposable
{
    private static readonly CancellationToken Cancellation = CancellationToken.None;

    private readonly FakeClock _clock = new();
    private readonly VaultStandIn _vault;
    private readonly VaultStandIn.Identity _identity = new();
    private readonly Lines _lines = new();

    public KeyVaultKeyRingTests() => _vault = new VaultStandIn(_clock);

    public void Dispose() => _vault.Dispose();

    [Fact]
    public async Task Load_FirstKeyOfAScript_SealsAsNumberOne()
    {
        _vault.Plant(null);

        KeyVaultKeyRing ring = await LoadAsync();

        Assert.Equal((1, 1), (ring.Current.Sealing, ring.Current.Keys.Count));
        Assert.StartsWith("v1.", new SecretBox(ring).Seal("a", "b"), StringComparison.Ordinal);
        Assert.All(_identity.Scopes, scope => Assert.Equal("https://vault.azure.net/.default", scope));
    }

    [Fact]
    public async Task Load_VersionsInPages_AllOpenAndTheNewestSealsOnceItIsKnownEverywhere()
    {
        _vault.PageSize = 1;
        foreach (string key in (string[])["1", "2", "3"])
        {
            _vault.Plant(key);
            _clock.Advance(TimeSpan.FromMinutes(10));
        }

        KeyVaultKeyRing ring = await LoadAsync();

        Assert.Equal([1, 2, 3], ring.Current.Keys.Keys.Order());
        Assert.Equal(2, ring.Current.Sealing);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(3, ring.Current.Sealing);
    }

    [Fact]
    public async Task Add_WhileAnotherInstanceRuns_ThatOneOpensAtOnceAndSealsLater()
    {
        _vault.Plant("1");
        _clock.Advance(TimeSpan.FromDays(90));
        KeyVaultKeyRing one = await LoadAsync(), other = await LoadAsync();
        string before = new SecretBox(one).Seal("token", "context");

        await one.AddAsync(2, Cancellation);
        Assert.Equal(1, one.Current.Sealing);
        _clock.Advance(TimeSpan.FromMinutes(15));
        string after = new SecretBox(one).Seal("token", "context");

        Assert.StartsWith("v2.", after, StringComparison.Ordinal);
        Assert.Equal(["token", "token"], ((string[])[before, after]).Select(text => new SecretBox(other).Open(text, "context")));
    }

    [Fact]
    public async Task Add_BySeveralInstancesAtOnce_OneKeyCountsForAll()
    {
        _vault.Plant("1");
        KeyVaultKeyRing one = await LoadAsync(), other = await LoadAsync();
        // Both have seen that there is no second key before either makes it.
        var bothAreThere = new TaskCompletionSource();
        int there = 0;
        _vault.Before = call =>
        {
            if (!call.StartsWith("PUT", StringComparison.Ordinal))
                return Task.CompletedTask;
            if (Interlocked.Increment(ref there) == 2)
                bothAreThere.SetResult();
            return bothAreThere.Task;
        };

        await Task.WhenAll(one.AddAsync(2, Cancellation), other.AddAsync(2, Cancellation));
        await one.AddAsync(2, Cancellation);

        Assert.Equal([("1", true), ("2", true), ("2", false)], _vault.Versions);
        await Task.WhenAll(one.ListAsync(Cancellation), other.ListAsync(Cancellation));
        Assert.Equal(one.Current.Keys[2], other.Current.Keys[2]);
        Assert.Equal(Convert.FromBase64String(_vault.Values[1]), one.Current.Keys[2]);
    }

    [Fact]
    public async Task Disable_OldKey_OpensNothingMoreUntilItIsEnabledAgain()
    {
        _vault.Plant("1");
        KeyVaultKeyRing ring = await LoadAsync();
        var box = new SecretBox(ring);
        string old = box.Seal("token", "context");
        await ring.AddAsync(2, Cancellation);
        _clock.Advance(TimeSpan.FromHours(1));

        await ring.DisableAsync(1, Cancellation);

        Assert.Equal([("1", false), ("2", true)], _vault.Versions);
        Assert.Throws<CryptographicException>(() => box.Open(old, "context"));
        await ring.AddAsync(1, Cancellation);
        Assert.Equal(2, _vault.Versions.Count);
        _vault.Enable(0, true);
        await ring.ListAsync(Cancellation);
        Assert.Equal("token", box.Open(old, "context"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ring.DisableAsync(2, Cancellation));
    }

    [Fact]
    public async Task Load_DisabledBetweenListAndRead_IsPassedOver()
    {
        _vault.Plant("1");
        string second = _vault.Plant("2");
        _vault.Before = call =>
        {
            if (call.EndsWith(second, StringComparison.Ordinal))
                _vault.Enable(1, false);
            return Task.CompletedTask;
        };

        Assert.Equal([1], (await LoadAsync()).Current.Keys.Keys);
    }

    [Fact]
    public async Task Load_Throttled_WaitsAndGoesOn()
    {
        _vault.Plant("1");
        _vault.Fail(429, 503, 429);

        Assert.Equal(1, (await LoadAsync()).Current.Sealing);
    }

    [Theory]
    [InlineData(429, "kv-test.vault.azure.net did not answer (HTTP 429)")]
    [InlineData(500, "kv-test.vault.azure.net did not answer (HTTP 500)")]
    [InlineData(0, "kv-test.vault.azure.net could not be reached")]
    public async Task Load_VaultAway_SaysWhichAndWhy(int status, string said)
    {
        _vault.Plant("1");
        _vault.Fail([.. Enumerable.Repeat(status, 8)]);

        var error = await Assert.ThrowsAsync<TransientException>(LoadAsync);

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_NotAllowed_NamesTheRole()
    {
        _vault.Plant("1");
        _vault.Refuses = true;

        Assert.Contains("Key Vault Secrets Officer", (await Assert.ThrowsAsync<PermanentException>(LoadAsync)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "no version that is enabled")]
    [InlineData("1", "c2hvcnQ=", "is not 32 bytes in Base64")]
    [InlineData("two", null, "has no tag 'key'")]
    public async Task Load_KeysThatCannotBe_SaysWhatToDo(string? key, string? value, string said)
    {
        if (key is not null)
            _vault.Plant(value is null ? "1" : key, value);
        if (key is not null && value is null)
            _vault.Plant(key);

        var error = await Assert.ThrowsAsync<PermanentException>(LoadAsync);

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.All(_vault.Values, secret => Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task LookAgain_NumbersThatPeopleMakeUp_CostNothing()
    {
        _vault.Plant("1");
        KeyVaultKeyRing ring = await LoadAsync();
        int calls = _vault.Calls.Count;

        foreach (int number in (int[])[0, -1, 100, int.MaxValue])
            ring.LookAgain(number);
        Assert.Equal(calls, _vault.Calls.Count);
        ring.LookAgain(2);
        int once = _vault.Calls.Count;
        Assert.True(once > calls);
        ring.LookAgain(2);
        Assert.Equal(once, _vault.Calls.Count);
    }

    [Fact]
    public async Task Current_AfterAWhile_IsReadAgainBesideTheWork_AndTroubleKeepsWhatIsThere()
    {
        _vault.Plant("1");
        KeyVaultKeyRing ring = await LoadAsync();
        _vault.Plant("2");

        _clock.Advance(TimeSpan.FromMinutes(5));
        _ = ring.Current;
        await ring.Refreshing;
        Assert.Equal([1, 2], ring.Current.Keys.Keys.Order());

        _vault.Refuses = true;
        _clock.Advance(TimeSpan.FromMinutes(5));
        _ = ring.Current;
        await ring.Refreshing;
        Assert.Equal([1, 2], ring.Current.Keys.Keys.Order());
        Assert.Contains(_lines.All, line => line.Contains("those at hand go on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_OfAWholeLife_HoldNoKey()
    {
        _vault.Plant("1");
        KeyVaultKeyRing ring = await LoadAsync();
        await ring.AddAsync(2, Cancellation);
        _clock.Advance(TimeSpan.FromHours(1));
        await ring.DisableAsync(1, Cancellation);

        Assert.Equal(2, _lines.All.Count);
        Assert.All(_vault.Values, secret => Assert.DoesNotContain(_lines.All, line => line.Contains(secret, StringComparison.Ordinal)));
        Assert.All(_vault.Values, secret => Assert.DoesNotContain(secret, ring.Current.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://kv.vault.azure.net", "token-key", 15)]
    [InlineData("https://kv.vault.azure.net", "token key", 15)]
    [InlineData("https://kv.vault.azure.net", "token-key", 5)]
    public void New_UnusableOptions_SaysWhy(string vault, string secret, int minutes)
    {
        var options = new KeyVaultOptions { Vault = new Uri(vault), Secret = secret, SealsAfter = TimeSpan.FromMinutes(minutes) };

        Assert.Single(options.Problems());
        Assert.Throws<ArgumentException>(() => new KeyVaultKeyRing(options, _clock, _lines));
    }

    private async Task<KeyVaultKeyRing> LoadAsync()
    {
        var ring = new KeyVaultKeyRing(
            new KeyVaultOptions
            {
                Vault = VaultStandIn.Address,
                Credential = _identity,
                FirstDelay = TimeSpan.Zero,
                Transport = new HttpClientTransport(new HttpClient(_vault, disposeHandler: false)),
            },
            _clock, _lines);
        await ring.LoadAsync(Cancellation);
        return ring;
    }

    private sealed class Lines : ILogger<KeyVaultKeyRing>
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
