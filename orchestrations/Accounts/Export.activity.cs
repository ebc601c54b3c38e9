using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts.Export;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;

namespace Shortloop.Orchestrations.Accounts;

// Running it twice plans the same files: their ids follow from their names.
public sealed class PlanExportActivity(PlanExport plan, JobTracker jobs)
{
    [Function(nameof(PlanExportActivity))]
    public async Task RunAsync([ActivityTrigger] ExportInput input, CancellationToken cancellation)
    {
        string home = Organisation.HomeOf(input.UserId);
        await jobs.StartAsync(home, input.ExportId, StartExport.Collect, cancellation);
        await plan.ExecuteAsync(input, cancellation);
        await jobs.DoneAsync(home, input.ExportId, StartExport.Collect, null, cancellation);
        await jobs.StartAsync(home, input.ExportId, StartExport.Pack, cancellation);
    }
}

// Running it twice goes on after the last block that was noted; blocks that were not are never committed.
public sealed class WriteExportActivity(WriteExport write)
{
    [Function(nameof(WriteExportActivity))]
    public Task<bool> RunAsync([ActivityTrigger] ExportInput input, CancellationToken cancellation) => write.StepAsync(input, cancellation);
}

// Running it twice commits the same blocks again.
public sealed class FinishExportActivity(FinishExport finish, JobTracker jobs)
{
    [Function(nameof(FinishExportActivity))]
    public async Task RunAsync([ActivityTrigger] ExportInput input, CancellationToken cancellation)
    {
        string home = Organisation.HomeOf(input.UserId);
        await jobs.DoneAsync(home, input.ExportId, StartExport.Pack, null, cancellation);
        await jobs.StartAsync(home, input.ExportId, StartExport.Seal, cancellation);
        await finish.ExecuteAsync(input, cancellation);
    }
}

public sealed record FailExportInput(ExportInput Export, string Message);

// Running it twice: the first failure of a job is the one that stays.
public sealed class FailExportActivity(JobTracker jobs)
{
    [Function(nameof(FailExportActivity))]
    public Task RunAsync([ActivityTrigger] FailExportInput input, CancellationToken cancellation) => jobs.FailAsync(
        Organisation.HomeOf(input.Export.UserId), input.Export.ExportId, null, new Failure("export_failed", input.Message), cancellation);
}
