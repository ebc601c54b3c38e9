using Shortloop.Core;

namespace Shortloop.Render;

/// <summary>Repeats what failed for a passing reason, with growing delays and jitter.</summary>
internal sealed class Retrying(Pace pace, TimeProvider clock)
{
    /// <exception cref="TransientException">It still failed after <see cref="Pace.RetryFor"/>.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        var begin = clock.GetTimestamp();
        for (var delay = pace.FirstDelay; ; delay = Smaller(delay * 2, pace.LongestDelay))
        {
            try
            {
                return await call(cancellation);
            }
            catch (TransientException error) when (clock.GetElapsedTime(begin) < pace.RetryFor)
            {
                var wait = error.RetryAfter ?? delay * (0.5 + Random.Shared.NextDouble());
                await Task.Delay(Smaller(wait, pace.RetryFor), clock, cancellation);
            }
        }
    }

    private static TimeSpan Smaller(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
