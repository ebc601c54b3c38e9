using Shortloop.Core.Accounts.Export;
using Shortloop.Core.Analytics;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Retention;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Tests.Operations;

public sealed class RetentionTests : IDisposable
{
    private static readonly RetentionRules Rules = RetentionRules.Default;

    private readonly Workbench _bench = new();
    private readonly MemoryBlobs _blobs = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Jobs_FinishedLongAgo_GoAndRunningOnesStay()
    {
        Job done = await _bench.AddJobAsync(), running = await _bench.AddJobAsync(), fresh = await _bench.AddJobAsync();
        await _bench.Jobs.SetStatusAsync(done.OrgId, done.Id, JobStatus.Cancelled, default);
        _bench.Clock.Advance(Rules.Jobs);
        await _bench.Jobs.StartAsync(fresh.OrgId, fresh.Id, Stations.Probe, default);
        await _bench.Jobs.FailAsync(fresh.OrgId, fresh.Id, null, new Failure("code", "Why."), default);
        await ApplyAsync(RetentionStep.Jobs);
        Assert.NotNull(await ReadAsync<Job>(Containers.Jobs, done.Id));

        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await ApplyAsync(RetentionStep.Jobs);

        Assert.Null(await ReadAsync<Job>(Containers.Jobs, done.Id));
        Assert.NotNull(await ReadAsync<Job>(Containers.Jobs, running.Id));
        Assert.NotNull(await ReadAsync<Job>(Containers.Jobs, fresh.Id));
    }

    [Fact]
    public async Task UnfinishedUploads_OldOnes_GoWithTheirBlocks()
    {
        Video old = await AddVideoAsync("vid_old", VideoStatus.Uploading), whole = await AddVideoAsync("vid_whole", VideoStatus.Uploaded);
        using var block = new MemoryStream([1]);
        await _blobs.PutBlockAsync(old.UploadPath, "AAAA", block, default);
        _blobs[whole.OriginalPath] = [1];
        _bench.Clock.Advance(Rules.UnfinishedUploads + TimeSpan.FromSeconds(1));
        Video fresh = await AddVideoAsync("vid_fresh", VideoStatus.Uploading);

        await ApplyAsync(RetentionStep.UnfinishedUploads);

        Assert.Null(await ReadAsync<Video>(Containers.Videos, old.Id));
        Assert.Empty(await _blobs.ListUncommittedBlocksAsync(old.UploadPath, default));
        Assert.NotNull(await ReadAsync<Video>(Containers.Videos, fresh.Id));
        Assert.NotNull(await ReadAsync<Video>(Containers.Videos, whole.Id));
        Assert.NotNull(await _blobs.GetFactsAsync(whole.OriginalPath, default));
    }

    [Fact]
    public async Task Exports_AfterTheirTime_GoWithTheirArchives()
    {
        Export export = await AddExportAsync("exp_old", Rules.Exports);
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        Export fresh = await AddExportAsync("exp_fresh", Rules.Exports);
        _bench.Clock.Advance(Rules.Exports - TimeSpan.FromMinutes(30));

        await ApplyAsync(RetentionStep.Exports);

        Assert.Equal([fresh.ArchivePath], _blobs.Paths);
        Assert.Null(await _bench.Store.ReadAsync<Export>(Containers.Exports, Workbench.Owner.UserId, export.Id, default));
    }

    [Fact]
    public async Task Metrics_OfAPlatformWithARule_GoAfterItsTimeOnly()
    {
        await AddSnapshotAsync("youtube");
        await AddSnapshotAsync("tiktok");
        _bench.Clock.Advance(TimeSpan.FromDays(29));
        await ApplyAsync(RetentionStep.Metrics);
        Assert.Equal(2, await _bench.Store.CountAsync(Containers.Metrics, null, null, default));

        _bench.Clock.Advance(TimeSpan.FromDays(2));
        await ApplyAsync(RetentionStep.Metrics);

        Assert.Null(await ReadAsync<MetricSnapshot>(Containers.Metrics, "met_youtube"));
        Assert.NotNull(await ReadAsync<MetricSnapshot>(Containers.Metrics, "met_tiktok"));
    }

    [Fact]
    public async Task ManyPages_AllAreSeen()
    {
        for (int n = 0; n < 450; n++)
            await AddVideoAsync($"vid_{n}", VideoStatus.Uploading);
        _bench.Clock.Advance(Rules.UnfinishedUploads + TimeSpan.FromSeconds(1));

        await ApplyAsync(RetentionStep.UnfinishedUploads);

        Assert.Equal(0, await _bench.Store.CountAsync(Containers.Videos, null, null, default));
    }

    private async Task ApplyAsync(RetentionStep step)
    {
        var retention = new ApplyRetention(_bench.Store, _blobs, Rules);
        DateTimeOffset asOf = _bench.Clock.GetUtcNow();
        for (string? next = await retention.ExecuteAsync(step, asOf, null, default); next is not null;)
            next = await retention.ExecuteAsync(step, asOf, next, default);
    }

    private Task<T?> ReadAsync<T>(Container container, string id)
        where T : Document => _bench.Store.ReadAsync<T>(container, Workbench.Owner.OrgId, id, default);

    private Task<Video> AddVideoAsync(string id, VideoStatus status) => _bench.Store.UpsertAsync(Containers.Videos, new Video
    {
        Id = id,
        Partition = Workbench.Owner.OrgId,
        OrgId = Workbench.Owner.OrgId,
        CreatedBy = Workbench.Owner.UserId,
        CreatedAt = _bench.Clock.GetUtcNow(),
        Title = "t",
        FileName = "t.mp4",
        SizeBytes = 1,
        Status = status,
    }, default);

    private Task AddSnapshotAsync(string platform) => _bench.Store.UpsertAsync(Containers.Metrics, new MetricSnapshot
    {
        Id = $"met_{platform}",
        Partition = Workbench.Owner.OrgId,
        OrgId = Workbench.Owner.OrgId,
        CreatedBy = Workbench.Owner.UserId,
        CreatedAt = _bench.Clock.GetUtcNow(),
        PostId = "pst_1",
        VideoId = "vid_1",
        Platform = platform,
        AgeLabel = "1h",
        At = _bench.Clock.GetUtcNow(),
    }, default);

    private async Task<Export> AddExportAsync(string id, TimeSpan life)
    {
        Export export = await _bench.Store.UpsertAsync(Containers.Exports, new Export
        {
            Id = id,
            Partition = Workbench.Owner.UserId,
            OrgId = Workbench.Owner.OrgId,
            CreatedBy = Workbench.Owner.UserId,
            CreatedAt = _bench.Clock.GetUtcNow(),
            ReadyAt = _bench.Clock.GetUtcNow(),
            ExpiresAt = _bench.Clock.GetUtcNow() + life,
        }, default);
        _blobs[export.ArchivePath] = [1];
        return export;
    }
}
