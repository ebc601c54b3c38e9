using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Edits;

/// <summary>
/// Orders a render and waits for the job's call back. A job that dies is delivered again by the queue; a job that is never heard of again,
/// or says that another try may work, is ordered anew.
/// </summary>
public static class RenderEdit
{
    private const int Attempts = 3;
    private const string Lost = "render_lost";

    /// <summary>Far above the longest render; the queue's own redelivery is what usually heals.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    [Function(Stories.RenderEdit)]
    public static async Task<RenderSettled> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RenderInput input)
    {
        RenderSettled last;
        try
        {
            last = await TryAsync(context, input);
        }
        catch (TaskFailedException)
        {
            await context.CallActivityAsync<RenderSettled?>(nameof(CloseRenderActivity), input, Policies.Inside);
            throw;
        }

        // What it has become by now is what counts, and what is paid or given back. Its answer may have been lost: a worker may hand one to a wait that is over.
        RenderSettled? closed = await context.CallActivityAsync<RenderSettled?>(nameof(CloseRenderActivity), input, Policies.Inside);
        return closed is not null && (closed.Succeeded || last.Code == Lost) ? closed : last;
    }

    private static async Task<RenderSettled> TryAsync(TaskOrchestrationContext context, RenderInput input)
    {
        RenderSettled last = new(0, false, false, false, Lost, "The render was not heard of again.");
        int before = input.Run * Attempts;
        for (int attempt = before + 1; attempt <= before + Attempts && last is { Succeeded: false, Permanent: false, Cancelled: false }; attempt++)
        {
            var order = new OrderRenderInput(input, context.InstanceId, attempt);
            // An answer whose event was lost in a crash is found here, instead of being waited for in vain.
            RenderSettled? over = await context.CallActivityAsync<RenderSettled?>(nameof(OrderRenderActivity), order, Policies.Outside);
            last = over ?? await WaitAsync(context, attempt) ?? last;
        }

        return last;
    }

    // Answers of older attempts may still arrive; they are passed over.
    private static async Task<RenderSettled?> WaitAsync(TaskOrchestrationContext context, int attempt)
    {
        try
        {
            RenderSettled settled;
            do
                settled = await context.WaitForExternalEvent<RenderSettled>(Stories.RenderSettledEvent, Patience);
            while (settled.Attempt < attempt && !settled.Succeeded);
            return settled;
        }
        catch (TaskCanceledException)
        {
            return null;
        }
    }
}
