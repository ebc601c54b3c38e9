using Shortloop.Core.Billing;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Produce;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Tests.Accounts;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Tests.Planner;

/// <summary>An item whose footage is generated: its budget, its credit, and what comes of failures. The story's order is the orchestration's.</summary>
public sealed class GenerateTests : IDisposable
{
    private static readonly ProduceWish Wish = new(["tiktok"], Privacy: "SELF_ONLY", Generated: true);

    private readonly PlanningDesk _desk = new();
    private readonly FakeGenerator _generator = new();

    private GenerateSteps Steps => new(_desk.Bench.Jobs, new StationRunner(_desk.Store, _desk.Bench.Jobs, new JobNotices(_desk.Bench.Notifier)), _desk.Generated);

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task Produce_NoProvider_SaysSo() =>
        Assert.Equal("needs_provider", (await _desk.Produce.ExecuteAsync(PlanningDesk.Owner, (await ItemAsync()).Id, Wish, null, default)).Problem?.Code);

    [Fact]
    public async Task Steps_AFilmIsMade_ItIsFootageAndCostsACreditAndItsSeconds()
    {
        (Job job, MonthItem item) = await BeginAsync(credits: 1);
        ProduceInput input = ProduceInput.Of(job);
        Assert.Equal((true, false), (input.Generated, input.Cards));

        await Steps.OrderAsync(input, default);
        await Steps.OrderAsync(input, default);
        Assert.Equal([new VideoOrder(item.Prompts.Video, 8)], _generator.Orders);
        Assert.Equal((0, 1), await BalanceAsync());
        Assert.False(await Steps.FetchAsync(input, false, default));
        _generator.Progress = new VideoProgress(true, "film");
        Assert.True(await Steps.FetchAsync(input, false, default));
        Assert.True(await Steps.FetchAsync(input, false, default));
        await Steps.CloseAsync(input, default);

        Assert.Equal((0, 0), await BalanceAsync());
        Assert.Equal(8, (await _desk.Ledger.ReadAsync(job.OrgId, item.ProjectId, default)).VideoSeconds);
        AuditEntry entered = Assert.Single((await _desk.Bench.Audit.ListAsync(job.OrgId, null, 50, default)).Items, entry => entry.Action == "video_ordered");
        Assert.Equal((item.Id, false), (entered.Target, entered.Detail!.Contains(item.Prompts.Video, StringComparison.Ordinal)));
        Video video = (await _desk.Store.ReadAsync<Video>(Containers.Videos, job.OrgId, job.VideoId!, default))!;
        Assert.Equal((3, VideoStatus.Uploaded), (video.SizeBytes, video.Status));
        Assert.Equal([1, 2, 3], _desk.Blobs[video.OriginalPath]);
        Job seen = await ReadAsync(job);
        Assert.Equal((StationStatus.Done, JobStatus.Running), (seen.Stations.Single(station => station.Name == Stations.Upload).Status, seen.Status));
    }

    [Theory]
    [InlineData(true, "video_refused")]
    [InlineData(false, "video_late")]
    public async Task Steps_NoFilmComes_GivesTheCreditBackAndTheItemSaysWhy(bool done, string code)
    {
        (Job job, MonthItem item) = await BeginAsync(credits: 1);
        ProduceInput input = ProduceInput.Of(job);
        await Steps.OrderAsync(input, default);
        _generator.Progress = new VideoProgress(done, Failure: done ? "It goes against the guidelines." : null);

        Assert.Equal(code, (await Assert.ThrowsAsync<PermanentException>(() => Steps.FetchAsync(input, true, default))).Code);
        await Steps.CloseAsync(input, default);
        await Steps.CloseAsync(input, default);

        Assert.Equal((1, 0), await BalanceAsync());
        Assert.Equal((JobStatus.Failed, code), ((await ReadAsync(job)).Status, (await ReadAsync(job)).Failure?.Code));
        ItemSight sight = await _desk.Items.LookAsync((await _desk.Items.ReadAsync(job.OrgId, item.Id, default))!, default);
        Assert.Equal(ItemState.Failed, sight.State);
    }

