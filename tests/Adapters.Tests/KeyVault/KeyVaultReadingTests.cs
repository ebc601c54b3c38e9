using System.Security.Cryptography;
using Shortloop.Adapters.KeyVault;
using Shortloop.Core.Accounts;

namespace Shortloop.Adapters.Tests.KeyVault;

/// <summary>Which keys open and seal, and when they are read again.</summary>
public sealed class KeyVaultReadingTests : KeyVaultTest
{
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
}
