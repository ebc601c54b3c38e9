using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Budgets;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Planner.Months;

/// <param name="PostsPerDay">Null: three.</param>
/// <param name="Language">Null: the project's.</param>
/// <param name="TimeZone">IANA name; null: the caller's.</param>
/// <param name="Produce">Of a project on autopilot: approved items are made of cards some hours before their slot, and go out; null: somebody produces them.</param>
public sealed record MonthWish(
    string ProjectId, string Month, int? PostsPerDay = null, string? Language = null, string? TimeZone = null, AutoProduce? Produce = null);

/// <summary>Orders a month. There is one a project and month: who asks again while it is being planned gets the job that does it.</summary>
public sealed class StartMonth(IDocumentStore store, ProjectStore projects, BudgetGate budgets, MonthJobs jobs, TimeProvider clock)
{
    private static readonly Problem Exists = new(
        ProblemKind.Conflict, "month_exists", "This month is planned already. Regenerate what you don't like, or delete it first.");

    private static readonly Problem NoTopics = new(
        ProblemKind.Conflict, "project_without_topics",
        "This project doesn't say yet what it is about, and a month is planned from that. Give it a niche or topics, in its settings or by PATCH of the project, and plan the month again.");

    /// <returns>The job; the caller starts <see cref="Stories.PlanMonth"/> with it.</returns>
    public async Task<Outcome<Job>> ExecuteAsync(Principal caller, MonthWish wish, CancellationToken cancellation)
    {
        if (!Ids.IsWellFormed(wish.ProjectId) || await projects.FindAsync(caller.OrgId, wish.ProjectId, caller.UserId, cancellation) is not { Archived: false } project)
            return Problem.InvalidField("projectId", "Choose a project of your organisation that is not archived.");
        User? user = await store.ReadAsync<User>(Containers.Users, caller.UserId, caller.UserId, cancellation);
        (int perDay, string language, string zone) = (wish.PostsPerDay ?? MonthRules.UsualPerDay, wish.Language ?? project.ContentLanguage, wish.TimeZone ?? user?.TimeZone ?? "UTC");
        if (MonthRules.Check(wish.Month, perDay, language, zone) is { } wrong)
            return wrong;
        DateOnly first = MonthRules.Parse(wish.Month)!.Value;
        if (MonthRules.CheckReach(first, clock.GetUtcNow()) is { } far)
            return far;
        if (SlotTimes.OfMonth(first, perDay, TimeZoneInfo.FindSystemTimeZoneById(zone), clock.GetUtcNow()).Count == 0)
            return MonthRules.Past;
        if (project.Niche.Length == 0 && project.Topics.Count == 0)
            return NoTopics;
        if (wish.Produce is { } produce && CheckProduce(caller, project, produce) is { } cannot)
            return cannot;
        if (await budgets.FindTokensAsync(project, cancellation) is { } exhausted)
            return exhausted;

        var month = new MonthPlan
        {
            Id = MonthPlan.IdOf(caller.OrgId, project.Id, wish.Month),
            Partition = caller.OrgId,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            ProjectId = project.Id,
            Month = wish.Month,
            PostsPerDay = perDay,
            Language = language,
            TimeZone = zone,
            Status = MonthStatus.Planning,
            Produce = wish.Produce,
        };
        month = month with { JobId = MonthPlan.JobIdOf(month.Id, 0) };
        return await ClaimAsync(month, cancellation);
    }

    private Problem? CheckProduce(Principal caller, Project project, AutoProduce produce) => project.Mode == ProjectMode.Autopilot
        ? ProduceOptionsCheck.Find(caller, new ProduceOptions(produce.Platforms, Privacy: produce.Privacy), clock.GetUtcNow())
        : Problem.InvalidField("produce", "Only a project on autopilot produces by itself. Change its mode, or leave this out.");

    private async Task<Outcome<Job>> ClaimAsync(MonthPlan month, CancellationToken cancellation)
    {
        if ((await store.CreateAsync(Containers.Months, month, cancellation)).Document is { } made)
            return await jobs.OpenAsync(made, MonthStations.All, cancellation);
        MonthPlan present = (await store.ReadAsync<MonthPlan>(Containers.Months, month.OrgId, month.Id, cancellation))!;
        if (present.Status == MonthStatus.Planned)
            return Exists;
        if (present.Status == MonthStatus.Planning)
            return await jobs.OpenAsync(present, MonthStations.All, cancellation);
        // One that failed is begun anew, as it is wanted now.
        int run = present.Run + 1;
        month = month with { Run = run, JobId = MonthPlan.JobIdOf(month.Id, run), ETag = present.ETag };
        WriteResult<MonthPlan> written = await store.ReplaceAsync(Containers.Months, month, cancellation);
        return written.Document is { } again ? await jobs.OpenAsync(again, MonthStations.All, cancellation) : Problem.ChangedMeanwhile;
    }
}
