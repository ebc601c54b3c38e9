using System.Diagnostics;

namespace Shortloop.EndToEnd.Rig;

/// <summary>Waits for a state by looking at it. The pause only spares the machine; nothing depends on its length.</summary>
internal static class Poll
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task<T> UntilAsync<T>(string what, Func<Task<T>> look, Func<T, bool> reached, Func<string> explain, TimeSpan? pause = null)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (reached(seen))
                return seen;
            if (Stopwatch.GetElapsedTime(begun) > Patience)
                throw new TimeoutException($"Not within {Patience.TotalSeconds} s: {what}. Last seen: {seen}\n{explain()}");
            await Task.Delay(pause ?? Pause);
        }
    }
}
