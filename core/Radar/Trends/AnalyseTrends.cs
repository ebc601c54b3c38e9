using Shortloop.Core.Billing;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Radar.Trends;

/// <param name="NewTrends">Ids of those that this analysis has found, strongest first; the same when it is repeated.</param>
public sealed record AnalysisResult(IReadOnlyList<string> NewTrends, int Videos)
{
    public static readonly AnalysisResult Nothing = new([], 0);
}

/// <summary>
/// Finds what more creators do than usual, among an organisation's videos of the last two weeks, archived ones too: counted first, and looked at
/// closely only where the count is unusual. Cost: those videos, twice over. Safe to repeat.
/// </summary>
public sealed class AnalyseTrends(IDocumentStore store, WatchStore watches, TrendVideoStore videos, Entitlements entitlements, TrendRules rules, TimeProvider clock)
{
    private const int PageSize = 1000;
    private const int MostTrends = 1000;
    private const int MostNew = 50;
    private const int TopVideos = 10;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Recent = TimeSpan.FromHours(48);
    private static readonly TimeSpan Dormant = TimeSpan.FromHours(48);
    private static readonly TimeSpan HalfDay = TimeSpan.FromHours(12);

    public async Task<AnalysisResult> ExecuteAsync(WatchInput input, CancellationToken cancellation)
    {
        if (!(await entitlements.OfAsync(input.OrgId, cancellation)).TrendWatch)
            return AnalysisResult.Nothing;
        IReadOnlyList<Trend> known = (await store.QueryAsync<Trend>(Containers.Trends, new DocumentQuery(input.OrgId, Limit: MostTrends), cancellation)).Items;
        var tally = new KeyTally();
        var usualScores = new List<double>();
        int looked = 0;
        await foreach (SeenVideo video in ReadAsync(input, cancellation))
        {
            tally.Add(video.Creator, DayOf(video, input.At), video.Keys());
            if (video.PublishedAt > input.At - Recent && video.Viral is { } viral)
                usualScores.Add(viral.Score);
            looked++;
        }

        Dictionary<ulong, Candidate> candidates = Choose(tally, known, out Dictionary<TrendType, int> tested);
        double? usual = usualScores.Count == 0 ? null : Baseline.Median(usualScores);
        await foreach (SeenVideo video in ReadAsync(input, cancellation).Where(video => video.PublishedAt > input.At - Week))
            foreach (TrendKey key in video.Keys().DistinctBy(key => KeyTally.HashOf(key.Type, key.Key)))
                if (candidates.TryGetValue(KeyTally.HashOf(key.Type, key.Key), out Candidate? candidate))
                    candidate.Add(video, key);
        foreach (Candidate candidate in candidates.Values)
            Judge(candidate, tally, tested, candidate.Outlier(input.At - Recent, usual), input.At);

        IReadOnlyList<Trend> trends = await WriteAsync(input, Select(candidates.Values, input.At), tally, cancellation);
        await MarkAsync(input, trends, candidates, cancellation);
        string[] found = [.. trends.Where(trend => trend.DetectedAt == input.At).OrderByDescending(trend => trend.Score).Select(trend => trend.Id).Take(MostNew)];
        await watches.SetAsync(input.OrgId, cancellation, ("analysis", new RoundReport(clock.GetUtcNow(), looked, found.Length, null)));
        return new AnalysisResult(found, looked);
    }

    private async IAsyncEnumerable<SeenVideo> ReadAsync(
        WatchInput input, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        Condition[] where = [new("publishedAt", Comparison.Greater, input.At - TimeSpan.FromDays(KeyTally.Days)), new("publishedAt", Comparison.LessOrEqual, input.At)];
        string? next = null;
        do
        {
            Page<SeenVideo> page = await store.QueryAsync<SeenVideo>(
                Containers.TrendVideos, new DocumentQuery(input.OrgId, where, Limit: PageSize, Continuation: next), cancellation);
            foreach (SeenVideo video in page.Items)
                yield return video;
            next = page.Next;
        }
        while (next is not null);
    }

    private static int DayOf(SeenVideo video, DateTimeOffset at) => Math.Clamp((int)(at - video.PublishedAt).TotalDays, 0, KeyTally.Days - 1);

