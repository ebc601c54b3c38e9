using System.Globalization;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Coach.Planning;
using Shortloop.Core.Coach.Trending;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Coach;

/// <summary>What somebody asks for; null: as their profile says, else the usual.</summary>
/// <param name="Language"><c>en</c>, <c>ru</c> or <c>es</c>, also with a region behind it.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record PlanWish(string? Language, string? Category, string? TimeZone);

/// <summary>How the fields of a wish are called by whoever sent it, for problems.</summary>
public sealed record WishNames(string Language, string Category, string TimeZone)
{
    public static readonly WishNames Query = new("lang", "category", "tz");
    public static readonly WishNames Body = new("language", "category", "timeZone");
}

/// <param name="Made">It wasn't there before.</param>
/// <param name="Cold">The feed it should be made of is empty, and a refresh could fill it.</param>
public sealed record MadePlan(DailyPlan Plan, CoachProfile Profile, CoachTerms Terms, bool Made, bool Cold);

/// <summary>
/// The present plan of somebody for a category and language: the one that is there, or one that is made now. Of several who ask at once all get the same.
/// Cost: reads of the profile and the plan; a new one also reads the feed (mostly from memory) and writes both in one batch.
/// </summary>
public sealed class MakePlan(IDocumentStore store, CoachProfiles profiles, CoachEntitlements entitlements, TrendingFeeds feeds, TimeProvider clock)
{
    private const int Attempts = 8;

    public async Task<Outcome<MadePlan>> ExecuteAsync(CoachClient client, PlanWish wish, WishNames names, CancellationToken cancellation)
    {
        if (!(await ResolveAsync(client, wish, names, cancellation)).Succeeded(out Resolved? asked, out Problem? problem))
            return problem;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            CoachProfile profile = await profiles.ReadAsync(client, cancellation);
            if (profile.ClaimedBy is not null)
                return CoachProblems.Claimed;
            if (await TryAsync(client, asked, profile, cancellation) is { } made)
                return made;
        }

        return CoachProblems.Busy;
    }

    /// <returns>Null: somebody else wrote meanwhile; look again.</returns>
    private async Task<MadePlan?> TryAsync(CoachClient client, Resolved asked, CoachProfile profile, CancellationToken cancellation)
    {
        TimeZoneInfo zone = asked.Zone ?? CoachDay.FindZone(profile.TimeZone ?? "") ?? TimeZoneInfo.Utc;
        CoachDay day = CoachDay.At(clock.GetUtcNow(), zone, asked.Terms.Renewal);
        var key = new FeedKey(asked.Category.Code, asked.Language);
        long planId = PlanIds.Of(profile.Seed, "plan", day.Date.ToString("O", CultureInfo.InvariantCulture), day.Slot, key.Category, key.Language);
        DailyPlan? present = await store.ReadAsync<DailyPlan>(Containers.Coach, client.Id, DailyPlan.IdOf(planId), cancellation);
        if (present is { Template: false })
            return new MadePlan(present, profile, asked.Terms, false, false);

        await feeds.AskAsync(key, cancellation);
        Candidates? feed = await feeds.FindAsync(key, cancellation);
        bool cold = feed is null && feeds.HasSources;
        if (present is not null && (feed is null || !present.IsUntouched))
            return new MadePlan(present, profile, asked.Terms, false, cold);

        profile = Learning.Settle(profile);
        IReadOnlyList<PlanStep> steps = PlanMaker.Make(new PlanMaterial(planId, asked.Category, asked.Language, asked.Terms, profile, feed));
        DailyPlan plan = NewPlan(client, profile, planId, day, zone, key) with { Template = feed is null, Model = feed?.Model, Steps = steps, ETag = present?.ETag };
        CoachProfile after = profile with
        {
            Shown = CoachProfile.Add(profile.Shown, PlanMaker.ShownIn(steps), CoachProfile.MostShown),
            TimeZone = zone.Id,
            Language = asked.Language,
            Category = asked.Category.Code,
        };
        WriteStatus written = await store.BatchAsync(
            Containers.Coach, client.Id, [new(present is null ? BatchKind.Create : BatchKind.Replace, plan), CoachProfiles.Write(after)], cancellation);
        return written == WriteStatus.Written ? new MadePlan(plan, after, asked.Terms, true, cold) : null;
    }

    private DailyPlan NewPlan(CoachClient client, CoachProfile profile, long planId, CoachDay day, TimeZoneInfo zone, FeedKey key) => new()
    {
        Id = DailyPlan.IdOf(planId),
        Partition = client.Id,
        OrgId = client.OrgId,
        CreatedBy = profile.CreatedBy,
        CreatedAt = clock.GetUtcNow(),
        TtlSeconds = (int)DailyPlan.Life.TotalSeconds,
        PlanId = planId,
        Date = day.Date,
        RenewsAt = day.Ends,
        TimeZone = zone.Id,
        Language = key.Language,
        Category = key.Category,
        Steps = [],
    };

    private async Task<Outcome<Resolved>> ResolveAsync(CoachClient client, PlanWish wish, WishNames names, CancellationToken cancellation)
    {
        if (!Read(wish, names).Succeeded(out Resolved? asked, out Problem? problem))
            return problem;
        asked = asked with { Terms = await entitlements.OfAsync(client, cancellation) };
        if (asked.Category.Premium && !asked.Terms.Premium)
            return CoachProblems.Premium(asked.Category);
        if (client.Anonymous || (wish.Language is not null && asked.Zone is not null))
            return asked;
        User? user = await store.ReadAsync<User>(Containers.Users, client.Id, client.Id, cancellation);
        return asked with
        {
            Language = wish.Language is null && user is not null && CoachLanguage.Find(user.Language) is { } own ? own.Code : asked.Language,
            Zone = asked.Zone ?? (user is null ? null : CoachDay.FindZone(user.TimeZone)),
        };
    }

    public static Outcome<CoachLanguage> LanguageOf(string? name, string field)
    {
        CoachLanguage? language = name is null ? CoachLanguage.All[0] : CoachLanguage.Find(name.Split('-', '_')[0].ToLowerInvariant());
        return language is null ? CoachProblems.UnknownLanguage(field) : language;
    }

    /// <summary>What can be said without knowing who asks.</summary>
    internal static Outcome<Resolved> Read(PlanWish wish, WishNames names)
    {
        if (!LanguageOf(wish.Language, names.Language).Succeeded(out CoachLanguage? language, out Problem? problem))
            return problem;
        CoachCategory? category = wish.Category is null ? CoachCategory.Usual : CoachCategory.Find(wish.Category);
        if (category is null)
            return CoachProblems.UnknownCategory(names.Category);
        TimeZoneInfo? zone = wish.TimeZone is null ? null : CoachDay.FindZone(wish.TimeZone);
        return zone is null && wish.TimeZone is not null
            ? CoachProblems.UnknownZone(names.TimeZone)
            : new Resolved(category, language.Code, zone, new CoachTerms(0, 0, TimeSpan.Zero, false));
    }

    internal sealed record Resolved(CoachCategory Category, string Language, TimeZoneInfo? Zone, CoachTerms Terms);
}
