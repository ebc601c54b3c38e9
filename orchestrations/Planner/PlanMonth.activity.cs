using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Months;

namespace Shortloop.Orchestrations.Planner;

/// <param name="ItemIds">What is written in this step.</param>
/// <param name="Last">There is no other try.</param>
public sealed record PlanPart(PlanInput Plan, string[] ItemIds, bool Last = false);

/// <param name="Mark">What is still too close is marked.</param>
public sealed record GuardInput(PlanInput Plan, bool Mark);

public sealed record FailMonthInput(PlanInput Plan, string Message);

// Running it twice asks again, and writes the newer answer over.
public sealed class ResearchMonthActivity(StationRunner station, ResearchMonth research)
{
    [Function(nameof(ResearchMonthActivity))]
    public Task RunAsync([ActivityTrigger] PlanInput input, CancellationToken cancellation) =>
        station.RunAsync(input.OrgId, input.JobId, MonthStations.Research, async () =>
            await ThrottlePatience.RunAsync(() => research.ExecuteAsync(input, cancellation), cancellation), cancellation);
}

// Running it twice lays the same slots out under the same ids; nothing is written in them yet.
public sealed class LayOutMonthActivity(JobTracker jobs, LayOutMonth layOut)
{
    [Function(nameof(LayOutMonthActivity))]
    public async Task<string[][]> RunAsync([ActivityTrigger] PlanInput input, CancellationToken cancellation)
    {
        await jobs.StartAsync(input.OrgId, input.JobId, MonthStations.Formats, cancellation);
        string[][] weeks = await ThrottlePatience.RunAsync(() => layOut.ExecuteAsync(input, cancellation), cancellation);
        await jobs.DoneAsync(input.OrgId, input.JobId, MonthStations.Formats, $"{weeks.Sum(week => week.Length)} slots", cancellation);
        await jobs.StartAsync(input.OrgId, input.JobId, MonthStations.Hooks, cancellation);
        return weeks;
    }
}

// Running it twice writes other hooks over those of the first time.
public sealed class WriteHooksActivity(WriteHooks write)
{
    [Function(nameof(WriteHooksActivity))]
    public Task RunAsync([ActivityTrigger] PlanPart input, CancellationToken cancellation) =>
        ThrottlePatience.RunAsync(() => Unit.Of(write.ExecuteAsync(input.Plan, input.ItemIds, cancellation)), cancellation);
}

// Running it twice looks again and marks the same.
public sealed class GuardHooksActivity(JobTracker jobs, GuardHooks guard)
{
    [Function(nameof(GuardHooksActivity))]
    public async Task<string[]> RunAsync([ActivityTrigger] GuardInput input, CancellationToken cancellation)
    {
        (string orgId, string jobId) = (input.Plan.OrgId, input.Plan.JobId);
        await jobs.DoneAsync(orgId, jobId, MonthStations.Hooks, null, cancellation);
        await jobs.StartAsync(orgId, jobId, MonthStations.Similarity, cancellation);
        string[] near = await guard.ExecuteAsync(input.Plan, input.Mark, cancellation);
        if (near.Length == 0 || input.Mark)
        {
            string message = near.Length == 0 ? "No two hooks are too close." : $"{near.Length} hooks are marked as too close.";
            await jobs.DoneAsync(orgId, jobId, MonthStations.Similarity, message, cancellation);
            await jobs.StartAsync(orgId, jobId, MonthStations.Outlines, cancellation);
        }

        return near;
    }
}

// Running it twice writes other outlines over those of the first time.
public sealed class WriteOutlinesActivity(WriteOutlines write)
{
    [Function(nameof(WriteOutlinesActivity))]
    public Task RunAsync([ActivityTrigger] PlanPart input, CancellationToken cancellation) =>
        ThrottlePatience.RunAsync(() => Unit.Of(write.ExecuteAsync(input.Plan, input.ItemIds, cancellation)), cancellation);
}

// Running it twice judges again; the newer verdict counts.
public sealed class JudgeItemsActivity(JobTracker jobs, JudgeItems judge)
{
    [Function(nameof(JudgeItemsActivity))]
    public async Task<string[]> RunAsync([ActivityTrigger] PlanPart input, CancellationToken cancellation)
    {
        await jobs.DoneAsync(input.Plan.OrgId, input.Plan.JobId, MonthStations.Outlines, null, cancellation);
        await jobs.StartAsync(input.Plan.OrgId, input.Plan.JobId, MonthStations.Judge, cancellation);
        return await ThrottlePatience.RunAsync(() => judge.ExecuteAsync(input.Plan, input.ItemIds, input.Last, cancellation), cancellation);
    }
}

// Running it twice settles the same items and ends a job that is over.
public sealed class FinishMonthActivity(StationRunner station, JobTracker jobs, FinishMonth finish)
{
    [Function(nameof(FinishMonthActivity))]
    public async Task RunAsync([ActivityTrigger] PlanPart input, CancellationToken cancellation)
    {
        await jobs.DoneAsync(input.Plan.OrgId, input.Plan.JobId, MonthStations.Judge, null, cancellation);
        await station.RunAsync(
            input.Plan.OrgId, input.Plan.JobId, MonthStations.Plan, async () => await finish.ExecuteAsync(input.Plan, input.ItemIds, cancellation), cancellation);
        await finish.CloseAsync(input.Plan, cancellation);
    }
}

// Running it twice: the first failure of a job is the one that stays.
public sealed class FailMonthActivity(FinishMonth finish)
{
    [Function(nameof(FailMonthActivity))]
    public Task RunAsync([ActivityTrigger] FailMonthInput input, CancellationToken cancellation) =>
        finish.FailAsync(input.Plan, new Failure("step_failed", input.Message), cancellation);
}

/// <summary>For work without a result where one is asked for.</summary>
internal readonly record struct Unit
{
    public static async Task<Unit> Of(Task work)
    {
        await work;
        return default;
    }
}
