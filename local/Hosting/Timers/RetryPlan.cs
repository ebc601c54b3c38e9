using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Shortloop.Local.Hosting.Timers;

/// <summary>What a retry attribute asks for.</summary>
/// <param name="MaxRetries">-1: without end.</param>
/// <param name="Shortest">Before the first retry.</param>
/// <param name="Longest">Each wait is twice the one before, up to this.</param>
public sealed record RetryPlan(int MaxRetries, TimeSpan Shortest, TimeSpan Longest)
{
    /// <returns>Null: the method has none.</returns>
    /// <exception cref="FormatException">The attribute's values can't be used; the message says which may be.</exception>
    public static RetryPlan? Of(MethodInfo method) => method.GetCustomAttribute<RetryAttribute>() switch
    {
        FixedDelayRetryAttribute plan => Make(plan.MaxRetryCount, plan.DelayInterval, plan.DelayInterval),
        ExponentialBackoffRetryAttribute plan => Make(plan.MaxRetryCount, plan.MinimumInterval, plan.MaximumInterval),
        _ => null,
    };

    public bool Allows(int retry) => MaxRetries < 0 || retry <= MaxRetries;

    /// <param name="retry">Counted from 1.</param>
    public TimeSpan Delay(int retry)
    {
        double doubled = Shortest.TotalMilliseconds * Math.Pow(2, Math.Min(retry - 1, 40));
        return doubled < Longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(doubled) : Longest;
    }

    private static RetryPlan Make(int count, string shortest, string longest)
    {
        if (count < -1) throw new FormatException($"retries {count} times: give a number from 0, or -1 for without end.");
        var plan = new RetryPlan(count, Read(shortest), Read(longest));
        return plan.Shortest <= plan.Longest ? plan : throw new FormatException($"has a smallest wait of {shortest} above its largest of {longest}.");
    }

    private static TimeSpan Read(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero
            ? span
            : throw new FormatException($"has the wait '{text}' between retries: give one such as '00:00:10'.");
}
