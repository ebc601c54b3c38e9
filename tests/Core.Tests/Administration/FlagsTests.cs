using Shortloop.Core.Accounts;
using Shortloop.Core.Administration;
using Shortloop.Core.Operations;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Administration;

public sealed class FlagsTests : IDisposable
{
    private static readonly Flag Some = Flag.Registration;

    private readonly Workbench _bench = new();
    private readonly Flags _flags;

    public FlagsTests() => _flags = new Flags(_bench.Store, new AuditLog(_bench.Store, _bench.Clock), _bench.Clock);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task IsOn_NeverSet_IsTheDefault()
    {
        Assert.True(await _flags.IsOnAsync(Some, null, default));
        Assert.False(await _flags.IsOnAsync(Some with { Default = false }, "org_1", default));
    }

    [Fact]
    public async Task Set_OffThenOn_HoldsAtOnceForAll()
    {
        await SetAsync(false, 100);
        Assert.False(await _flags.IsOnAsync(Some, null, default));

        await SetAsync(true, 100);
        Assert.True(await _flags.IsOnAsync(Some, null, default));
    }

    [Fact]
    public async Task IsOn_Share_IsTheSameOrganisationsAndAboutThatMany()
    {
        await SetAsync(true, 30);
        string[] first = await OnAsync();

        await SetAsync(true, 60);
        string[] more = await OnAsync();

        Assert.InRange(first.Length, 230, 370);
        Assert.InRange(more.Length, 530, 670);
        Assert.Empty(first.Except(more));
        Assert.False(await _flags.IsOnAsync(Some, null, default));
    }

    [Fact]
    public async Task Set_OldVersionUnknownNameOrNoPercentage_IsRefused()
    {
        string first = (await SetAsync(true, 10)).Setting!.ETag!;
        await SetAsync(true, 20);

        Assert.Equal("changed_meanwhile", (await _flags.SetAsync(Principal.LocalOwner, Some.Name, true, 30, first, default)).Problem?.Code);
        Assert.Equal("flag_unknown", (await _flags.SetAsync(Principal.LocalOwner, "nothing", true, 30, null, default)).Problem?.Code);
        Assert.Equal("invalid_request", (await _flags.SetAsync(Principal.LocalOwner, Some.Name, true, 101, null, default)).Problem?.Code);
    }

    private async Task<string[]> OnAsync()
    {
        List<string> on = [];
        foreach (string org in Enumerable.Range(0, 1000).Select(i => $"org_{i}"))
            if (await _flags.IsOnAsync(Some, org, default))
                on.Add(org);
        return [.. on];
    }

    private async Task<(Flag Flag, FlagSetting? Setting)> SetAsync(bool on, int percent) =>
        Accounts.Doorstep.Must(await _flags.SetAsync(Principal.LocalOwner, Some.Name, on, percent, null, default));
}
