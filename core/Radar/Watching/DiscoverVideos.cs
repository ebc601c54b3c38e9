using Shortloop.Core.Billing;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Bloggers;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Own;

namespace Shortloop.Core.Radar.Watching;

public enum PieceKind
{
    Blogger,
    Search,
    Chart,
    OwnAccount,
}

/// <summary>One thing to be asked in a discovery.</summary>
/// <param name="Source">Its name and platform, with a blank in between.</param>
/// <param name="What">A followed creator's or an own account's id, or keywords, one a line.</param>
public sealed record Piece(PieceKind Kind, string? Source = null, string? What = null, string? Region = null, int Lookups = 0);

/// <param name="Note">What was left out and why; null: nothing.</param>
public sealed record DiscoveryPlan(IReadOnlyList<Piece> Pieces, string? Note);

public sealed record PieceInput(WatchInput Watch, Piece Piece);

/// <param name="Asked">How many pieces were tried.</param>
/// <param name="Failed">How many of them failed.</param>
/// <param name="Problem">What the last of those said.</param>
public sealed record DiscoveryEnd(WatchInput Watch, TakenIn Taken, int Asked, int Failed, string? Problem, string? Note);

/// <summary>Looks for young videos: of the organisation's own accounts and followed creators, by keyword and region, in charts. Piece by piece, each safe to repeat.</summary>
public sealed class DiscoverVideos(
    IDocumentStore store, TrendSources sources, WatchStore watches, Entitlements entitlements, Allowance allowance, CreatorBaselines baselines, TakeInVideos takeIn,
    RefreshBlogger refresh, OwnAccounts accounts, RefreshOwnAccount refreshOwn, JobTracker jobs, TimeProvider clock)
{
    /// <summary>Of a person's job.</summary>
    public const string Find = "find";

    public const string Compare = "detect";

    /// <summary>Results of one search.</summary>
    private const int MaxResults = 50;

    /// <summary>Keywords in one search.</summary>
    private const int MostTogether = 4;

    /// <summary>Bounds a story's history.</summary>
    private const int MaxPieces = 200;

    /// <summary>Feeds know a channel's newest videos, and neither searches nor charts.</summary>
    private const string FeedSource = "feed";

    public async Task<DiscoveryPlan> PlanAsync(WatchInput input, CancellationToken cancellation)
    {
        if (input.JobId is { } jobId)
            await jobs.StartAsync(input.OrgId, jobId, Find, cancellation);
        TrendWatch watch = await watches.ReadAsync(input.OrgId, cancellation);
        OwnAccountsFound own = await accounts.FindAsync(input.OrgId, cancellation);
        List<Piece> pieces = [.. own.Readable.Select(account => new Piece(PieceKind.OwnAccount, What: account.Id)), .. await BloggersAsync(input, cancellation)];
        if (!(await entitlements.OfAsync(input.OrgId, cancellation)).TrendWatch)
            return new DiscoveryPlan(pieces, own.Obstacle);

        (int spent, _, int lookedUp) = await watches.SpentAsync(input.OrgId, cancellation);
        int left = Allowance.RoundsLeft(RadarStories.Intervals[RoundKind.Discovery], input.At);
        Allowance share = allowance.Share(input.Watching);
        int most = Allowance.ForRound(share.Searches, spent, left);
        (Piece[] searches, Piece[] charts) = Wanted(watch, most);
        most = Math.Min(most, MaxPieces - pieces.Count - charts.Length);
        int turn = (await watches.StateAsync(input.OrgId, cancellation)).Turn;
        Piece[] now = [.. Enumerable.Range(0, Math.Min(most, searches.Length)).Select(n => searches[(turn + n) % searches.Length])];
        await watches.SetAsync(input.OrgId, cancellation, ("turn", searches.Length == 0 ? 0 : (turn + now.Length) % searches.Length));
        Piece[] asked = [.. charts, .. now];
        int lookups = asked.Length == 0 ? 0 : Allowance.ForRound(share.Lookups, lookedUp, left) / asked.Length;
        pieces.AddRange(asked.Select(piece => piece with { Lookups = Math.Max(1, lookups) }));
        string? waits = now.Length == searches.Length ? null
            : $"The day's allowance was enough for {now.Length} of {searches.Length} searches; the others come next.";
        return new DiscoveryPlan(pieces, waits is null ? own.Obstacle : own.Obstacle is null ? waits : $"{waits} {own.Obstacle}");
    }

    /// <summary>Running it twice takes in the same videos, which are there once.</summary>
    public async Task<TakenIn> ExecuteAsync(WatchInput input, Piece piece, CancellationToken cancellation)
    {
        if (piece.Kind == PieceKind.Blogger)
            return await refresh.ExecuteAsync(input.OrgId, piece.What!, cancellation);
        if (piece.Kind == PieceKind.OwnAccount)
            return await refreshOwn.ExecuteAsync(input.OrgId, piece.What!, cancellation);
        TrendWatch watch = await watches.ReadAsync(input.OrgId, cancellation);
        if (sources.For(watch).FirstOrDefault(source => NameOf(source) == piece.Source) is not { } source)
            return TakenIn.Nothing;
        CreatorBaselines.Lookup lookup = baselines.Begin(input.OrgId, source, piece.Lookups);
        try
        {
            IReadOnlyList<PublicVideo> found = piece.Kind == PieceKind.Chart
                ? await source.ChartAsync(piece.Region!, null, MaxResults, cancellation)
                : await SearchAsync(input, watch, source, piece, cancellation);
            return await takeIn.ExecuteAsync(input.OrgId, source.Info.Name, found, lookup.OfAsync, null, cancellation);
        }
        finally
        {
            await baselines.SpendAsync(lookup, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<PublicVideo>> SearchAsync(WatchInput input, TrendWatch watch, ITrendSource source, Piece piece, CancellationToken cancellation)
    {
        await watches.SpendAsync(input.OrgId, "searches", 1, cancellation);
        string? language = watch.Languages is [var only] ? only : null;
        return await source.SearchAsync(
            new TrendQuery(piece.What!.Split('\n'), piece.Region, language, clock.GetUtcNow() - TrendVideo.Watched, MaxResults), cancellation);
    }

    public async Task EndAsync(DiscoveryEnd end, CancellationToken cancellation)
    {
        string? note = end.Problem ?? (end.Taken.NoRoom > 0 ? $"Your tier has no room for {end.Taken.NoRoom} of the videos found." : end.Note);
        await watches.SetAsync(
            end.Watch.OrgId, cancellation, ("discovery", new RoundReport(clock.GetUtcNow(), end.Taken.Seen, end.Taken.New, note)));
        if (end.Watch.JobId is not { } jobId)
            return;
        if (end.Asked > 0 && end.Failed == end.Asked)
            await jobs.FailAsync(end.Watch.OrgId, jobId, Find, new Failure("discovery_failed", end.Problem ?? "Nothing could be asked. Try again later."), cancellation);
        else
            await jobs.DoneAsync(end.Watch.OrgId, jobId, Find, $"{end.Taken.Seen} videos seen, {end.Taken.New} of them new.{(note is null ? "" : $" {note}")}", cancellation);
    }

    private async Task<List<Piece>> BloggersAsync(WatchInput input, CancellationToken cancellation)
    {
        var due = new List<Piece>();
        string? next = null;
        do
        {
            Page<Blogger> page = await store.QueryAsync<Blogger>(Containers.Bloggers, new DocumentQuery(input.OrgId, Limit: 200, Continuation: next), cancellation);
            due.AddRange(page.Items
                .Where(blogger => blogger.Source is not null && (input.JobId is not null || blogger.RefreshedAt is not { } at || at < input.At - RefreshBlogger.Pause))
                .Select(blogger => new Piece(PieceKind.Blogger, What: blogger.Id)));
            next = page.Next;
        }
        while (next is not null && due.Count < MaxPieces / 2);
        return [.. due.Take(MaxPieces / 2)];
    }

    /// <summary>Where the allowance doesn't reach for a search of each keyword, some share one: a word that has to wait for its turn is news too late.</summary>
    private (Piece[] Searches, Piece[] Charts) Wanted(TrendWatch watch, int most)
    {
        ITrendSource[] allowed = [.. sources.For(watch).Where(source => source.Info.Name != FeedSource)];
        string?[] regions = watch.Regions.Count == 0 ? [null] : [.. watch.Regions];
        int single = allowed.Length * regions.Length * watch.Keywords.Count;
        int each = Math.Clamp((single + Math.Max(1, most) - 1) / Math.Max(1, most), 1, MostTogether);
        return (
            [.. allowed.SelectMany(source => watch.Keywords.Chunk(each).SelectMany(words => regions.Select(region => new Piece(PieceKind.Search, NameOf(source), string.Join('\n', words), region))))],
            [.. allowed.SelectMany(source => watch.Regions.Select(region => new Piece(PieceKind.Chart, NameOf(source), null, region)))]);
    }

    private static string NameOf(ITrendSource source) => $"{source.Info.Name} {source.Info.Platform}";
}
