using System.Net.Http.Headers;

namespace Shortloop.Adapters.Stripe;

/// <summary>How long to wait between two tries.</summary>
internal static class RetryPause
{
    /// <param name="attempt">The try that would follow, 2 or more.</param>
    /// <param name="asked">Stripe's Retry-After.</param>
    /// <returns>Null: Stripe asks for more than a call may be held up.</returns>
    public static TimeSpan? Before(int attempt, TimeSpan? asked, StripeOptions options)
    {
        if (asked > options.LongestPause)
            return null;
        var doubled = options.FirstPause * Math.Pow(2, attempt - 2);
        var capped = doubled < options.LongestPause ? doubled : options.LongestPause;
        // Chance keeps callers that failed together from coming back together.
        var pause = capped * (0.75 + (Random.Shared.NextDouble() / 4));
        return asked > pause ? asked : pause;
    }

    public static TimeSpan? Asked(HttpResponseHeaders headers, TimeProvider time) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
