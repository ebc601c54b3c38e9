using System.ComponentModel;

namespace Microsoft.DurableTask;

/// <summary>Declarative retries of an activity or sub-orchestration.</summary>
public class RetryPolicy
{
    private readonly Func<TaskFailureDetails, bool>? _handleFailure;

    /// <param name="maxNumberOfAttempts">Attempts in all, the first one included; at least 1.</param>
    /// <param name="firstRetryInterval">Delay before the second attempt; more than zero.</param>
    /// <param name="backoffCoefficient">Each delay is the one before times this; at least 1.</param>
    /// <param name="maxRetryInterval">No delay is longer; not less than the first, or infinite. Default one hour.</param>
    /// <param name="retryTimeout">No attempt begins after this; not less than the first delay, or infinite. Default infinite.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of the above does not hold.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        ThrowIfShorter(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval));
        ThrowIfShorter(retryTimeout, firstRetryInterval, nameof(retryTimeout));

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    /// <summary>Whether a failure is worth another attempt; without it every failure is.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => _handleFailure = value;
    }

    /// <summary>What an engine asks: <see cref="HandleFailure"/> for a <see cref="TaskFailedException"/>, yes for anything else.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Func<Exception, bool> Handle =>
        error => _handleFailure is null || error is not TaskFailedException failed || _handleFailure(failed.FailureDetails);

    private static void ThrowIfShorter(TimeSpan? value, TimeSpan least, string name)
    {
        if (value < least && value != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, value, $"Must not be shorter than the first retry interval ({least}).");
    }
}
