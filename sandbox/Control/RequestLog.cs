namespace Shortloop.Sandbox.Control;

/// <summary>What was received, without query, body or headers: those carry codes, tokens and upload tokens.</summary>
public sealed record ReceivedRequest(DateTimeOffset At, string Method, string Path, int Status, long? Length, string? ContentRange, string? Fault);

/// <summary>The last 2,000 requests, oldest first; in memory only.</summary>
public sealed class RequestLog
{
    private const int Kept = 2000;

    private readonly Queue<ReceivedRequest> _requests = new();

    public void Add(ReceivedRequest request)
    {
        lock (_requests)
        {
            _requests.Enqueue(request);
            if (_requests.Count > Kept)
                _requests.Dequeue();
        }
    }

    public IReadOnlyList<ReceivedRequest> All()
    {
        lock (_requests)
            return [.. _requests];
    }

    public int Count(string pathPart) => All().Count(r => r.Path.Contains(pathPart, StringComparison.OrdinalIgnoreCase));

    public void Clear()
    {
        lock (_requests)
            _requests.Clear();
    }
}
