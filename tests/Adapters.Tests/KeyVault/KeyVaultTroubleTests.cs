using Shortloop.Adapters.KeyVault;
using Shortloop.Core;

namespace Shortloop.Adapters.Tests.KeyVault;

/// <summary>A vault that is away, refuses, or holds what can't be a key.</summary>
public sealed class KeyVaultTroubleTests : KeyVaultTest
{
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
}
