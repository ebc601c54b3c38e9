using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using UseCase = Shortloop.Core.Analytics.CollectMetrics;

namespace Shortloop.Orchestrations.Analytics;

public sealed record ReadMetricsInput(PostInput Post);

public sealed record SettleJobInput(PostInput Post, bool Measured);

// Running it twice writes the same snapshot over: its id follows from post and age.
public sealed class ReadMetricsActivity(UseCase metrics)
{
    [Function(nameof(ReadMetricsActivity))]
    public Task<bool> RunAsync([ActivityTrigger] ReadMetricsInput input, CancellationToken cancellation) =>
        metrics.ExecuteAsync(input.Post.OrgId, input.Post.PostId, input.Post.Label, cancellation);
}

// Running it twice enters the same entries again.
public sealed class ScheduleMetricsActivity(UseCase metrics)
{
    [Function(nameof(ScheduleMetricsActivity))]
    public Task RunAsync([ActivityTrigger] PostInput input, CancellationToken cancellation) =>
        metrics.ScheduleLaterAsync(input.OrgId, input.PostId, cancellation);
}

// Running it twice: a job that is over stays as it is.
public sealed class SettleJobActivity(UseCase metrics)
{
    [Function(nameof(SettleJobActivity))]
    public Task RunAsync([ActivityTrigger] SettleJobInput input, CancellationToken cancellation) =>
        metrics.SettleAsync(input.Post.OrgId, input.Post.PostId, input.Measured, cancellation);
}
