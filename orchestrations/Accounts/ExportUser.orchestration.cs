using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Accounts;

/// <summary>Everything of a user into one archive: decide which files there are, write them piece by piece, close the archive.</summary>
public static class ExportUser
{
    /// <summary>How many pieces are written before the history begins anew.</summary>
    private const int PiecesPerRun = 100;

    [Function(Stories.ExportUser)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ExportInput input)
    {
        try
        {
            if (!input.Planned)
                await context.CallActivityAsync(nameof(PlanExportActivity), input, Policies.Inside);
            for (int piece = 0; await context.CallActivityAsync<bool>(nameof(WriteExportActivity), input, Policies.Inside); piece++)
                if (piece == PiecesPerRun)
                {
                    context.ContinueAsNew(input with { Planned = true });
                    return;
                }

            await context.CallActivityAsync(nameof(FinishExportActivity), input, Policies.Inside);
        }
        catch (TaskFailedException error)
        {
            await context.CallActivityAsync(
                nameof(FailExportActivity), new FailExportInput(input, Failures.Say(error.FailureDetails)), Policies.Inside);
        }
    }
}
