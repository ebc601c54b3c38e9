using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Radar.Watching;

/// <summary>What a watch is to be. Lists are replaced as a whole.</summary>
/// <param name="Keywords">At most 40, of 2 to 60 characters.</param>
/// <param name="Regions">At most 10, ISO 3166-1 alpha-2.</param>
/// <param name="Languages">At most 10, such as <c>en</c>.</param>
/// <param name="MinVelocity">Views per hour, 0 to 100,000.</param>
public sealed record WatchWish(
    IReadOnlyList<string> Keywords, IReadOnlyList<string>? Regions = null, IReadOnlyList<string>? Languages = null, bool OfficialOnly = true, double? MinVelocity = null);

/// <summary>Sets what is watched.</summary>
public sealed class ChangeWatch(IDocumentStore store, WatchStore watches, Entitlements entitlements, TimeProvider clock)
{
    private const int MaxKeywords = 40;
    private const int MaxPlaces = 10;

    public async Task<Outcome<TrendWatch>> ExecuteAsync(Principal caller, WatchWish wish, string? etag, CancellationToken cancellation)
    {
        if (!(await entitlements.OfAsync(caller.OrgId, cancellation)).TrendWatch)
            return NotInTier;
        TrendWatch next = (await watches.ReadAsync(caller.OrgId, cancellation)) with
        {
            Keywords = [.. wish.Keywords.Select(word => word.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)],
            Regions = [.. (wish.Regions ?? []).Select(region => region.Trim().ToUpperInvariant()).Distinct()],
            Languages = [.. (wish.Languages ?? []).Select(language => language.Trim().ToLowerInvariant()).Distinct()],
            OfficialOnly = wish.OfficialOnly,
            MinVelocity = wish.MinVelocity ?? 1,
        };
        if (Check(next) is { } problem)
            return problem;
        if (etag is not null && etag != next.ETag)
            return Problem.ChangedMeanwhile;
        WriteResult<TrendWatch> written = next.ETag is null
            ? await store.CreateAsync(Containers.Watches, next with { CreatedBy = caller.UserId, CreatedAt = clock.GetUtcNow() }, cancellation)
            : await store.ReplaceAsync(Containers.Watches, next, cancellation);
        if (written.Document is not { } watch)
            return Problem.ChangedMeanwhile;
        if (watch.Keywords.Count + watch.Regions.Count > 0)
            await watches.ActivateAsync(caller.OrgId, cancellation);
        return watch;
    }

    internal static readonly Problem NotInTier = new(
        ProblemKind.Conflict, "trend_watch_not_in_tier", "Your tier has no trend watch. Choose a larger one; creators can be followed and videos imported in yours too.");

    private static Problem? Check(TrendWatch watch) => watch switch
    {
        { Keywords.Count: > MaxKeywords } => Problem.InvalidField("keywords", $"Name at most {MaxKeywords} keywords."),
        _ when watch.Keywords.Any(word => word.Length is < 2 or > 60 || word.Any(char.IsControl)) =>
            Problem.InvalidField("keywords", "A keyword has 2 to 60 characters, without control characters."),
        { Regions.Count: > MaxPlaces } => Problem.InvalidField("regions", $"Name at most {MaxPlaces} regions."),
        _ when watch.Regions.FirstOrDefault(region => !Regions.Exists(region)) is { } unknown =>
            Problem.InvalidField("regions", $"There is no region '{Shown(unknown)}'. Regions are two letters by ISO 3166-1, such as US, DE or ES."),
        { Languages.Count: > MaxPlaces } => Problem.InvalidField("languages", $"Name at most {MaxPlaces} languages."),
        _ when watch.Languages.Any(language => language.Length is < 2 or > 3 || !language.All(char.IsAsciiLetterLower)) =>
            Problem.InvalidField("languages", "A language is two or three letters, such as en, de, es or ru."),
        { MinVelocity: not (>= 0 and <= 100_000) } => Problem.InvalidField("minVelocity", "The least velocity is 0 to 100,000 views per hour."),
        _ => null,
    };

    private static string Shown(string text) => text.Length > 20 ? text[..20] : text;
}
