using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Planner;

/// <summary>
/// A month of posts: what it is about, the mix of formats, hooks, the guard against repetition, outlines, the judge, the plan. Weeks are written side
/// by side. What the guard or the judge sends back is written anew, a few times at most; what then is still wrong is marked for a person.
/// </summary>
public static class PlanMonth
{
    private const int GuardRounds = 3;

    [Function(Stories.PlanMonth)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, PlanInput input)
    {
        try
        {
            if (input.ItemIds is null)
                await context.CallActivityAsync(nameof(ResearchMonthActivity), input, Policies.Outside);
            string[][] weeks = await context.CallActivityAsync<string[][]>(nameof(LayOutMonthActivity), input, Policies.Outside);

            await Task.WhenAll(weeks.Select(week => context.CallActivityAsync(nameof(WriteHooksActivity), new PlanPart(input, week), Policies.Outside)));
            await GuardAsync(context, input);
            await Task.WhenAll(weeks.Select(week => context.CallActivityAsync(nameof(WriteOutlinesActivity), new PlanPart(input, week), Policies.Outside)));

            string[][] weak = await Task.WhenAll(
                weeks.Select(week => context.CallActivityAsync<string[]>(nameof(JudgeItemsActivity), new PlanPart(input, week), Policies.Outside)));
            string[] again = [.. weak.SelectMany(ids => ids)];
            if (again.Length > 0)
            {
                await context.CallActivityAsync(nameof(WriteHooksActivity), new PlanPart(input, again), Policies.Outside);
                await GuardAsync(context, input);
                await context.CallActivityAsync(nameof(WriteOutlinesActivity), new PlanPart(input, again), Policies.Outside);
                await context.CallActivityAsync<string[]>(nameof(JudgeItemsActivity), new PlanPart(input, again, Last: true), Policies.Outside);
            }

            await context.CallActivityAsync(nameof(FinishMonthActivity), new PlanPart(input, [.. weeks.SelectMany(week => week)]), Policies.Inside);
        }
        catch (TaskFailedException error)
        {
            await context.CallActivityAsync(nameof(FailMonthActivity), new FailMonthInput(input, Failures.Say(error.FailureDetails)), Policies.Inside);
        }
    }

    private static async Task GuardAsync(TaskOrchestrationContext context, PlanInput input)
    {
        for (int round = 1; ; round++)
        {
            string[] near = await context.CallActivityAsync<string[]>(nameof(GuardHooksActivity), new GuardInput(input, round > GuardRounds), Policies.Inside);
            if (near.Length == 0 || round > GuardRounds)
                return;
            await context.CallActivityAsync(nameof(WriteHooksActivity), new PlanPart(input, near), Policies.Outside);
        }
    }
}
