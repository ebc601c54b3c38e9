using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Administration;
using Shortloop.Core.Billing;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Accounts;

namespace Shortloop.Core.Tests.Administration;

public sealed class InstallationStatsTests : IDisposable
{
    private readonly Doorstep _door = new();

    private InstallationStats Counting => new(_door.Store, PriceList.Default, _door.Clock);

    public void Dispose() => _door.Dispose();

    [Fact]
    public async Task Read_EmptyInstallation_HasNoShares()
    {
        StatsFigures figures = (await Counting.ReadAsync(default)).Figures;

        Assert.Equal((0, null, null), (figures.Users, figures.Completion, figures.Return));
        Assert.Equal(["running", "waiting", "succeeded", "failed", "cancelled"], figures.Jobs.Keys);
    }

    [Fact]
    public async Task Read_PeopleJobsAndMoney_AreCounted()
    {
        SignedIn mara = await _door.SignedUpAsync();
        SignedIn joe = await _door.SignedUpAsync("joe@example.com");
        _door.Clock.Advance(TimeSpan.FromDays(8));
        SignedIn again = Doorstep.Must(await _door.Sessions.RefreshAsync(mara.RefreshToken, null, default));
        Doorstep.Must(await _door.Sessions.RefreshAsync(again.RefreshToken, null, default));
        await _door.SignedUpAsync("ana@example.com");
        foreach (JobStatus status in (JobStatus[])[JobStatus.Succeeded, JobStatus.Succeeded, JobStatus.Succeeded, JobStatus.Failed, JobStatus.Running])
            await AddJobAsync(status, mara.OrgId);
        await new Credits(_door.Store, _door.Clock).GrantAsync(mara.OrgId, EntryKind.Purchase, "pay_1", 50, default);
        await _door.Store.PatchAsync<Organisation>(
            Containers.Organisations, joe.OrgId, joe.OrgId, [new PatchOperation(PatchKind.Set, "tier", "pro")], null, default);

        StatsFigures figures = (await Counting.ReadAsync(default)).Figures;

        Assert.Equal((3, 3), (figures.Users, figures.Organisations));
        Assert.Equal((3, 1, 0.75), (figures.Jobs["succeeded"], figures.Jobs["running"], figures.Completion));
        Assert.Equal(0.5, figures.Return);
        Assert.Equal((999, 2000), (figures.RecurringCents, figures.PackCents));
    }

    [Fact]
    public async Task Read_AgainSoon_IsWhatWasCounted()
    {
        await Counting.ReadAsync(default);
        await _door.SignedUpAsync();

        Assert.Equal(0, (await Counting.ReadAsync(default)).Figures.Users);
        _door.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(1, (await Counting.ReadAsync(default)).Figures.Users);
    }

    private async Task AddJobAsync(JobStatus status, string orgId) => await _door.Store.CreateAsync(Containers.Jobs, new Job
    {
        Id = Ids.New("job", _door.Clock),
        Partition = orgId,
        OrgId = orgId,
        CreatedBy = "usr_1",
        CreatedAt = _door.Clock.GetUtcNow(),
        VideoId = "vid_1",
        Options = new ProduceOptions(["tiktok"]),
        Status = status,
        Stations = [new Station("probe", StationStatus.Waiting)],
    }, default);
}
