using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Planner.Produce;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Publishing;
using Shortloop.Core.Tests.Accounts;

namespace Shortloop.Core.Tests.Planner;

public sealed class MonthTests : IDisposable
{
    private readonly PlanningDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    public static TheoryData<string, string[]> Languages => new()
    {
        { "en", ["sourdough"] },
        { "en", ["sourdough", "rye bread", "pizza dough", "baking tools"] },
        { "de", ["Sauerteig"] },
        { "de", ["Sauerteig", "Roggenbrot", "Pizzateig"] },
        { "es", ["masa madre"] },
        { "es", ["masa madre", "pan de centeno", "pizza casera"] },
        { "ru", ["хлеб на закваске"] },
        { "ru", ["хлеб на закваске", "ржаной хлеб", "тесто для пиццы"] },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Plan_ThreeMonthsInARow_HasNoTwoHooksTooClose(string language, string[] topics)
    {
        // About one thing only: the hardest case.
        Project project = await _desk.ProjectAsync(language, topics, niche: topics[0]);
        IReadOnlyList<MonthItem> all = [.. await _desk.PlanAsync(project), .. await _desk.PlanAsync(project, "2027-01"), .. await _desk.PlanAsync(project, "2027-02")];

        Assert.Equal(93 + 93 + 84, all.Count);
        Assert.All(all, item => Assert.Equal((ItemStatus.Planned, language), (item.Status, item.Language)));
        IReadOnlyList<float[]> vectors = await _desk.Embedder.EmbedAsync([.. all.Select(item => item.Hook)], default);
        HookShape[] shapes = [.. all.Select((item, index) => new HookShape(item.Id, item.Hook, language, vectors[index]))];
        string[] close = [.. from one in Enumerable.Range(0, all.Count)
            from other in Enumerable.Range(0, one)
            where Math.Abs((all[one].At - all[other].At).TotalDays) <= 90 && shapes[one].To(shapes[other]).IsTooClose(_desk.Embedder.Model)
            select $"{all[one].Hook} | {all[other].Hook} | {shapes[one].To(shapes[other])}"];
        Assert.Empty(close);
    }

    [Fact]
    public async Task Plan_AMonth_HasEverythingThatAnItemNeeds()
    {
        Project project = await _desk.ProjectAsync();
        IReadOnlyList<MonthItem> items = await _desk.PlanAsync(project);
        MonthPlan month = await _desk.MonthAsync(project);

        Assert.Equal((MonthStatus.Planned, 3, "Europe/Berlin"), (month.Status, month.PostsPerDay, month.TimeZone));
        Assert.Equal(10, month.Formats.Count);
        Assert.Equal(JobStatus.Succeeded, (await _desk.Store.ReadAsync<Job>(Containers.Jobs, month.OrgId, month.JobId!, default))!.Status);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero), items[0].At);
        Assert.All(items, item =>
        {
            Assert.InRange(item.Confidence, 0.1, 1);
            Assert.NotEmpty(item.Rationale);
            Assert.NotEmpty(item.Prompts.Video);
            Assert.InRange(item.Storyboard.Count, 3, 6);
            Assert.NotNull(item.Score);
            Assert.Equal("built-in analyst", item.Model);
        });
        Assert.Equal(10, items.Select(item => item.Format).Distinct().Count());
    }

    public static TheoryData<string, string, int, string> Refused => new()
    {
        { "2026-10", "month_past", 3, "Europe/Berlin" },
        { "0001-01", "month_past", 3, "Pacific/Kiritimati" },
        { "9999-12", "invalid_request", 3, "Europe/Berlin" },
        { "2028-06", "invalid_request", 3, "Europe/Berlin" },
        { "2026-13", "invalid_request", 3, "Europe/Berlin" },
        { "december", "invalid_request", 3, "Europe/Berlin" },
        { "2026-12", "invalid_request", 0, "Europe/Berlin" },
        { "2026-12", "invalid_request", 11, "Europe/Berlin" },
        { "2026-12", "invalid_request", 3, "Europe/Atlantis" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Order_WhatCannotBe_IsRefused(string month, string code, int perDay, string zone)
    {
        Project project = await _desk.ProjectAsync();
        Assert.Equal(code, (await _desk.Start.ExecuteAsync(PlanningDesk.Owner, new MonthWish(project.Id, month, perDay, TimeZone: zone), default)).Problem?.Code);
    }

    [Fact]
    public async Task Order_ForAnUnknownProject_NamesTheField() =>
        Assert.Equal(["projectId"], (await _desk.Start.ExecuteAsync(PlanningDesk.Owner, new MonthWish("prj_none", "2026-12"), default)).Problem?.Details?.Keys ?? []);

    [Fact]
    public async Task Order_WithABudgetOfZero_IsRefused()
    {
        Project project = await _desk.ProjectAsync(budgets: new ProjectBudgets(new Budget(0, 0)));
        Assert.Equal("budget_exhausted", (await _desk.OrderAsync(project)).Problem?.Code);
    }

    [Fact]
    public async Task Order_OfAProjectAboutNothing_IsRefused()
    {
        Project project = await _desk.Bench.Projects.DefaultAsync(PlanningDesk.Owner.OrgId, PlanningDesk.Owner.UserId, default);
        Assert.Equal("project_without_topics", (await _desk.OrderAsync(project)).Problem?.Code);
    }

    [Fact]
    public async Task Order_Twice_GivesTheSameJobAndThenSaysThatItIsThere()
    {
        Project project = await _desk.ProjectAsync();
        Job first = Doorstep.Must(await _desk.OrderAsync(project));
        Assert.Equal(first.Id, Doorstep.Must(await _desk.OrderAsync(project)).Id);

        await _desk.RunAsync(new PlanInput(first.OrgId, first.CreatedBy, MonthPlan.IdOf(first.OrgId, project.Id, "2026-12"), first.Id));

        Assert.Equal("month_exists", (await _desk.OrderAsync(project)).Problem?.Code);
    }

    [Fact]
    public async Task Order_OfTheRunningMonth_PlansWhatIsStillToCome()
    {
        // It is the 20th, noon in UTC and one o'clock in Berlin.
        IReadOnlyList<MonthItem> items = await _desk.PlanAsync(await _desk.ProjectAsync(), "2026-11");
        Assert.Equal((20, 3, 31), (items[0].Day, items[0].Slot, items.Count));
    }

    [Fact]
    public async Task Regenerate_ADay_LeavesLockedApprovedAndOtherDays()
    {
        Project project = await _desk.ProjectAsync();
        IReadOnlyList<MonthItem> before = await _desk.PlanAsync(project);
        MonthItem[] day = [.. before.Where(item => item.Day == 5)];
        await _desk.Edit.LockAsync(PlanningDesk.Owner, day[0].Id, true, null, default);
        Doorstep.Must(await _desk.Edit.ApproveAsync(PlanningDesk.Owner, day[1].Id, null, default));

        RegenerateStarted started = Doorstep.Must(await _desk.Regenerate.ExecuteAsync(PlanningDesk.Owner, before[0].MonthId, new RegenerateWish(5, Wish: "Shorter"), default));
        Assert.Equal([day[2].Id], started.ItemIds);
        Assert.Equal("month_being_planned", (await _desk.Regenerate.ExecuteAsync(PlanningDesk.Owner, before[0].MonthId, new RegenerateWish(), default)).Problem?.Code);
        Assert.Equal("month_being_planned", (await _desk.Edit.ChangeAsync(PlanningDesk.Owner, day[0].Id, new ItemChange(Topic: "x"), null, default)).Problem?.Code);
        await _desk.RunAsync(new PlanInput(started.Job.OrgId, started.Job.CreatedBy, before[0].MonthId, started.Job.Id, started.ItemIds));

        IReadOnlyList<MonthItem> after = await _desk.Items.OfMonthAsync(before[0].OrgId, before[0].MonthId, default);
        Assert.Equal([day[2].Id], before.Zip(after).Where(pair => pair.First.Hook != pair.Second.Hook).Select(pair => pair.First.Id));
        Assert.Equal((1, ""), (after.Single(item => item.Id == day[2].Id).Regenerations, after.Single(item => item.Id == day[2].Id).Wish));
    }

    [Fact]
    public async Task Regenerate_MoreOftenThanTheBudgetAllows_IsRefused()
    {
        Project project = await _desk.ProjectAsync(budgets: new ProjectBudgets(RegenerationsPerPost: new Budget(null, 0)));
        MonthItem item = (await _desk.PlanAsync(project))[0];

        Assert.Equal("budget_exhausted", (await _desk.Regenerate.ExecuteAsync(PlanningDesk.Owner, item.MonthId, new RegenerateWish(ItemId: item.Id), default)).Problem?.Code);
    }

    [Fact]
    public async Task Plan_OnAutopilot_ApprovesWhatNobodyObjectsTo()
    {
        Project project = await _desk.ProjectAsync(topics: ["guaranteed profit", "miracle diet", "sourdough"], mode: ProjectMode.Autopilot);
        IReadOnlyList<MonthItem> items = await _desk.PlanAsync(project);

        Assert.All(items.Where(item => item.Topic == "sourdough"), item => Assert.Equal((ItemStatus.Approved, FinishMonth.Autopilot), (item.Status, item.ApprovedBy)));
        Assert.All(items.Where(item => item.Topic != "sourdough"), item => Assert.Equal(ItemStatus.NeedsAttention, item.Status));
        MonthItem blocked = items.First(item => item.Topic == "guaranteed profit"), looked = items.First(item => item.Topic == "miracle diet");
        Assert.Equal("policy_blocked", (await _desk.Edit.ApproveAsync(PlanningDesk.Owner, blocked.Id, null, default)).Problem?.Code);
        Assert.Equal(ItemStatus.Approved, Doorstep.Must(await _desk.Edit.ApproveAsync(PlanningDesk.Owner, looked.Id, null, default)).Status);
    }

    [Fact]
    public async Task Plan_OnAutopilotThatProduces_MakesEachShortSixHoursBeforeItsSlot()
    {
        var produce = new AutoProduce(["tiktok"], "SELF_ONLY");
        Assert.Equal(["produce"], (await _desk.OrderAsync(await _desk.ProjectAsync(), produce: produce)).Problem?.Details?.Keys ?? []);
        Project project = await _desk.ProjectAsync(mode: ProjectMode.Autopilot);
        IReadOnlyList<MonthItem> items = await _desk.PlanAsync(project, perDay: 1, produce: produce);
        // An edit in between takes the approval back, and nothing is made.
        await _desk.Edit.ChangeAsync(PlanningDesk.Owner, items[1].Id, new ItemChange(Caption: "Other words"), null, default);

        _desk.Bench.Clock.Advance(items[1].At - TimeSpan.FromHours(6) - _desk.Bench.Clock.GetUtcNow());
        IReadOnlyList<DueEntry> due = [.. (await _desk.Bench.Due.FindAllDueAsync(default)).Where(entry => entry.Kind == DueKind.Produce).OrderBy(entry => entry.DueAt)];

        Assert.Equal([items[0].Id, items[1].Id], due.Select(entry => entry.EntityId));
        Job job = (await _desk.Due.ExecuteAsync(due[0], default))!;
        Assert.Equal((items[0].Id, "SELF_ONLY", items[0].At), (job.Planned!.ItemId, job.Options!.Privacy, job.Options.PublishAt));
        Assert.Equal(job.Id, (await _desk.Due.ExecuteAsync(due[0], default))!.Id);
        Assert.Null(await _desk.Due.ExecuteAsync(due[1], default));
    }

    [Fact]
    public async Task Produce_ByAService_SaysThatItNeedsAProvider()
    {
        MonthItem item = (await _desk.PlanAsync(await _desk.ProjectAsync()))[0];
        Assert.Equal("needs_provider", (await _desk.Produce.ExecuteAsync(PlanningDesk.Owner, item.Id, new ProduceWish(["tiktok"], Generated: true), null, default)).Problem?.Code);
    }

    [Fact]
    public async Task Edit_AnApprovedItem_NeedsApprovalAgainAndAnOldVersionIsRefused()
    {
        MonthItem[] items = [.. await _desk.PlanAsync(await _desk.ProjectAsync())];
        MonthItem approved = Doorstep.Must(await _desk.Edit.ApproveAsync(PlanningDesk.Owner, items[0].Id, items[0].ETag, default));

        Assert.Equal("changed_meanwhile", (await _desk.Edit.ChangeAsync(PlanningDesk.Owner, items[0].Id, new ItemChange(Hook: "New"), items[0].ETag, default)).Problem?.Code);
        MonthItem moved = Doorstep.Must(await _desk.Edit.ChangeAsync(PlanningDesk.Owner, items[0].Id, new ItemChange(WallTime: "2026-12-03T07:30"), approved.ETag, default));
        Assert.Equal((ItemStatus.Approved, 3, new DateTimeOffset(2026, 12, 3, 6, 30, 0, TimeSpan.Zero)), (moved.Status, moved.Day, moved.At));
        MonthItem copied = Doorstep.Must(await _desk.Edit.ChangeAsync(PlanningDesk.Owner, items[0].Id, new ItemChange(Hook: items[40].Hook), null, default));
        Assert.Equal((ItemStatus.NeedsAttention, null), (copied.Status, copied.ApprovedBy));
        Assert.Equal(("near_duplicate", items[40].Id), (copied.Issues[0].Code, copied.Issues[0].OtherItemId));
        MonthItem own = Doorstep.Must(await _desk.Edit.ChangeAsync(PlanningDesk.Owner, items[0].Id, new ItemChange(Hook: "Why my grandmother whistles while kneading"), null, default));
        Assert.Equal((ItemStatus.Planned, 0), (own.Status, own.Issues.Count));
    }

    [Fact]
    public async Task Produce_WhatIsNotApproved_IsRefused()
    {
        MonthItem item = (await _desk.PlanAsync(await _desk.ProjectAsync()))[0];
        Assert.Equal("item_not_approved", (await _desk.Produce.ExecuteAsync(PlanningDesk.Owner, item.Id, new ProduceWish(["tiktok"]), null, default)).Problem?.Code);
    }

    [Fact]
    public async Task Produce_FromCards_IsAJobThatGoesOutAtTheSlotAndCountsAgainstTheBudget()
    {
        Project project = await _desk.ProjectAsync(budgets: new ProjectBudgets(VideoSeconds: new Budget(null, 30)));
        IReadOnlyList<MonthItem> items = await _desk.PlanAsync(project);
        await _desk.Edit.ApproveAsync(PlanningDesk.Owner, items[0].Id, null, default);
        await _desk.Edit.ApproveAsync(PlanningDesk.Owner, items[1].Id, null, default);

        var wish = new ProduceWish(["tiktok"], Privacy: "SELF_ONLY");
        Job job = Doorstep.Must(await _desk.Produce.ExecuteAsync(PlanningDesk.Owner, items[0].Id, wish, null, default));
        Assert.Equal(job.Id, Doorstep.Must(await _desk.Produce.ExecuteAsync(PlanningDesk.Owner, items[0].Id, wish, null, default)).Id);
        Assert.Equal((items[0].At, "SELF_ONLY", items[0].Id), (job.Options!.PublishAt, job.Options.Privacy, job.Planned!.ItemId));
        Assert.Equal(items[0].Storyboard.Sum(shot => shot.Seconds), job.Planned.Script!.DurationSeconds);
        MonthItem producing = (await _desk.Items.ReadAsync(job.OrgId, items[0].Id, default))!;
        Assert.Equal(ItemState.Producing, (await _desk.Items.LookAsync(producing, default)).State);

        await new CardFilm(_desk.Store, _desk.Blobs, _desk.Bench.Projects, new CardBrand(_desk.Store, _desk.Blobs), new OneByte(), _desk.Ledger, _desk.Budgets, _desk.Bench.Clock).MakeAsync(job, default);

        Assert.Equal(21, (await _desk.Ledger.ReadAsync(job.OrgId, project.Id, default)).VideoSeconds);
        Assert.Equal("budget_exhausted", (await _desk.Produce.ExecuteAsync(PlanningDesk.Owner, items[1].Id, wish, null, default)).Problem?.Code);
        await _desk.Bench.Jobs.FailAsync(job.OrgId, job.Id, Stations.Render, new Failure("render_failed", "No."), default);
        ItemSight failed = await _desk.Items.LookAsync(producing, default);
        Assert.Equal((ItemState.Failed, "render_failed"), (failed.State, failed.Failure?.Code));
    }

    private sealed class OneByte : ICardMaker
    {
        public Task<byte[]> MakeAsync(CardOrder order, CancellationToken cancellation) => Task.FromResult<byte[]>([1]);
    }
}
