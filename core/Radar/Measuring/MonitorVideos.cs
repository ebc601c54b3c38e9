using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Own;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Radar.Measuring;

/// <param name="Starts">Where each chunk begins, as continuations of the query of due videos; null: at the first.</param>
/// <param name="Next">Where the next plan begins; null: these were all.</param>
/// <param name="Cutoff">The slowest tempo that the day's allowance reaches.</param>
public sealed record MonitorPlan(IReadOnlyList<string?> Starts, string? Next, int Cutoff);

/// <param name="Stopped">The source's own quota is used up: the rest waits for a later round.</param>
public sealed record ChunkResult(int Due, int Measured, bool Stopped = false)
{
    public static ChunkResult operator +(ChunkResult one, ChunkResult other) =>
        new(one.Due + other.Due, one.Measured + other.Measured, one.Stopped || other.Stopped);
}

/// <summary>A day's videos that a round has to look at, as little of each as can be.</summary>
internal sealed record DueVideo(int Tempo) : Document;

/// <summary>
/// Asks for fresh numbers of what is due, in chunks of <see cref="ChunkSize"/> that work side by side, in requests of 50 ids; of videos of the
/// organisation's own accounts as those accounts. Safe to repeat: what was
/// measured is no longer due, and the same look twice is one observation.
/// </summary>
public sealed class MonitorVideos(
    IDocumentStore store, TrendSources sources, WatchStore watches, TrendVideoStore videos, MeasureOwnVideos own, Allowance allowance, EventLog events, TimeProvider clock)
{
    public const int ChunkSize = 500;

    /// <summary>What a story has in flight at once.</summary>
    public const int ChunksAtOnce = 8;

    /// <summary>Of one plan; bounds a story's history.</summary>
    private const int MostChunks = 240;

    private const int RequestsAtOnce = 4;

    /// <summary>Cost: the due videos once over.</summary>
    public async Task<MonitorPlan> PlanAsync(WatchInput input, CancellationToken cancellation)
    {
        var starts = new List<string?>();
        var due = new Dictionary<int, long>();
        string? at = input.Continuation;
        do
        {
            Page<DueVideo> page = await store.QueryAsync<DueVideo>(Containers.TrendVideos, Due(input, at), cancellation);
            foreach (DueVideo video in page.Items)
                due[video.Tempo] = due.GetValueOrDefault(video.Tempo) + 1;
            if (page.Items.Count > 0)
                starts.Add(at);
            at = page.Next;
        }
        while (at is not null && starts.Count < MostChunks);
        int cutoff = await CutoffAsync(input, due, cancellation);
        return cutoff == 0 ? new MonitorPlan([], null, 0) : new MonitorPlan(starts, at, cutoff);
    }

    public async Task<ChunkResult> ExecuteAsync(WatchInput input, CancellationToken cancellation)
    {
        IReadOnlyList<ITrendSource> allowed = sources.For(await watches.ReadAsync(input.OrgId, cancellation));
        TrendVideo[] all = [.. (await store.QueryAsync<TrendVideo>(Containers.TrendVideos, Due(input, input.Continuation), cancellation)).Items
            .Where(video => video.Tempo <= input.Cutoff)];
        TrendVideo[] due = [.. all.Where(video => !own.Measures(video))];
        (ITrendSource Source, TrendVideo[] Videos)[] requests = [.. due
            .GroupBy(video => TrendSources.Of(allowed, video.Platform, video.Source))
            .Where(group => group.Key is not null)
            .SelectMany(group => group.Chunk(Allowance.VideosPerMeasure).Select(chunk => (group.Key!, chunk)))];
        int measured = 0;
        bool stopped = false;
        foreach ((ITrendSource, TrendVideo[])[] together in requests.Chunk(RequestsAtOnce))
        {
            IReadOnlyDictionary<string, PublicMetrics>?[] answers = await Task.WhenAll(together.Select(request => AskAsync(request.Item1, request.Item2, cancellation)));
            int answered = answers.Count(answer => answer is not null);
            await watches.SpendAsync(input.OrgId, "measures", answered, cancellation);
            for (int n = 0; n < together.Length; n++)
                if (answers[n] is { } answer)
                    measured += await WriteAsync(input.OrgId, together[n].Item2, answer, cancellation);
            stopped = answered < together.Length;
            if (stopped)
                break;
        }

        await WithoutSourceAsync(input.OrgId, due, allowed, cancellation);
        measured += await MeasureOwnAsync(input.OrgId, [.. all.Where(own.Measures)], cancellation);
        return new ChunkResult(all.Length, measured, stopped);
    }

    public async Task EndAsync(WatchInput input, CancellationToken cancellation)
    {
        ChunkResult sum = input.Sum;
        string? note = sum.Stopped ? "The sources' quota for today is used up; the rest waits until it opens again."
            : input.Cutoff < MeasurePlan.Tempos[^1] ? "The day's allowance was not enough for the slowest videos; they wait for a later round." : null;
        await watches.SetAsync(input.OrgId, cancellation, ("monitoring", new RoundReport(clock.GetUtcNow(), sum.Measured, 0, note)));
        if (sum.Measured > 0)
            await events.AppendAsync(input.OrgId, "shortloop", "trend", "monitoring", null, cancellation);
    }

    /// <summary>The young and fast come first: the slow end is what is cut.</summary>
    private async Task<int> CutoffAsync(WatchInput input, Dictionary<int, long> due, CancellationToken cancellation)
    {
        (_, int spent, _) = await watches.SpentAsync(input.OrgId, cancellation);
        int requests = Allowance.ForRound(
            allowance.Share(input.Watching).Measures, spent, Allowance.RoundsLeft(RadarStories.Intervals[RoundKind.Monitoring], input.At));
        int cutoff = MeasurePlan.Cutoff(due, (long)requests * Allowance.VideosPerMeasure);
        // Even the youngest alone may be too many; they are measured all the same, and the day's later rounds have less.
        return cutoff == 0 && requests > 0 ? MeasurePlan.Tempos[0] : cutoff;
    }

    private static DocumentQuery Due(WatchInput input, string? continuation) => new(
        input.OrgId, [new Condition("nextAt", Comparison.LessOrEqual, input.At)], Limit: ChunkSize, Continuation: continuation);

    /// <returns>Null: the source's quota is used up.</returns>
    private static async Task<IReadOnlyDictionary<string, PublicMetrics>?> AskAsync(ITrendSource source, TrendVideo[] asked, CancellationToken cancellation)
    {
        try
        {
            return await source.MeasureAsync([.. asked.Select(video => video.VideoId)], cancellation);
        }
        catch (TransientException error) when (error.Code == "source_quota")
        {
            return null;
        }
    }

    /// <summary>Where an account can't be asked, its videos wait for the next round.</summary>
    private async Task<int> MeasureOwnAsync(string orgId, TrendVideo[] due, CancellationToken cancellation)
    {
        int measured = 0;
        foreach (OwnAnswer answer in await own.ExecuteAsync(orgId, due, cancellation))
            if (answer.Numbers is { } numbers)
                measured += await WriteAsync(orgId, answer.Asked, numbers, cancellation);
            else
                await WaitAsync(orgId, answer.Asked, MeasurePlan.Tempos[0], cancellation);
        return measured;
    }

    private async Task<int> WriteAsync(string orgId, TrendVideo[] asked, IReadOnlyDictionary<string, PublicMetrics> answer, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await videos.ChangeAsync(
            orgId, asked, video => answer.TryGetValue(video.VideoId, out PublicMetrics? metrics) ? video.With(metrics, now) : video.WithoutAnswer(now), cancellation);
        return asked.Count(video => answer.ContainsKey(video.VideoId));
    }

    /// <summary>What nothing here can measure is not due again and again.</summary>
    private Task WithoutSourceAsync(string orgId, IReadOnlyList<TrendVideo> due, IReadOnlyList<ITrendSource> allowed, CancellationToken cancellation) =>
        WaitAsync(orgId, [.. due.Where(video => TrendSources.Of(allowed, video.Platform, video.Source) is null)], MeasurePlan.Tempos[^1], cancellation);

    private Task WaitAsync(string orgId, TrendVideo[] due, int tempo, CancellationToken cancellation)
    {
        DateTimeOffset later = MeasurePlan.Next(clock.GetUtcNow(), tempo);
        return videos.ChangeAsync(orgId, due, video => video with { NextAt = later }, cancellation);
    }
}