    /// <summary>Those whose count alone may be enough, and those that are trends already.</summary>
    private Dictionary<ulong, Candidate> Choose(KeyTally tally, IReadOnlyList<Trend> known, out Dictionary<TrendType, int> tested)
    {
        Dictionary<ulong, Trend> byHash = known.ToDictionary(trend => KeyTally.HashOf(trend.Type, trend.Key));
        var chosen = new Dictionary<ulong, Candidate>();
        tested = [];
        foreach ((ulong key, KeyCount count) in tally.Count())
        {
            bool enough = count.Creators[^1] >= rules.MinCreators;
            if (enough)
                tested[KeyTally.TypeOf(key)] = tested.GetValueOrDefault(KeyTally.TypeOf(key)) + 1;
            if (byHash.ContainsKey(key) || (enough && Compare(count, tally, null).Any(parts => parts.Creators >= rules.MinCreators && parts.Surprise >= rules.MinSurprise)))
                chosen[key] = new Candidate(KeyTally.TypeOf(key), count);
        }

        foreach ((ulong key, Trend trend) in byHash)
            if (trend.Status != TrendStatus.Archived || chosen.ContainsKey(key))
                (chosen.TryGetValue(key, out Candidate? candidate) ? candidate : chosen[key] = new Candidate(trend.Type, KeyCount.None)).Known = trend;
        return chosen;
    }

    /// <summary>Each window against the days before it.</summary>
    /// <param name="usualShare">Of a trend that lives: its share before it rose.</param>
    private static IEnumerable<TrendParts> Compare(KeyCount count, KeyTally tally, double? usualShare)
    {
        for (int n = 0; n < KeyTally.Windows.Count; n++)
        {
            int days = KeyTally.Windows[n];
            (double now, double before) = (tally.CreatorsByDay.Take(days).Sum(), tally.CreatorsByDay.Skip(days).Sum());
            double used = usualShare is { } share ? share * before : count.ByDay.Skip(days).Sum();
            int uses = count.ByDay.Take(days).Sum();
            double expected = Surprise.Expected(used, before, now);
            yield return new TrendParts(
                days, count.Creators[n], uses, Math.Round(expected, 3), Math.Round(expected > 0 ? uses / expected : 0, 2), Surprise.Of(uses, used, before, now), null);
        }
    }

    private void Judge(Candidate candidate, KeyTally tally, Dictionary<TrendType, int> tested, double? outlier, DateTimeOffset at)
    {
        double tests = Math.Max(1, tested.GetValueOrDefault(candidate.Type)) * KeyTally.Windows.Count;
        TrendParts now = Best(Compare(candidate.Count, tally, null), tests) with { Outlier = outlier };
        candidate.RisesAnew = candidate.Known is { Status: TrendStatus.Monitoring } quiet && quiet.LastRisingAt < at - Dormant && rules.Rises(now);
        // What lives already is measured against what was usual before it rose.
        candidate.Parts = candidate.Lives ? Best(Compare(candidate.Count, tally, candidate.Known!.UsualShare), tests) with { Outlier = outlier } : now;
    }

    private TrendParts Best(IEnumerable<TrendParts> windows, double tests)
    {
        TrendParts best = windows
            .OrderByDescending(parts => parts.Creators >= rules.MinCreators && parts.Lift >= rules.MinLift).ThenByDescending(parts => parts.Surprise).First();
        return best with { Surprise = Math.Round(Math.Max(0, best.Surprise - Math.Log10(tests)), 2) };
    }

    /// <summary>Trends that are there stay themselves; of the others the strongest first, and none that is a stronger one under another name.</summary>
    private List<Candidate> Select(IEnumerable<Candidate> candidates, DateTimeOffset at)
    {
        var taken = new List<(Candidate Candidate, HashSet<string> Ids)>();
        foreach (Candidate candidate in candidates
            .Where(one => one.Lives || rules.Rises(one.Parts))
            .OrderByDescending(one => one.Lives)
            .ThenByDescending(one => TrendRules.Score(one.Parts) * Plainness(one))
            .ThenBy(one => one.Key, StringComparer.Ordinal))
        {
            HashSet<string> ids = [.. candidate.Since(at - Recent).Select(video => video.Id)];
            if (candidate.Lives || !taken.Any(other => Covers(other.Ids, ids)))
                taken.Add((candidate, ids));
        }

        return [.. taken.Select(one => one.Candidate)];
    }

    private bool Covers(HashSet<string> stronger, HashSet<string> ids) => ids.Count(stronger.Contains) >= rules.SameVideos * ids.Count;

