namespace Microsoft.DurableTask;

/// <summary>What a retry handler is told. It runs inside the orchestrator, so it is replayed and must be deterministic.</summary>
/// <param name="LastAttemptNumber">Counts from 1.</param>
/// <param name="TotalRetryTime">Since the first attempt began.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);

public delegate bool RetryHandler(RetryContext retryContext);

public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
