using System.Collections.Concurrent;

namespace Shortloop.Adapters.Blob;

/// <summary>
/// Read links given out a moment ago. Signing is most of what a page of videos costs, and a browser that gets the same link again has the picture
/// already. A link stays with what it is for, so nobody gets one that they couldn't have had signed anew.
/// </summary>
internal sealed class ReadLinks(TimeProvider clock)
{
    /// <summary>How long a link is given out again; links are signed for that much longer than was asked for.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private const int Most = 20_000;

    private volatile Page current = new(default);

    public async Task<Uri> FindAsync(string path, TimeSpan life, string? downloadName, Func<Task<Uri>> sign)
    {
        var page = Current();
        var key = (path, life, downloadName);
        if (page.Links.TryGetValue(key, out var link))
            return link;
        link = await sign();
        page.Keep(key, link);
        return link;
    }

    private Page Current()
    {
        var now = clock.GetUtcNow();
        // Also when the clock was set back. Of two who begin a page at once one is forgotten.
        if (now - current.Begun is { Ticks: >= 0 } age && age < Kept && !current.IsFull)
            return current;
        return current = new Page(now);
    }

    private sealed class Page(DateTimeOffset begun)
    {
        private int _count;

        public DateTimeOffset Begun => begun;

        public ConcurrentDictionary<(string Path, TimeSpan Life, string? DownloadName), Uri> Links { get; } = new();

        // Counted here: to be asked, the dictionary would stop everybody.
        public bool IsFull => Volatile.Read(ref _count) >= Most;

        public void Keep((string Path, TimeSpan Life, string? DownloadName) key, Uri link)
        {
            if (Links.TryAdd(key, link))
                Interlocked.Increment(ref _count);
        }
    }
}
