using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Radar.Imports;

/// <summary>Videos to bring along: either as CSV with a row of names, or as rows.</summary>
/// <param name="DryRun">Only look: nothing is written.</param>
public sealed record ImportOrder(string? Csv = null, IReadOnlyList<ImportedRow>? Rows = null, bool DryRun = false);

/// <param name="Rows">How many were read.</param>
/// <param name="New">Videos that weren't there before.</param>
/// <param name="Again">Videos that were, which get another observation.</param>
/// <param name="Passed">Rows of videos that are archived already.</param>
/// <param name="Errors">The first hundred.</param>
/// <param name="Written">False: it was a dry run.</param>
public sealed record ImportReport(int Rows, int New, int Again, int Passed, int WrongRows, IReadOnlyList<RowError> Errors, bool Written);

/// <summary>
/// Brings videos along from a file. All rows are looked at first; where one is wrong, nothing is written at all. Importing the same file again writes
/// the same again.
/// </summary>
public sealed class ImportVideos(TrendVideoStore videos, TakeInVideos takeIn, WatchStore watches, EventLog events, TimeProvider clock)
{
    public const int MaxRows = 5000;
    public const int MaxCharacters = 4 * 1024 * 1024;
    public const string Source = "import";

    private const int MaxErrors = 100;
    private const int MaxDetails = 20;

    private static readonly Problem TooLarge = new(
        ProblemKind.TooLarge, "import_too_large", "An import has at most 5,000 rows. Cut it into several.");

    private static readonly Problem NothingInIt = Problem.InvalidField("csv", "Give either csv, with a first row of names, or rows, and at least one row of them.");

    public async Task<Outcome<ImportReport>> ExecuteAsync(Principal caller, ImportOrder order, CancellationToken cancellation)
    {
        if (!RowsOf(order).Succeeded(out List<RawRow>? rows, out Problem? problem))
            return problem;
        DateTimeOffset now = clock.GetUtcNow();
        var errors = new List<RowError>();
        PublicVideo[] read = [.. rows.Select((row, n) => ImportChecks.Read(row, n + 1, now, errors)).OfType<PublicVideo>()];
        var byId = read.GroupBy(video => TrendVideo.IdOf(video.Platform, video.Id)).ToDictionary(group => group.Key, group => group.OrderBy(video => video.Metrics.At).ToList());
        List<TrendVideo> present = [];
        foreach (string id in byId.Keys)
            if (await videos.FindAsync(caller.OrgId, id, cancellation) is { } video)
                present.Add(video);
        int fresh = byId.Count - present.Count;
        int archived = present.Count(video => video.Status == TrendStatus.Archived);
        int wrong = errors.Select(error => error.Row).Distinct().Count();
        var report = new ImportReport(rows.Count, fresh, present.Count - archived, archived, wrong, [.. errors.Take(MaxErrors)], Written: !order.DryRun);
        if (order.DryRun)
            return report;
        if (errors.Count > 0)
            return WrongRows(wrong, errors);
        if (await takeIn.RoomAsync(caller.OrgId, cancellation) is var room && room < fresh)
            return new Problem(ProblemKind.Conflict, "tracked_video_limit",
                $"Your tier has room for {room} more watched videos, and there are {fresh} new ones here. Import fewer, or choose a larger tier.");
        await WriteAsync(caller, byId, present, now, cancellation);
        return report;
    }

    private async Task WriteAsync(
        Principal caller, Dictionary<string, List<PublicVideo>> byId, List<TrendVideo> present, DateTimeOffset now, CancellationToken cancellation)
    {
        HashSet<string> known = [.. present.Select(video => video.Id)];
        await videos.AddAsync(caller.OrgId, [.. byId.Where(pair => !known.Contains(pair.Key)).Select(pair =>
            pair.Value.Skip(1).Aggregate(
                TakeInVideos.New(caller.OrgId, Source, pair.Value[0], null, null, now) with { CreatedBy = caller.UserId }, (video, seen) => video.With(seen.Metrics, now)))], cancellation);
        await videos.ChangeAsync(
            caller.OrgId, present, video => video.Status == TrendStatus.Archived ? video : byId[video.Id].Aggregate(video, (one, seen) => one.With(seen.Metrics, now)), cancellation);
        await watches.ActivateAsync(caller.OrgId, cancellation);
        await events.AppendAsync(caller.OrgId, caller.UserId, "trend", "import", null, cancellation);
    }

    private static Outcome<List<RawRow>> RowsOf(ImportOrder order)
    {
        if (order.Csv is { Length: > MaxCharacters } || order.Rows is { Count: > MaxRows })
            return TooLarge;
        if (order is { Rows.Count: > 0, Csv: null })
            return order.Rows.Select(row => row.Raw()).ToList();
        if (order.Rows is not null || order.Csv is null || CsvTable.Read(order.Csv) is not { Count: > 1 } table)
            return NothingInIt;
        if (table.Count - 1 > MaxRows)
            return TooLarge;
        string[] names = [.. table[0].Select(name => name.ToLowerInvariant())];
        string[] missing = [.. ((string[])["link", "creator", "published_at"]).Except(names)];
        string[] unknown = [.. names.Except(RawRow.Columns)];
        if (missing.Length > 0)
            return Problem.InvalidField("csv", $"Columns are missing: {string.Join(", ", missing)}. There may be: {string.Join(", ", RawRow.Columns)}.");
        if (unknown.Length > 0)
            return Problem.InvalidField("csv", $"Unknown columns: {string.Join(", ", unknown.Take(5).Select(name => name.Length > 30 ? name[..30] : name))}. There may be: {string.Join(", ", RawRow.Columns)}.");
        return table.Skip(1).Select(cells => RawRow.Of(names, cells)).ToList();
    }

    private static Problem WrongRows(int rows, List<RowError> errors) => new(
        ProblemKind.Invalid, "import_rows_wrong", $"Nothing was imported: {rows} of the rows can't be used. Correct them, or leave them out; a dry run lists them all.",
        errors.Take(MaxDetails).GroupBy(error => $"rows[{error.Row}].{error.Field}").ToDictionary(group => group.Key, group => group.First().Message));
}
