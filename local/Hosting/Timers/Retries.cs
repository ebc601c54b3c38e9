using Microsoft.Extensions.Logging;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Invocation;

namespace Shortloop.Local.Hosting.Timers;

/// <summary>Runs a function again as its retry attribute says. The count is in memory, as in the official host: a restart ends it.</summary>
internal static class Retries
{
    /// <param name="plan">Null: one try.</param>
    public static async Task RunAsync(
        FunctionRunner runner, FunctionEntry entry, object payload, RetryPlan? plan, TimeProvider time, ILogger logger, CancellationToken over)
    {
        for (int retry = 0; ; retry++)
        {
            try
            {
                await runner.RunAsync(new Invocation.Invocation(entry, payload) { Retry = retry, MaxRetries = plan?.MaxRetries ?? 0 }, over);
                return;
            }
            catch (Exception failure) when (plan?.Allows(retry + 1) == true && !over.IsCancellationRequested)
            {
                var delay = plan.Delay(retry + 1);
                logger.TimerRetried(failure, entry.Name, retry + 1, delay);
                await Task.Delay(delay, time, over);
            }
        }
    }
}
