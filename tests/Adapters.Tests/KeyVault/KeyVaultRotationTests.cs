using System.Security.Cryptography;
using Shortloop.Adapters.KeyVault;
using Shortloop.Core.Accounts;

namespace Shortloop.Adapters.Tests.KeyVault;

/// <summary>New keys, and old ones put away.</summary>
public sealed class KeyVaultRotationTests : KeyVaultTest
{
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
}
