using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Operations;
using Shortloop.Core.Publishing;
using Shortloop.Orchestrations.Analytics;

namespace Shortloop.Orchestrations.Publishing;

/// <summary>Brings one post out: look once more, announce, send, ask until the platform has decided, read the first numbers.</summary>
public static class PublishPost
{
    /// <summary>Platforms normally decide within a minute; what takes longer is marked and asked for with every reading of metrics.</summary>
    private static readonly TimeSpan DecisionPatience = TimeSpan.FromMinutes(15);

    /// <summary>How often a post is announced anew after the platform failed by its own word.</summary>
    private const int Attempts = 3;

    [Function(Stories.PublishPost)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, PostInput input)
    {
        bool announced = false;
        PostVerdict verdict = PostVerdict.Pending;
        try
        {
            if (!await context.CallActivityAsync<bool>(nameof(PreparePostActivity), input, Policies.Outside))
                return;
            for (int attempt = 1; attempt <= Attempts; attempt++)
            {
                await context.CallActivityAsync(nameof(AnnouncePostActivity), input, Policies.Outside);
                announced = true;
                await context.CallActivityAsync(nameof(UploadPostActivity), input, Policies.Outside);
                verdict = await WaitForVerdictAsync(context, input);
                if (verdict != PostVerdict.TryAgain)
                    break;
            }
        }
        catch (TaskFailedException error) when (!announced)
        {
            await context.CallActivityAsync(nameof(FailPostActivity), new FailPostInput(input, Failures.Say(error.FailureDetails)), Policies.Inside);
            return;
        }
        catch (TaskFailedException)
        {
            // Bytes may have gone out and the answer is lost: that is not a failure, and never a reason to send again.
        }

        if (verdict == PostVerdict.Refused)
            return;
        if (verdict == PostVerdict.TryAgain)
        {
            await context.CallActivityAsync(
                nameof(FailPostActivity), new FailPostInput(input, "The platform failed every time it was asked. Try again later."), Policies.Inside);
            return;
        }

        await context.CallActivityAsync(nameof(GiveUpWaitingActivity), input, Policies.Inside);
        await context.CallSubOrchestratorAsync(
            Stories.CollectMetrics, input, new SubOrchestrationOptions { InstanceId = $"{context.InstanceId}-metrics" });
    }

    private static async Task<PostVerdict> WaitForVerdictAsync(TaskOrchestrationContext context, PostInput input)
    {
        PostVerdict verdict = PostVerdict.Pending;
        await Until(context, DecisionPatience, async () =>
        {
            verdict = await context.CallActivityAsync<PostVerdict>(nameof(CheckPostActivity), input, Policies.Outside);
            return verdict != PostVerdict.Pending;
        });
        return verdict;
    }

    /// <summary>Asks at 1, 2, 4, … at most 30 s intervals, until it is so or patience is at an end.</summary>
    internal static async Task<bool> Until(TaskOrchestrationContext context, TimeSpan patience, Func<Task<bool>> ask)
    {
        DateTime end = context.CurrentUtcDateTime + patience;
        var pause = TimeSpan.FromSeconds(1);
        while (!await ask())
        {
            if (context.CurrentUtcDateTime + pause > end)
                return false;
            await context.CreateTimer(pause, CancellationToken.None);
            pause = TimeSpan.FromSeconds(Math.Min(30, pause.TotalSeconds * 2));
        }

        return true;
    }
}
