using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Billing;

public sealed class RenderChargeTests : IDisposable
{
    private readonly Till _till = new();
    private readonly RenderCharge _charge;
    private readonly CloseRender _close;
    private readonly OrderRender _order;
    private readonly CancelRender _cancel;
    private readonly ServeRenderJob _serve;
    private readonly Stories _stories = new();

    public RenderChargeTests()
    {
        _charge = new RenderCharge(_till.Credits, _till.Entitlements, _till.Owners);
        _close = new CloseRender(Store, _charge);
        _order = new OrderRender(Store, _till.Bench.Queue, _charge, _close, new CallbackAddress(new Uri("https://app.example/")), _till.Bench.Clock);
        _cancel = new CancelRender(Store, _charge, _till.Bench.Events);
        _serve = new ServeRenderJob(Store, new NoBlobs(), _till.Bench.Jobs, _till.Bench.Events);
    }

    private IDocumentStore Store => _till.Bench.Store;

    public void Dispose() => _till.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(7, 3)]
    public void PriceOf_Variants_IsACreditForEachThree(int variants, int credits) => Assert.Equal(credits, RenderCharge.PriceOf(variants));

    [Fact]
    public async Task Order_RepeatedAndThenDone_TakesTheCreditOnce()
    {
        (Principal owner, Job job, Edit edit) = await ReadyAsync(credits: 10, "tiktok", "instagram", "youtube", "facebook");
        await OrderAsync(job, edit);
        await OrderAsync(job, edit);
        Assert.Equal((10, 8), await StandingAsync(owner));

        await FinishAsync(owner, edit);
        for (int i = 0; i < 3; i++)
            Assert.True((await CloseAsync(owner, edit))!.Succeeded);

        Assert.Equal((8, 8), await StandingAsync(owner));
        // The step itself may be repeated, long after.
        await OrderAsync(job, edit);
        Assert.Equal((8, 8), await StandingAsync(owner));
    }

    [Fact]
    public async Task Order_WithoutCredits_IsRefusedBeforeAnythingIsSentAndTold()
    {
        (Principal owner, Job job, Edit edit) = await ReadyAsync(credits: 0, "tiktok");

        PermanentException refused = await Assert.ThrowsAsync<PermanentException>(() => OrderAsync(job, edit));

        Assert.Equal("credits_low", refused.Code);
        Assert.Empty(_till.Bench.Queue.Sent);
        Assert.Contains(await _till.NoticesAsync(owner), notice => notice.Kind == NoticeKind.CreditsLow);
        await _till.Credits.GrantAsync(owner.OrgId, EntryKind.Purchase, "cs_1", 10, default);
        await OrderAsync(job, edit, run: 1);
        Assert.Equal((10, 9), await StandingAsync(owner));
    }

    [Fact]
    public async Task Order_LastCredits_IsSaidOnce()
    {
        (Principal owner, Job job, Edit edit) = await ReadyAsync(credits: 3, "tiktok");

        await OrderAsync(job, edit);
        await OrderAsync(job, edit);

        Assert.Single(await _till.NoticesAsync(owner), notice => notice.Kind == NoticeKind.CreditsLow);
    }

    [Fact]
    public async Task Close_RenderThatWasLost_GivesBackAndTakesNoLateAnswer()
    {
        (Principal owner, Job job, Edit edit) = await ReadyAsync(credits: 10, "tiktok");
        await OrderAsync(job, edit);
        RenderJob running = await RenderAsync(edit);

        Assert.False((await CloseAsync(owner, edit))!.Succeeded);

        Outcome<RenderJob> late = await _serve.FinishAsync(running, Result(running), default);
        Assert.Equal("render_superseded", late.Problem?.Code);
        Assert.Equal(RenderStatus.Failed, (await RenderAsync(edit)).Status);
        Assert.Equal((10, 10), await StandingAsync(owner));
    }

    [Fact]
    public async Task Close_AndTheAnswerAtOnce_PayExactlyForWhatIsThere()
    {
        for (int round = 0; round < 20; round++)
        {
            (Principal owner, Job job, Edit edit) = await ReadyAsync(credits: 10, "tiktok");
            await OrderAsync(job, edit);
            RenderJob running = await RenderAsync(edit);

            await Task.WhenAll(CloseAsync(owner, edit), _serve.FinishAsync(running, Result(running), default), _cancel.ExecuteAsync(owner, running.Id, default));
            await CloseAsync(owner, edit);

            int paid = (await RenderAsync(edit)).Status == RenderStatus.Succeeded ? 1 : 0;
            Assert.Equal((10 - paid, 10 - paid), await StandingAsync(owner));
        }
    }

    [Fact]
    public async Task Cancel_RunningRender_GivesBackOnceAndStaysCancelled()
    {
        (Principal owner, Job job, Edit edit) = await ReadyAsync(credits: 10, "tiktok");
        await OrderAsync(job, edit);
        RenderJob running = await RenderAsync(edit);

        Assert.Null((await _cancel.ExecuteAsync(owner, running.Id, default)).Problem);
        await CloseAsync(owner, edit);

        Assert.Equal("render_superseded", (await _serve.FinishAsync(running, Result(running), default)).Problem?.Code);
        Assert.Equal(RenderStatus.Cancelled, (await RenderAsync(edit)).Status);
        Assert.Equal((10, 10), await StandingAsync(owner));
    }

    [Fact]
    public async Task Order_OfAJobThatWasCancelledMeanwhile_KeepsNothing()
    {
        (Principal owner, Job job, Edit edit) = await ReadyAsync(credits: 10, "tiktok");
        await _till.Bench.Jobs.SetStatusAsync(job.OrgId, job.Id, JobStatus.Cancelled, default);

        Assert.Equal("job_over", (await Assert.ThrowsAsync<PermanentException>(() => OrderAsync(job, edit))).Code);

        Assert.Empty(_till.Bench.Queue.Sent);
        Assert.Equal((10, 10), await StandingAsync(owner));
    }

    [Fact]
    public async Task Retry_AfterAFailure_IsAnotherPieceOfWork()
    {
        (Principal owner, Job job, Edit edit) = await ReadyAsync(credits: 10, "tiktok");
        await OrderAsync(job, edit);
        await CloseAsync(owner, edit);

        await OrderAsync(job, edit, run: 1);
        await FinishAsync(owner, edit);
        await CloseAsync(owner, edit, run: 1);
        // The first run's end, once more.
        await CloseAsync(owner, edit);

        Assert.Equal((9, 9), await StandingAsync(owner));
    }

    [Fact]
    public async Task Sweep_StoryThatIsOver_EndsItsChargesByWhatBecameOfTheWork()
    {
        (Principal owner, Job job, Edit done) = await ReadyAsync(credits: 10, "tiktok");
        Edit lost = await AddEditAsync(job, "lost", "tiktok");
        Edit busy = await AddEditAsync(job, "busy", "tiktok");
        Edit never = await AddEditAsync(job, "never", "tiktok");
        foreach (Edit edit in (Edit[])[done, lost, busy])
            await OrderAsync(job, edit);
        await _charge.ReserveAsync(never, OrderRender.IdOf(owner.OrgId, never.Id), 0, "story-never", default);
        await FinishAsync(owner, done);
        _stories.Running.Add($"story-{busy.Id}");
        var sweep = new SweepCharges(Store, _close, [], _till.Bench.Clock);

        Assert.Equal(0, await sweep.ExecuteAsync(_stories, default));
        _till.Bench.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(3, await sweep.ExecuteAsync(_stories, default));
        Assert.Equal(0, await sweep.ExecuteAsync(_stories, default));

        Assert.Equal((9, 8), await StandingAsync(owner));
    }

    [Fact]
    public async Task Sweep_MoreThanAPageWhileTimePasses_EndsThemAll()
    {
        (Principal owner, _, _) = await ReadyAsync(credits: 300);
        for (int n = 0; n < 250; n++)
            await _till.Credits.ReserveAsync(owner.OrgId, owner.UserId, Ids.Derived("rnd", $"{n}"), 1, "story", default);
        _till.Bench.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(250, await new SweepCharges(Store, _close, [], new TickingClock(_till.Bench.Clock)).ExecuteAsync(_stories, default));

        Assert.Equal((300, 300), await StandingAsync(owner));
    }

    [Fact]
    public async Task Order_OfThePersonAtThisMachine_CostsNothing()
    {
        Job job = await _till.Bench.AddJobAsync();
        Edit edit = await AddEditAsync(job, "edit", "tiktok");

        await OrderAsync(job, edit);

        Assert.Equal(0, (await _till.Credits.ReadAsync(job.OrgId, default)).Reserved);
    }

    [Fact]
    public async Task RetryJob_ThatFailedAtARender_RunsAgainFromThere()
    {
        (Principal owner, Job job, _) = await ReadyAsync(credits: 0, "tiktok");
        var retry = new RetryJob(Store, _till.Bench.Jobs, []);
        Assert.Equal("job_not_failed", (await retry.ExecuteAsync(owner, job.Id, default)).Problem?.Code);
        await _till.Bench.Jobs.DoneAsync(job.OrgId, job.Id, Core.Operations.Stations.Script, null, default);
        await _till.Bench.Jobs.FailAsync(job.OrgId, job.Id, Core.Operations.Stations.Render, new Failure("credits_low", "Buy some."), default);

        Assert.True((await retry.ExecuteAsync(owner, job.Id, default)).Succeeded(out Job? first, out _));
        Assert.True((await retry.ExecuteAsync(owner, job.Id, default)).Succeeded(out Job? again, out _));

        Assert.Equal((JobStatus.Running, 1, 1), (again.Status, first.Run, again.Run));
        Assert.Equal(StationStatus.Done, again.Stations.Single(s => s.Name == Core.Operations.Stations.Script).Status);
        Assert.Equal(StationStatus.Waiting, again.Stations.Single(s => s.Name == Core.Operations.Stations.Render).Status);
    }

    private async Task<(Principal Owner, Job Job, Edit Edit)> ReadyAsync(int credits, params string[] platforms)
    {
        Principal owner = await _till.OrganisationAsync();
        if (credits > 0)
            await _till.Credits.GrantAsync(owner.OrgId, EntryKind.Bonus, "start", credits, default);
        Job job = await Store.UpsertAsync(Containers.Jobs, new Job
        {
            Id = Ids.New("job", _till.Bench.Clock),
            Partition = owner.OrgId,
            OrgId = owner.OrgId,
            CreatedBy = owner.UserId,
            CreatedAt = _till.Bench.Clock.GetUtcNow(),
            VideoId = "vid_1",
            Options = new ProduceOptions(platforms),
            Status = JobStatus.Running,
            Stations = [.. Core.Operations.Stations.All.Select(name => new Station(name, StationStatus.Waiting))],
        }, default);
        return (owner, job, await AddEditAsync(job, job.Id, platforms));
    }

    private Task<Edit> AddEditAsync(Job job, string name, params string[] platforms) => Store.UpsertAsync(Containers.Edits, new Edit
    {
        Id = Ids.Derived("edt", name),
        Partition = job.OrgId,
        OrgId = job.OrgId,
        CreatedBy = job.CreatedBy,
        CreatedAt = _till.Bench.Clock.GetUtcNow(),
        VideoId = job.VideoId!,
        ScriptId = "scr_1",
        Edl = new EditDecisionList([new EditClip(0, 1)], [], 0),
        Variants = [.. platforms.Select(platform => new RenderVariant(platform, null!, -14))],
    }, default);

    private Task<RenderJob?> OrderAsync(Job job, Edit edit, int run = 0) =>
        _order.ExecuteAsync(job.OrgId, edit.Id, job.Id, $"story-{edit.Id}", run, (run * 3) + 1, default);

    private Task<RenderSettled?> CloseAsync(Principal owner, Edit edit, int run = 0) =>
        _close.ExecuteAsync(owner.OrgId, OrderRender.IdOf(owner.OrgId, edit.Id), run, default);

    private async Task FinishAsync(Principal owner, Edit edit)
    {
        RenderJob running = await RenderAsync(edit);
        Assert.Null((await _serve.FinishAsync(running, Result(running), default)).Problem);
    }

    private async Task<RenderJob> RenderAsync(Edit edit) =>
        (await Store.ReadAsync<RenderJob>(Containers.Renders, edit.OrgId, OrderRender.IdOf(edit.OrgId, edit.Id), default))!;

    private static RenderResult Result(RenderJob job) => new(
        [.. job.Platforms.Select(platform => new RenderedFile(platform, $"{platform}.mp4", $"{platform}.jpg", 1, 1, 1080, 1920, null))]);

    private async Task<(int Balance, int Available)> StandingAsync(Principal owner)
    {
        CreditBalance balance = await _till.Credits.ReadAsync(owner.OrgId, default);
        return (balance.Balance, balance.Available);
    }

    /// <summary>A real clock is never the same twice.</summary>
    private sealed class TickingClock(ManualClock clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            return clock.GetUtcNow();
        }
    }

    private sealed class Stories : IWorkflows
    {
        public HashSet<string> Running { get; } = [];

        public Task<bool> IsRunningAsync(string instanceId, CancellationToken cancellation) => Task.FromResult(Running.Contains(instanceId));

        public Task StartAsync(string story, string instanceId, object input, CancellationToken cancellation) => throw new NotSupportedException();

        public Task RaiseAsync(string instanceId, string eventName, object payload, CancellationToken cancellation) => throw new NotSupportedException();

        public Task TerminateAsync(string instanceId, string reason, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
