using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Produce;

namespace Shortloop.Orchestrations.Videos;

// Running it twice finds the order's handle in the job, and the credit kept.
public sealed class OrderVideoActivity(GenerateSteps steps)
{
    [Function(nameof(OrderVideoActivity))]
    public Task RunAsync([ActivityTrigger] ProduceInput input, CancellationToken cancellation) => steps.OrderAsync(input, cancellation);
}

/// <param name="Last">Nobody looks again.</param>
public sealed record FetchVideoInput(ProduceInput Produce, bool Last);

// Running it twice writes the same film over, and pays for it once.
public sealed class FetchVideoActivity(GenerateSteps steps)
{
    [Function(nameof(FetchVideoActivity))]
    public Task<bool> RunAsync([ActivityTrigger] FetchVideoInput input, CancellationToken cancellation) => steps.FetchAsync(input.Produce, input.Last, cancellation);
}

// Running it twice: a credit is taken or given back once.
public sealed class CloseVideoActivity(GenerateSteps steps)
{
    [Function(nameof(CloseVideoActivity))]
    public Task RunAsync([ActivityTrigger] ProduceInput input, CancellationToken cancellation) => steps.CloseAsync(input, cancellation);
}
