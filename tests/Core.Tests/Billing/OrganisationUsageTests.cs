using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Billing;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Accounts;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Tests.Billing;

public sealed class OrganisationUsageTests : IDisposable
{
    private readonly Doorstep _door = new();
    private readonly Credits _credits;
    private readonly OrganisationUsage _usage;

    public OrganisationUsageTests()
    {
        _credits = new Credits(_door.Store, _door.Clock);
        _usage = new OrganisationUsage(_door.Store, new Entitlements(_door.Store, PriceList.Default, _door.Clock), _credits, _door.Clock);
    }

    public void Dispose() => _door.Dispose();

    [Fact]
    public async Task Read_VideosMembersAndCredits_BesideTheTier()
    {
        SignedIn mara = await _door.SignedUpAsync();
        int before = (await _credits.ReadAsync(mara.OrgId, default)).Balance;
        await AddVideoAsync(mara.OrgId, 1000);
        await AddVideoAsync(mara.OrgId, 500);
        await AddVideoAsync("org_other", 7);
        await _credits.GrantAsync(mara.OrgId, EntryKind.Purchase, "pay_1", 50, default);
        await SpendAsync(mara, "job_1", 3);
        _door.Clock.Advance(TimeSpan.FromDays(31));
        await SpendAsync(mara, "job_2", 2);

        Usage usage = await _usage.ReadAsync(mara.OrgId, default);

        Assert.Equal(("free", new Used(1500, 2L << 30), new Used(1, 1)), (usage.Tier, usage.StorageBytes, usage.Members));
        Assert.Equal((before + 45, 0, 2), (usage.Credits, usage.CreditsReserved, usage.CreditsThisMonth));
        Assert.Empty(usage.Accounts);
    }

    [Fact]
    public async Task Read_OfThePersonAtThisMachine_HasNoLimits()
    {
        Usage usage = await _usage.ReadAsync(Principal.LocalOwner.OrgId, default);

        Assert.Equal((null, null), (usage.StorageBytes.Limit, usage.Members.Limit));
    }

    private async Task SpendAsync(SignedIn who, string work, int amount)
    {
        Doorstep.Must(await _credits.ReserveAsync(who.OrgId, who.UserId, work, amount, "story", default));
        Assert.True(await _credits.SettleAsync(who.OrgId, work, default));
    }

    private async Task AddVideoAsync(string orgId, long bytes) => await _door.Store.CreateAsync(Containers.Videos, new Video
    {
        Id = Ids.New("vid", _door.Clock),
        Partition = orgId,
        OrgId = orgId,
        CreatedBy = "usr_1",
        CreatedAt = _door.Clock.GetUtcNow(),
        Title = "Clip",
        FileName = "clip.mp4",
        SizeBytes = bytes,
        Status = VideoStatus.Uploaded,
    }, default);
}
