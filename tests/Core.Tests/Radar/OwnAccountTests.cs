using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Own;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Tests.Radar;

public sealed class OwnAccountTests : IDisposable
{
    private const string Foreigners = "org_foreign";

    private readonly RadarBench _radar = new();

    private static string Mine => RadarBench.Owner.OrgId;

    public void Dispose() => _radar.Dispose();

    [Fact]
    public async Task Discovery_OfAConnectedAccount_WatchesItsYoungVideosAndSaysWhatIsUsual()
    {
        await ConnectAsync("mara");
        for (int n = 1; n <= 4; n++)
            _radar.Own.Add($"old{n}", "mara", _radar.Now.AddDays(-7 - n), 1000);
        _radar.Own.Add("hit", "mara", _radar.Now.AddHours(-24), 4000, "climbing");

        (TakenIn taken, string? note) = await DiscoverAsync(Mine);

        Assert.Equal((new TakenIn(1, 1, 0), null), (taken, note));
        TrendVideo video = Assert.Single(await VideosAsync(Mine));
        Assert.Equal(("tiktok", "tiktok", "mara", "Mara", 4000L, null), (video.Platform, video.Source, video.CreatorId, video.CreatorName, video.Latest!.Value.Views!.Value, video.BloggerId));
        Assert.Equal(["climbing"], video.Hashtags);
        Assert.Equal(5, video.Baseline!.Videos);
        Assert.True(video.Viral!.Score > ViralScore.Outstanding, $"{video.Viral.Score}");
        Assert.Equal(1, (await _radar.Get<WatchStore>().SpentAsync(Mine, default)).Lookups);
    }

    [Fact]
    public async Task Discovery_BrokenAndUnpermittedAccounts_ArePassedOverAndNamed()
    {
        await ConnectAsync("mara");
        await ConnectAsync("broken", status: AccountStatus.NeedsReconnecting);
        await ConnectAsync("narrow", scopes: ["user.info.basic"]);
        await ConnectAsync("channel", platform: "youtube");
        _radar.Own.Add("v1", "mara", _radar.Now.AddHours(-3), 100);

        (TakenIn taken, string? note) = await DiscoverAsync(Mine);

        Assert.Equal(new TakenIn(1, 1, 0), taken);
        Assert.Contains("Broken (TikTok)", note, StringComparison.Ordinal);
        Assert.Contains("Narrow (TikTok)", note, StringComparison.Ordinal);
        Assert.DoesNotContain("Channel", note, StringComparison.Ordinal);
        Assert.Equal(["list access-mara"], _radar.Own.Asked);
    }

    [Fact]
    public async Task Discovery_AnotherOrganisationsAccount_IsNeverAsked()
    {
        await ConnectAsync("mara");
        await ConnectAsync("foreign", Foreigners);
        _radar.Own.Add("v1", "foreign", _radar.Now.AddHours(-3), 100);

        (TakenIn taken, _) = await DiscoverAsync(Mine);
        TakenIn smuggled = await _radar.Get<DiscoverVideos>().ExecuteAsync(_radar.Input, new Piece(PieceKind.OwnAccount, What: "acc_foreign"), default);

        Assert.Equal((TakenIn.Nothing, TakenIn.Nothing), (taken, smuggled));
        Assert.Equal(["list access-mara"], _radar.Own.Asked);
        Assert.Equal(1, (await DiscoverAsync(Foreigners)).Taken.New);
        Assert.Empty(await VideosAsync(Mine));
    }

    [Fact]
    public async Task Discovery_BeyondTheTiersRoom_LeavesTheRest()
    {
        Principal free = await _radar.InTierAsync("free");
        await ConnectAsync("mara", free.OrgId);
        await _radar.Get<TakeInVideos>().ExecuteAsync(
            free.OrgId, "memory", [.. Enumerable.Range(0, 99).Select(n => _radar.Source.Add($"v{n}", "c1", "knots", _radar.Now.AddHours(-1), 10))],
            (_, _) => Task.FromResult<Baseline?>(null), null, default);
        _radar.Own.Add("new", "mara", _radar.Now.AddHours(-3), 100);
        _radar.Own.Add("older", "mara", _radar.Now.AddHours(-4), 100);

        Assert.Equal(new TakenIn(2, 1, 1), (await DiscoverAsync(free.OrgId)).Taken);
    }

