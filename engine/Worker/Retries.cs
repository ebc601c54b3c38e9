using Microsoft.DurableTask;
using Shortloop.Engine.History;

namespace Shortloop.Engine.Worker;

/// <summary>Repeats a call as its options say. Runs inside the orchestrator: waits with its timers, reads its clock.</summary>
internal static class Retries
{
    /// <exception cref="TaskFailedException">The call failed and there is no further attempt.</exception>
    internal static async Task<T> Call<T>(TaskOrchestrationContext context, TaskName name, TaskRetryOptions? options, Func<Task<T>> call)
    {
        var first = context.CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            TaskFailedException failed;
            try
            {
                return await call();
            }
            catch (StepFailedException error)
            {
                failed = new TaskFailedException(name, error.Task, error.Failure.ToDetails());
                if (options is null || error.Failure.NonRetriable) throw failed;
            }
            if (options?.Handler is { } handler)
            {
                var retry = new RetryContext(context, attempt, failed.FailureDetails, context.CurrentUtcDateTime - first, CancellationToken.None);
                if (!await handler(retry)) throw failed;
            }
            else if (options?.Policy is { } policy)
            {
                if (DelayAfter(policy, attempt, first, context.CurrentUtcDateTime, failed) is not { } delay) throw failed;
                await context.CreateTimer(delay, CancellationToken.None);
            }
        }
    }

    /// <summary>How long to wait before the next attempt; null if there is none.</summary>
    private static TimeSpan? DelayAfter(RetryPolicy policy, int attempt, DateTime first, DateTime now, TaskFailedException failed)
    {
        if (attempt >= policy.MaxNumberOfAttempts || !Handles(policy, failed)) return null;
        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && now - first >= policy.RetryTimeout) return null;
        var delay = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return delay < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(delay) : longest;
    }

    /// <summary>A filter that throws is a no: the call's failure tells more than the filter's, and the official engine does the same.</summary>
    private static bool Handles(RetryPolicy policy, TaskFailedException failed)
    {
        try
        {
            return policy.Handle(failed);
        }
        catch (Exception)
        {
            return false;
        }
    }
}
