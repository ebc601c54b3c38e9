using Shortloop.Core.Operations;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Operations;

public sealed class JobTrackerTests
{
    [Fact]
    public async Task Done_ThenRepeated_KeepsTheFirstTimes()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        await bench.Jobs.StartAsync(job.OrgId, job.Id, Stations.Probe, default);
        bench.Clock.Advance(TimeSpan.FromSeconds(3));
        await bench.Jobs.DoneAsync(job.OrgId, job.Id, Stations.Probe, "first", default);
        bench.Clock.Advance(TimeSpan.FromSeconds(60));
        await bench.Jobs.StartAsync(job.OrgId, job.Id, Stations.Probe, default);
        await bench.Jobs.DoneAsync(job.OrgId, job.Id, Stations.Probe, "second", default);

        Station station = (await bench.ReadAsync(job)).Stations.Single(s => s.Name == Stations.Probe);
        Assert.Equal((StationStatus.Done, "first", TimeSpan.FromSeconds(3)), (station.Status, station.Message, station.EndedAt - station.StartedAt));
    }

    [Fact]
    public async Task Fail_Twice_KeepsTheFirstReason()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        await bench.Jobs.StartAsync(job.OrgId, job.Id, Stations.Render, default);
        await bench.Jobs.FailAsync(job.OrgId, job.Id, Stations.Render, new Failure("a", "first"), default);
        await bench.Jobs.FailAsync(job.OrgId, job.Id, null, new Failure("b", "second"), default);

        Job failed = await bench.ReadAsync(job);
        Assert.Equal(("a", JobStatus.Failed, Stations.Render), (failed.Failure!.Code, failed.Status, failed.Current));
    }

    [Fact]
    public async Task Changes_AfterTheJobIsOver_AreDropped()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        await bench.Jobs.SetStatusAsync(job.OrgId, job.Id, JobStatus.Cancelled, default);
        await bench.Jobs.DoneAsync(job.OrgId, job.Id, Stations.Render, null, default);

        Job cancelled = await bench.ReadAsync(job);
        Assert.Equal(JobStatus.Cancelled, cancelled.Status);
        Assert.All(cancelled.Stations, s => Assert.Equal(StationStatus.Waiting, s.Status));
    }

    [Fact]
    public async Task Progress_ComesLate_NeverGoesBack()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        await bench.Jobs.StartAsync(job.OrgId, job.Id, Stations.Analyse, default);
        await bench.Jobs.ProgressAsync(job.OrgId, job.Id, Stations.Analyse, 0.6, default);
        await bench.Jobs.ProgressAsync(job.OrgId, job.Id, Stations.Analyse, 0.4, default);
        Assert.Equal(0.6, (await bench.ReadAsync(job)).Stations.Single(s => s.Name == Stations.Analyse).Fraction);
    }

    [Fact]
    public async Task Changes_OfManyAtOnce_AllArrive()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        await Task.WhenAll(Stations.All.Select(name => Task.Run(() => bench.Jobs.DoneAsync(job.OrgId, job.Id, name, null, default))));
        Assert.All((await bench.ReadAsync(job)).Stations, s => Assert.Equal(StationStatus.Done, s.Status));
    }

    [Fact]
    public async Task Wait_PublishingHasBegun_DoesNotPutTheJobToSleep()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        await bench.Jobs.StartAsync(job.OrgId, job.Id, Stations.Publish, default);
        await bench.Jobs.WaitAsync(job.OrgId, job.Id, default);
        Assert.Equal(JobStatus.Running, (await bench.ReadAsync(job)).Status);
    }

    [Fact]
    public async Task Events_OfEveryChange_CanBeReadInOrder()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        long before = await bench.Events.LastAsync(job.OrgId, default);
        await bench.Jobs.StartAsync(job.OrgId, job.Id, Stations.Probe, default);
        await bench.Jobs.DoneAsync(job.OrgId, job.Id, Stations.Probe, null, default);

        IReadOnlyList<StreamEvent> read = (await bench.Events.ReadAsync(job.OrgId, before, before + 2, default))!;
        Assert.Equal(before + 2, await bench.Events.LastAsync(job.OrgId, default));
        Assert.All(read, e => Assert.Equal(("job", job.Id), (e.Kind, e.EntityId)));
        Assert.Equal(read.Select(e => e.Id).Order(StringComparer.Ordinal), read.Select(e => e.Id));
    }
}
