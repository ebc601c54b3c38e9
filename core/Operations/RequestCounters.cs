using System.Collections.Concurrent;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations;

/// <param name="Name">Part of the API: clients see it in <c>RateLimit-Policy</c>.</param>
/// <param name="Limit">Requests in a window.</param>
/// <param name="Window">Windows begin at multiples of it.</param>
/// <param name="Strict">The first request of each window is written at once, so that a restart or another instance is heard of right away.</param>
public sealed record RateRule(string Name, int Limit, TimeSpan Window, bool Strict = false);

/// <summary>How a caller stands after a request.</summary>
public sealed record RateStanding(RateRule Rule, long Remaining, TimeSpan ResetIn, bool Allowed);

/// <summary>
/// Counts requests against limits, approximately across instances: each counts by itself and adds what it has counted to a common document
/// after a twentieth of the limit or ten seconds, and at each request once the limit is near. Over the limit nothing is written any more. So instances
/// together let through at most a twentieth of the limit each too much, and a request seldom costs a write.
/// </summary>
public sealed class RequestCounters(IDocumentStore store, TimeProvider clock)
{
    private const int Parts = 20;
    private const int ManyTallies = 10_000;

    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Tally> _tallies = new();
    private int _begun;

    /// <summary>Counts one request of whoever <paramref name="who"/> names; a refused one is not counted.</summary>
    public async ValueTask<RateStanding> TakeAsync(RateRule rule, string who, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        long window = now.UtcTicks / rule.Window.Ticks;
        DateTimeOffset end = new((window + 1) * rule.Window.Ticks, TimeSpan.Zero);
        string id = Ids.Derived("rat", rule.Name, who, window.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Tally tally = _tallies.TryGetValue(id, out Tally? known) ? known : Begin(id, new Tally(end, rule.Strict ? DateTimeOffset.MinValue : now), now);

        bool allowed = tally.TryAdd(rule.Limit);
        if (allowed && tally.TakeDue(rule.Limit, Parts, now, Stale) is var due and > 0)
        {
            await PassOnAsync(tally, id, due, rule, cancellation);
            // Others have used up what was left.
            allowed = tally.Total <= rule.Limit;
        }

        return new RateStanding(rule, Math.Max(0, rule.Limit - tally.Total), end - now, allowed);
    }

    private async Task PassOnAsync(Tally tally, string id, long due, RateRule rule, CancellationToken cancellation)
    {
        bool passed = false;
        try
        {
            tally.Learn(await AddAsync(id, due, rule, cancellation), due);
            passed = true;
        }
        finally
        {
            if (!passed)
                tally.TakeBack(due);
        }
    }

    /// <returns>What all instances have counted together.</returns>
    private async Task<long> AddAsync(string id, long count, RateRule rule, CancellationToken cancellation)
    {
        while (true)
        {
            WriteResult<RequestCount> added = await store.PatchAsync<RequestCount>(
                Containers.Transient, id, id, [new PatchOperation(PatchKind.Increment, "count", count)], null, cancellation);
            if (added.Document is { } known)
                return known.Count;
            var first = new RequestCount
            {
                Id = id,
                Partition = id,
                OrgId = "none",
                CreatedBy = "none",
                CreatedAt = clock.GetUtcNow(),
                TtlSeconds = (int)rule.Window.TotalSeconds * 2,
                Count = count,
            };
            if ((await store.CreateAsync(Containers.Transient, first, cancellation)).Status == WriteStatus.Written)
                return count;
        }
    }

    private Tally Begin(string id, Tally tally, DateTimeOffset now)
    {
        // Windows that are over; looked for now and then, so that whoever comes from ever new addresses doesn't keep us at it.
        if (Interlocked.Increment(ref _begun) % ManyTallies == 0)
            foreach ((string old, Tally over) in _tallies)
                if (over.End <= now)
                    _tallies.TryRemove(old, out _);
        return _tallies.GetOrAdd(id, tally);
    }

    /// <summary>What this instance knows of one window: a cache and what it has not passed on yet. Losing it lets a few requests through.</summary>
    private sealed class Tally(DateTimeOffset end, DateTimeOffset syncedAt)
    {
        private readonly Lock _gate = new();
        private long _common;
        private long _pending;
        private long _passing;
        private DateTimeOffset _syncedAt = syncedAt;

        public DateTimeOffset End => end;

        public long Total
        {
            get
            {
                lock (_gate)
                    return _common + _passing + _pending;
            }
        }

        public bool TryAdd(int limit)
        {
            lock (_gate)
            {
                if (_common + _passing + _pending >= limit)
                    return false;
                _pending++;
                return true;
            }
        }

        /// <returns>How many to add to the common count now; 0: not yet.</returns>
        public long TakeDue(int limit, int parts, DateTimeOffset now, TimeSpan stale)
        {
            lock (_gate)
            {
                long part = Math.Max(1, limit / parts);
                bool near = limit - (_common + _passing + _pending) < part;
                if (_pending < part && !near && now - _syncedAt < stale)
                    return 0;
                (long due, _pending, _syncedAt) = (_pending, 0, now);
                _passing += due;
                return due;
            }
        }

        public void Learn(long common, long passed)
        {
            lock (_gate)
            {
                _common = Math.Max(_common, common);
                _passing -= passed;
            }
        }

        public void TakeBack(long due)
        {
            lock (_gate)
            {
                _pending += due;
                _passing -= due;
            }
        }
    }

    /// <summary>Partition: its own id, a hash.</summary>
    private sealed record RequestCount : Document
    {
        public required long Count { get; init; }
    }
}