    [Fact]
    public async Task Produce_BudgetOrCreditsDoNotReach_IsRefusedBeforeAnythingIsOrdered()
    {
        _desk.Generators.Add(_generator);
        MonthItem item = await ItemAsync(new ProjectBudgets(VideoSeconds: new Budget(null, 7)));
        Assert.Equal("budget_exhausted", (await _desk.Produce.ExecuteAsync(PlanningDesk.Owner, item.Id, Wish, null, default)).Problem?.Code);
        await _desk.Store.PatchAsync<Project>(
            Containers.Projects, item.OrgId, item.ProjectId, [new(PatchKind.Set, "budgets", new ProjectBudgets(VideoSeconds: new Budget(null, 8)))], null, default);
        Assert.Equal("credits_low", (await _desk.Produce.ExecuteAsync(PlanningDesk.Owner, item.Id, Wish, null, default)).Problem?.Code);
        Assert.Empty(_generator.Orders);
    }

    [Fact]
    public async Task Order_BudgetWentMeanwhile_FailsWithoutAnOrderOrACredit()
    {
        (Job job, MonthItem item) = await BeginAsync(credits: 1, new ProjectBudgets(VideoSeconds: new Budget(null, 8)));
        await _desk.Ledger.AddVideoSecondsAsync(await _desk.Bench.Projects.OfAsync(job.OrgId, item.ProjectId, job.CreatedBy, default), "cards", "other", 5, default);

        Assert.Equal("budget_exhausted", (await Assert.ThrowsAsync<PermanentException>(() => Steps.OrderAsync(ProduceInput.Of(job), default))).Code);

        Assert.Empty(_generator.Orders);
        Assert.Equal((1, 0), await BalanceAsync());
    }

    private async Task<(Job Job, MonthItem Item)> BeginAsync(int credits, ProjectBudgets? budgets = null)
    {
        _desk.Generators.Add(_generator);
        await _desk.Credits.GrantAsync(PlanningDesk.Owner.OrgId, EntryKind.Bonus, "test", credits, default);
        MonthItem item = await ItemAsync(budgets);
        return (Doorstep.Must(await _desk.Produce.ExecuteAsync(PlanningDesk.Owner, item.Id, Wish, null, default)), item);
    }

    private async Task<MonthItem> ItemAsync(ProjectBudgets? budgets = null)
    {
        MonthItem item = (await _desk.PlanAsync(await _desk.ProjectAsync(budgets: budgets)))[0];
        return Doorstep.Must(await _desk.Edit.ApproveAsync(PlanningDesk.Owner, item.Id, null, default));
    }

    private async Task<(int Available, int Kept)> BalanceAsync()
    {
        CreditBalance balance = await _desk.Credits.ReadAsync(PlanningDesk.Owner.OrgId, default);
        return (balance.Available, balance.Reserved);
    }

    private async Task<Job> ReadAsync(Job job) => (await _desk.Store.ReadAsync<Job>(Containers.Jobs, job.OrgId, job.Id, default))!;

    private sealed class FakeGenerator : IVideoGenerator
    {
        public List<VideoOrder> Orders { get; } = [];

        public VideoProgress Progress { get; set; } = new(false);

        public int SecondsFor(double wished) => 8;

        public Task<string> OrderAsync(VideoOrder order, CancellationToken cancellation)
        {
            Orders.Add(order);
            return Task.FromResult("order");
        }

        public Task<VideoProgress> AskAsync(string handle, CancellationToken cancellation)
        {
            Assert.Equal("order", handle);
            return Task.FromResult(Progress);
        }

        public Task<byte[]> FetchAsync(string film, CancellationToken cancellation) => Task.FromResult<byte[]>([1, 2, 3]);
    }
}
