using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Budgets;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;

namespace Shortloop.Core.Planner.Months;

/// <param name="Day">Only this day's items; null: all.</param>
/// <param name="ItemId">Only this one; null: all.</param>
/// <param name="Wish">What should be different, in up to 500 characters; data for the agents.</param>
public sealed record RegenerateWish(int? Day = null, string? ItemId = null, string? Wish = null);

/// <summary>A job to do, and which items it writes.</summary>
public sealed record RegenerateStarted(Job Job, IReadOnlyList<string> ItemIds);

/// <summary>Makes items anew. What is locked, approved or being produced stays as it is.</summary>
public sealed class RegenerateMonth(IDocumentStore store, ProjectStore projects, ItemStore items, BudgetGate budgets, UsageLedger ledger, MonthJobs jobs)
{
    /// <summary>Research and mix stay.</summary>
    private static readonly string[] Stations = [.. MonthStations.All.Except([MonthStations.Research, MonthStations.Formats])];

    private static readonly Problem Busy = new(
        ProblemKind.Conflict, "month_being_planned", "This month is being planned just now. Wait until its job is over.");

    private static readonly Problem NothingOpen = new(
        ProblemKind.Conflict, "nothing_to_regenerate", "Everything there is locked, approved or being produced. Unlock an item first.");

    public async Task<Outcome<RegenerateStarted>> ExecuteAsync(Principal caller, string monthId, RegenerateWish wish, CancellationToken cancellation)
    {
        if (wish.Wish is { } said && (said.Length > 500 || said.Any(c => char.IsControl(c) && c != '\n')))
            return Problem.InvalidField("wish", "Say in up to 500 characters what should be different.");
        if (!Ids.IsWellFormed(monthId) || await store.ReadAsync<MonthPlan>(Containers.Months, caller.OrgId, monthId, cancellation) is not { } month)
            return Problem.Missing("month");
        if (wish.Day is { } day && (day < 1 || day > DateTime.DaysInMonth(MonthRules.Parse(month.Month)!.Value.Year, MonthRules.Parse(month.Month)!.Value.Month)))
            return Problem.InvalidField("day", "Name a day of this month.");
        if (month.Status == MonthStatus.Planning)
            return Busy;
        Project project = await projects.OfAsync(caller.OrgId, month.ProjectId, caller.UserId, cancellation);
        if (await budgets.FindTokensAsync(project, cancellation) is { } exhausted)
            return exhausted;
        MonthItem[] wanted = [.. (await items.OfMonthAsync(caller.OrgId, monthId, cancellation)).Where(item =>
            (wish.Day is null || item.Day == wish.Day) && (wish.ItemId is null || item.Id == wish.ItemId))];
        if (wish.ItemId is not null && wanted.Length == 0)
            return Problem.Missing("item");
        MonthItem[] open = [.. wanted.Where(item => item.IsOpen)];
        if (open.Length == 0)
            return NothingOpen;
        MonthItem[] allowed = [.. open.Where(item => BudgetGate.FindRegenerations(project, item.Regenerations) is null)];
        if (allowed.Length == 0)
            return BudgetGate.FindRegenerations(project, open[0].Regenerations)!;
        return await BeginAsync(project, month, allowed, wish.Wish?.Trim() ?? "", cancellation);
    }

    private async Task<Outcome<RegenerateStarted>> BeginAsync(
        Project project, MonthPlan month, MonthItem[] chosen, string wish, CancellationToken cancellation)
    {
        int run = month.Run + 1;
        // Whoever writes the month first has it.
        WriteResult<MonthPlan> claimed = await store.ReplaceAsync(
            Containers.Months, month with { Status = MonthStatus.Planning, Run = run, JobId = MonthPlan.JobIdOf(month.Id, run), Failure = null }, cancellation);
        if (claimed.Document is not { } begun)
            return Busy;
        if (wish.Length > 0)
            await items.SaveAsync(month.OrgId, chosen.Select(item => item with { Wish = wish }), cancellation);
        await ledger.AddRegenerationsAsync(project, month.Id, chosen.Length, cancellation);
        return new RegenerateStarted(await jobs.OpenAsync(begun, Stations, cancellation), [.. chosen.Select(item => item.Id)]);
    }
}
