namespace Shortloop.Sandbox.TikTok;

/// <summary>Calls per token and endpoint in a sliding minute; in memory only.</summary>
internal sealed class MinuteBuckets
{
    private readonly Dictionary<(string, string), Queue<DateTimeOffset>> _calls = [];

    public bool TryTake(string token, string endpoint, int perMinute, DateTimeOffset now)
    {
        lock (_calls)
        {
            if (!_calls.TryGetValue((token, endpoint), out var times))
                _calls[(token, endpoint)] = times = new Queue<DateTimeOffset>();
            while (times.TryPeek(out var first) && first <= now - TimeSpan.FromMinutes(1))
                times.Dequeue();
            if (times.Count >= perMinute)
                return false;
            times.Enqueue(now);
            return true;
        }
    }
}
