using Shortloop.Core;

namespace Shortloop.Orchestrations;

/// <summary>
/// A service that names how long to wait is taken at its word, within the activity as long as that is short; a longer wait is left to the
/// story's retry policy, which holds no worker meanwhile.
/// </summary>
internal static class ThrottlePatience
{
    private const int Attempts = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (TransientException error) when (attempt < Attempts && error.RetryAfter is { } wait && wait <= Longest)
            {
                await Task.Delay(wait, cancellation);
            }
        }
    }
}