    [Fact]
    public async Task Monitoring_OwnVideos_AreMeasuredByTheirAccountsInOneCallEach()
    {
        await ConnectAsync("mara");
        await ConnectAsync("piet");
        for (int n = 0; n < 30; n++)
            _radar.Own.Add($"m{n}", "mara", _radar.Now.AddHours(-3), 100);
        _radar.Own.Add("p1", "piet", _radar.Now.AddHours(-3), 100);
        await DiscoverAsync(Mine);
        _radar.Clock.Advance(TimeSpan.FromHours(2));
        _radar.Own.Views["p1"] = 500;
        _radar.Own.Asked.Clear();

        ChunkResult result = await MonitorAsync();

        Assert.Equal(new ChunkResult(31, 31), result);
        Assert.Equal(["measure 1 access-piet", "measure 30 access-mara"], _radar.Own.Asked.Order());
        Assert.Equal(200, (await VideosAsync(Mine)).Single(video => video.VideoId == "p1").Velocity);
        Assert.DoesNotContain(_radar.Source.Asked, asked => asked.StartsWith("measure", StringComparison.Ordinal));
        Assert.Equal(2, (await _radar.Get<WatchStore>().SpentAsync(Mine, default)).Measures);
    }

    [Fact]
    public async Task Monitoring_AnAccountRefused_ItsVideosWaitAndTheOthersGoOn()
    {
        await _radar.WatchAsync("knots");
        await ConnectAsync("mara");
        await ConnectAsync("piet");
        _radar.Own.Add("m1", "mara", _radar.Now.AddHours(-3), 100);
        _radar.Own.Add("p1", "piet", _radar.Now.AddHours(-3), 100);
        _radar.Source.Add("v1", "c1", "knots", _radar.Now.AddHours(-3), 100);
        await DiscoverAsync(Mine);
        _radar.Own.Refused.Add("mara");
        for (int round = 0; round < 4; round++)
        {
            _radar.Clock.Advance(TimeSpan.FromHours(2));
            Assert.Equal(new ChunkResult(3, 2), await MonitorAsync());
        }

        TrendVideo waiting = (await VideosAsync(Mine)).Single(video => video.VideoId == "m1");
        Assert.Equal((TrendStatus.Monitoring, 1, 0), (waiting.Status, waiting.Observations.Count, waiting.Missed));
        Assert.Equal(AccountStatus.Connected, (await _radar.Store.ReadAsync<ConnectedAccount>(Containers.Accounts, Mine, "acc_mara", default))!.Status);
    }

    [Fact]
    public async Task Monitoring_SourcesQuotaUsedUp_OwnVideosAreMeasuredAllTheSame()
    {
        await _radar.WatchAsync("knots");
        await ConnectAsync("mara");
        _radar.Own.Add("m1", "mara", _radar.Now.AddHours(-3), 100);
        _radar.Source.Add("v1", "c1", "knots", _radar.Now.AddHours(-3), 100);
        await DiscoverAsync(Mine);
        _radar.Clock.Advance(TimeSpan.FromHours(2));
        _radar.Source.Fails = new TransientException("source_quota", "Used up.", TimeSpan.FromHours(5));

        Assert.Equal(new ChunkResult(2, 1, Stopped: true), await MonitorAsync());
    }

    [Fact]
    public async Task Connected_AnAccountThatCanBeRead_MakesTheWatchActiveAndKeepsItSo()
    {
        await ConnectAsync("channel", platform: "youtube");
        Assert.False((await _radar.Get<WatchStore>().StateAsync(Mine, default)).Active);

        await ConnectAsync("mara");
        await _radar.Get<CleanTrends>().ExecuteAsync(_radar.Input, default);

        WatchPage page = await FindAsync();
        Assert.Equal([Mine], page.OrgIds);
        Assert.Equal(0, page.Watching);
    }