    /// <summary>Of two names for the same, what people search for comes before what was cut out of their titles.</summary>
    private static double Plainness(Candidate candidate) => candidate.Type switch
    {
        TrendType.Topic => candidate.Key.Contains(' ', StringComparison.Ordinal) ? 0.9 : 0.8,
        _ => 1,
    };

    private async Task<IReadOnlyList<Trend>> WriteAsync(WatchInput input, List<Candidate> selected, KeyTally tally, CancellationToken cancellation)
    {
        var written = new List<Trend>();
        foreach (Candidate candidate in selected)
            written.Add(await store.UpsertAsync(Containers.Trends, Make(input, candidate, tally), cancellation));
        return written;
    }

    private Trend Make(WatchInput input, Candidate candidate, KeyTally tally)
    {
        bool lives = candidate.Lives;
        bool rising = lives ? rules.GoesOn(candidate.Parts) : true;
        double[] velocities = [.. candidate.Videos.Select(video => video.Velocity).OfType<double>()];
        return new Trend
        {
            Id = Trend.IdOf(candidate.Type, candidate.Known?.Key ?? candidate.Key),
            Partition = input.OrgId,
            OrgId = input.OrgId,
            CreatedBy = "shortloop",
            CreatedAt = lives ? candidate.Known!.CreatedAt : input.At,
            Type = candidate.Type,
            Key = candidate.Known?.Key ?? candidate.Key,
            Label = candidate.Label,
            Videos = candidate.Videos.Count,
            Creators = candidate.Creators,
            AverageVelocity = velocities.Length == 0 ? null : Math.Round(velocities.Average(), 2),
            Score = TrendRules.Score(candidate.Parts),
            Parts = candidate.Parts,
            Status = rising ? TrendStatus.Trending : TrendStatus.Monitoring,
            DetectedAt = lives ? candidate.Known!.DetectedAt : input.At,
            LastRisingAt = rising ? input.At : candidate.Known!.LastRisingAt,
            AnalysedAt = input.At,
            UsualShare = lives ? candidate.Known!.UsualShare : Math.Max(0, candidate.Count.ByDay.Skip(candidate.Parts.Days).Sum() / Math.Max(1.0, tally.CreatorsByDay.Skip(candidate.Parts.Days).Sum())),
            Series = SeriesOf(candidate, input.At),
            TopVideos = [.. candidate.Videos.OrderByDescending(video => video.Viral?.Score ?? 0).ThenByDescending(video => video.Velocity ?? 0).Take(TopVideos).Select(video => video.Id)],
        };
    }

    private static TrendCount[] SeriesOf(Candidate candidate, DateTimeOffset at)
    {
        int bins = (int)(Week / HalfDay);
        DateTimeOffset from = at - Week;
        var counts = candidate.Videos.GroupBy(video => Math.Clamp((int)((video.PublishedAt - from) / HalfDay), 0, bins - 1)).ToDictionary(bin => bin.Key, bin => bin.Count());
        return [.. Enumerable.Range(0, bins).Select(bin => new TrendCount(from + (bin * HalfDay), counts.GetValueOrDefault(bin)))];
    }

    /// <summary>A video knows which rising trends it belongs to.</summary>
    private async Task MarkAsync(WatchInput input, IReadOnlyList<Trend> trends, Dictionary<ulong, Candidate> candidates, CancellationToken cancellation)
    {
        var wanted = new Dictionary<string, List<string>>();
        foreach (Trend trend in trends.Where(trend => trend.Status == TrendStatus.Trending))
            if (candidates.TryGetValue(KeyTally.HashOf(trend.Type, trend.Key), out Candidate? candidate))
                foreach (SeenVideo video in candidate.Videos)
                    (wanted.TryGetValue(video.Id, out List<string>? ids) ? ids : wanted[video.Id] = []).Add(trend.Id);
        Dictionary<string, SeenVideo> seen = [];
        foreach (SeenVideo video in candidates.Values.SelectMany(candidate => candidate.Videos))
            seen.TryAdd(video.Id, video);
        foreach (SeenVideo video in seen.Values)
        {
            string[] ids = wanted.TryGetValue(video.Id, out List<string>? of) ? [.. of.Order(StringComparer.Ordinal)] : [];
            if (!ids.SequenceEqual(video.Trends ?? []))
                await videos.ChangeAsync(input.OrgId, video.Id, one => (one with { Trends = ids }).Judged(), cancellation);
        }
    }
}
