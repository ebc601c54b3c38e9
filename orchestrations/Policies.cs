using Microsoft.DurableTask;
using Shortloop.Core;

namespace Shortloop.Orchestrations;

/// <summary>Retry policies by name. What is permanent is never tried again.</summary>
internal static class Policies
{
    /// <summary>Steps within our own walls: a store or a tool that stumbled. 1 s, 2 s, 4 s.</summary>
    public static readonly TaskOptions Inside = TaskOptions.FromRetryPolicy(
        new RetryPolicy(4, TimeSpan.FromSeconds(1), backoffCoefficient: 2) { HandleFailure = IsTransient });

    /// <summary>Calls to platforms and models: 2 s, 4 s, … at most 1 min apart, about five minutes in all.</summary>
    public static readonly TaskOptions Outside = TaskOptions.FromRetryPolicy(
        new RetryPolicy(9, TimeSpan.FromSeconds(2), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(1)) { HandleFailure = IsTransient });

    /// <summary>Calls that another round makes up for, if they don't work: 2 s, 4 s, 8 s.</summary>
    public static readonly TaskOptions Brief = TaskOptions.FromRetryPolicy(
        new RetryPolicy(4, TimeSpan.FromSeconds(2), backoffCoefficient: 2) { HandleFailure = IsTransient });

    /// <summary>Mail servers that defer (greylisting) want to be asked again after minutes: 5 s, 20 s, 80 s, … at most 1 h apart, about a day in all.</summary>
    public static readonly TaskOptions Mail = TaskOptions.FromRetryPolicy(
        new RetryPolicy(30, TimeSpan.FromSeconds(5), backoffCoefficient: 4, maxRetryInterval: TimeSpan.FromHours(1)) { HandleFailure = IsTransient });

    /// <summary>What must be done in the end, whatever is away meanwhile: 1 s, 2 s, 4 s, … at most 1 h apart, about four days in all.</summary>
    public static readonly TaskOptions Stubborn = TaskOptions.FromRetryPolicy(
        new RetryPolicy(100, TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromHours(1)) { HandleFailure = IsTransient });

    public static bool IsTransient(TaskFailureDetails failure) => !failure.IsCausedBy<PermanentException>();
}