    [Fact]
    public async Task Round_AccountsConnectedBeforeTheyCouldBeWatched_ArePickedUpByTheDiscoveryItself()
    {
        await ConnectAsync("mara", told: false);
        for (int n = 0; n < 120; n++)
            await ConnectAsync($"more{n}", "org_many", told: false);
        await ConnectAsync("late", "org_late", told: false);
        await ConnectAsync("broken", "org_broken", AccountStatus.NeedsReconnecting, told: false);
        await ConnectAsync("narrow", "org_narrow", scopes: ["user.info.basic"], told: false);
        await ConnectAsync("elsewhere", "org_elsewhere", platform: "instagram", told: false);
        Assert.Empty((await _radar.Get<FindWatches>().ExecuteAsync(new RoundInput(RoundKind.Monitoring, _radar.Now), default)).OrgIds);

        WatchPage first = await FindAsync(), second = await FindAsync();

        Assert.Equal(new[] { Mine, "org_late", "org_many" }.Order(), first.OrgIds.Order());
        Assert.Equal(first.OrgIds, second.OrgIds);
        Assert.Equal(0, first.Watching);
        _radar.Own.Add("m1", "mara", _radar.Now.AddHours(-3), 100);
        Assert.Equal(1, (await DiscoverAsync(Mine)).Taken.New);
    }

    [Fact]
    public async Task Round_OrganisationThatWatchesMore_KeepsItsShare()
    {
        await _radar.WatchAsync("knots");
        await ConnectAsync("mara", told: false);

        Assert.Equal(1, (await FindAsync()).Watching);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connected_BesideKeywords_StillSharesTheAllowance(bool first)
    {
        if (first)
            await ConnectAsync("mara");
        await _radar.WatchAsync("knots");
        if (!first)
            await ConnectAsync("mara");
        await _radar.Get<CleanTrends>().ExecuteAsync(_radar.Input, default);

        Assert.Equal(1, (await FindAsync()).Watching);
    }

    [Fact]
    public async Task StartDiscovery_WithAnAccountAlone_Begins()
    {
        Principal free = await _radar.InTierAsync("free");
        await ConnectAsync("mara", free.OrgId);

        Assert.True((await _radar.Get<StartDiscovery>().ExecuteAsync(free, default)).Succeeded(out Job? job, out _));
        Assert.Equal(JobKind.Discover, job.Kind);
    }

    private async Task ConnectAsync(
        string name, string? orgId = null, AccountStatus status = AccountStatus.Connected, IReadOnlyList<string>? scopes = null, string platform = "tiktok", bool told = true)
    {
        string id = $"acc_{name}", org = orgId ?? Mine;
        ConnectedAccount account = await _radar.Store.UpsertAsync(Containers.Accounts, new ConnectedAccount
        {
            Id = id,
            Partition = org,
            OrgId = org,
            CreatedBy = "usr_1",
            CreatedAt = _radar.Now,
            Platform = platform,
            ExternalId = name,
            DisplayName = char.ToUpperInvariant(name[0]) + name[1..],
            Status = status,
            Scopes = scopes ?? [MemoryOwnVideos.Scope],
            SealedAccessToken = _radar.Secrets.Seal($"access-{name}", $"account/{id}/access"),
            AccessExpiresAt = _radar.Now.AddDays(30),
            SealedRefreshToken = _radar.Secrets.Seal($"refresh-{name}", $"account/{id}/refresh"),
            RefreshExpiresAt = _radar.Now.AddDays(365),
        }, default);
        if (told)
            await _radar.Get<OwnAccounts>().ConnectedAsync(account, default);
    }

    private Task<WatchPage> FindAsync() => _radar.Get<FindWatches>().ExecuteAsync(new RoundInput(RoundKind.Discovery, _radar.Now), default);

    private async Task<(TakenIn Taken, string? Note)> DiscoverAsync(string orgId)
    {
        var discover = _radar.Get<DiscoverVideos>();
        WatchInput input = _radar.Input with { OrgId = orgId };
        DiscoveryPlan plan = await discover.PlanAsync(input, default);
        TakenIn taken = TakenIn.Nothing;
        foreach (Piece piece in plan.Pieces)
            taken += await discover.ExecuteAsync(input, piece, default);
        return (taken, plan.Note);
    }

    private Task<ChunkResult> MonitorAsync() => _radar.Get<MonitorVideos>().ExecuteAsync(_radar.Input with { Cutoff = 24 }, default);

    private async Task<IReadOnlyList<TrendVideo>> VideosAsync(string orgId) =>
        (await _radar.Store.QueryAsync<TrendVideo>(Containers.TrendVideos, new DocumentQuery(orgId, Limit: 1000), default)).Items;
}
