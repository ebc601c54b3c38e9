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

        await one.AddAsync(1, Cancellation);
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

        await Task.WhenAll(one.AddAsync(1, Cancellation), other.AddAsync(1, Cancellation));
        await one.AddAsync(1, Cancellation);

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
        await ring.AddAsync(1, Cancellation);
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
    public async Task Load_KeysMovedFromOneMachine_OpenWhatWasSealedThere()
    {
        // Made by provisioning, and disabled for the one that has its number.
        _vault.Plant("1");
        _vault.Enable(0, false);
        var moved = new Dictionary<int, byte[]> { [1] = RandomNumberGenerator.GetBytes(32), [2] = RandomNumberGenerator.GetBytes(32) };
        string old = new SecretBox(moved.Where(key => key.Key == 1).ToDictionary()).Seal("old", "context");
        string young = new SecretBox(moved).Seal("young", "context");
        _clock.Advance(TimeSpan.FromHours(1));
        foreach (var (number, key) in moved)
            _vault.Plant($"{number}", Convert.ToBase64String(key));

        var box = new SecretBox(await LoadAsync());

        Assert.Equal(["old", "young"], ((string[])[old, young]).Select(text => box.Open(text, "context")));
    }

    [Fact]
    public async Task Add_NewestPutAwayByHand_TheNextNumberIsAboveIt()
    {
        _vault.Plant("1");
        _vault.Plant("2");
        _vault.Enable(1, false);
        KeyVaultKeyRing ring = await LoadAsync();

        await ring.AddAsync(1, Cancellation);
        await ring.AddAsync(1, Cancellation);

        Assert.Equal([("1", true), ("2", false), ("3", true)], _vault.Versions);
        Assert.Contains(_lines.All, line => line.Contains("No key was made after key 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Current_AfterIdlingForLong_IsReadAgainFirst_AndTroubleKeepsWhatIsThere()
    {
        _vault.Plant("1");
        KeyVaultKeyRing ring = await LoadAsync();
        _vault.Plant("2");
        _clock.Advance(TimeSpan.FromHours(1));
        _vault.Enable(0, false);

        Assert.Equal((2, 1), (ring.Current.Sealing, ring.Current.Keys.Count));

        _vault.Refuses = true;
        _clock.Advance(TimeSpan.FromHours(1));
        int calls = _vault.Calls.Count;
        Assert.Equal(2, ring.Current.Sealing);
        Assert.Equal(2, ring.Current.Sealing);
        Assert.Equal(calls + 1, _vault.Calls.Count);
    }

    [Fact]
    public async Task LookAgain_VaultDoesNotAnswer_AllShareOneReadAndGoOn()
    {
        _vault.Plant("1");
        KeyVaultKeyRing ring = await LoadAsync(TimeSpan.Zero);
        int calls = _vault.Calls.Count;
        var answers = new TaskCompletionSource();
        _vault.Before = _ => answers.Task;

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal([1], ring.LookAgain(2).Keys.Keys);
            _clock.Advance(TimeSpan.FromMinutes(20));
        }

        _vault.Before = null;
        answers.SetResult();
        await ring.Refreshing;
        Assert.Equal(calls + 1, _vault.Calls.Count);
    }

    [Fact]
    public async Task LookAgain_TroubleOfAnyKind_IsLoggedAndNotThrown()
    {
        _vault.Plant("1");
        KeyVaultKeyRing ring = await LoadAsync();
        _vault.Fail(-1, -1, -1, -1);
        Assert.Equal([1], ring.LookAgain(2).Keys.Keys);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _vault.Before = _ => throw new InvalidOperationException("something of its own");

        Assert.Equal([1], ring.LookAgain(2).Keys.Keys);

        Assert.Equal(2, _lines.All.Count(line => line.Contains("those at hand go on", StringComparison.Ordinal)));
        Assert.DoesNotContain(_lines.All, line => line.Contains("something of its own", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Load_CallerGivesUp_IsNoTroubleOfTheVault()
    {
        _vault.Plant("1");
        using var giveUp = new CancellationTokenSource();
        _vault.Before = async _ =>
        {
            await giveUp.CancelAsync();
            giveUp.Token.ThrowIfCancellationRequested();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LoadAsync(null, giveUp.Token));
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
    [InlineData(-1, "kv-test.vault.azure.net could not be reached")]
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
        await ring.AddAsync(1, Cancellation);
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

    private Task<KeyVaultKeyRing> LoadAsync() => LoadAsync(null);

    private async Task<KeyVaultKeyRing> LoadAsync(TimeSpan? longestWait, CancellationToken cancellation = default)
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
