using Shortloop.Core.Billing;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Administration;

/// <param name="Jobs">Status → how many.</param>
/// <param name="Completion">Of the jobs that ended within the month's, the share that succeeded, 0 to 1; null: none ended.</param>
/// <param name="Return">Of those who came 7 to 35 days ago, the share that was there again after 7 days, 0 to 1; null: nobody came.</param>
/// <param name="RecurringCents">US cents a month that the paid tiers bring at list price.</param>
/// <param name="PackCents">US cents that credit packs brought in 30 days at list price, before refunds.</param>
public sealed record StatsFigures(
    long Users,
    long NewUsers,
    long Organisations,
    long Videos,
    long PostsPublished,
    IReadOnlyDictionary<string, long> Jobs,
    double? Completion,
    double? Return,
    long RecurringCents,
    long PackCents);

/// <summary>The figures of the whole installation as they were counted last. Partition: <see cref="Kind"/>.</summary>
public sealed record Stats : Document
{
    public const string Kind = "stats";

    public required StatsFigures Figures { get; init; }
}

/// <summary>
/// Figures for operators. Nothing is read to be counted: each figure is a count with conditions, which a store answers from its index. What was counted
/// holds for a few minutes for all who ask, on every instance. "A month" is the last 30 days.
/// </summary>
public sealed class InstallationStats(IDocumentStore store, PriceList prices, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public async Task<Stats> ReadAsync(CancellationToken cancellation) =>
        await store.ReadAsync<Stats>(Containers.Settings, Stats.Kind, Stats.Kind, cancellation) is { } kept && clock.GetUtcNow() - kept.CreatedAt < Fresh
            ? kept
            : await store.UpsertAsync(Containers.Settings, new Stats
            {
                Id = Stats.Kind,
                Partition = Stats.Kind,
                OrgId = AuditLog.Installation,
                CreatedBy = "stats",
                CreatedAt = clock.GetUtcNow(),
                Figures = await CountAsync(cancellation),
            }, cancellation);

    private async Task<StatsFigures> CountAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Condition thisMonth = new("createdAt", Comparison.GreaterOrEqual, now - Month);
        var jobs = new Dictionary<string, long>();
        foreach (JobStatus status in Enum.GetValues<JobStatus>())
            jobs[FindJobs.StatusText(status)] = await JobsAsync(status);
        (long succeeded, long failed) = (await JobsAsync(JobStatus.Succeeded, thisMonth), await JobsAsync(JobStatus.Failed, thisMonth));
        Condition[] cohort = [new("createdAt", Comparison.GreaterOrEqual, now - Month - Week), new("createdAt", Comparison.Less, now - Week)];
        (long came, long returned) = (await UsersAsync(cohort), await OfAsync(Containers.Users, [new("id", Comparison.Equal, Returned.TheId), .. cohort]));
        return new StatsFigures(
            await UsersAsync(), await UsersAsync(thisMonth),
            await OfAsync(Containers.Organisations, [new("id", Comparison.Greater, "org_"), new("id", Comparison.Less, "org`")]),
            await OfAsync(Containers.Videos, []),
            await OfAsync(Containers.Posts, [new("publishedAt", Comparison.GreaterOrEqual, now - Month)]),
            jobs, Share(succeeded, succeeded + failed), Share(returned, came),
            await RecurringAsync(), await PacksAsync());

        Task<long> OfAsync(Container container, IReadOnlyList<Condition> where) => store.CountAsync(container, null, where, cancellation);

        Task<long> UsersAsync(params Condition[] where) => OfAsync(Containers.Users, [.. FindUsers.AreUsers, .. where]);

        Task<long> JobsAsync(JobStatus status, params Condition[] where) =>
            OfAsync(Containers.Jobs, [new("status", Comparison.Equal, FindJobs.StatusText(status)), .. where]);

        async Task<long> RecurringAsync()
        {
            long cents = 0;
            foreach (Tier tier in prices.Tiers.Where(tier => tier.PriceCents > 0))
                cents += tier.PriceCents!.Value * await OfAsync(Containers.Organisations, [new("tier", Comparison.Equal, tier.Name)]);
            return cents;
        }

        async Task<long> PacksAsync()
        {
            long cents = 0;
            foreach (CreditPack pack in prices.Packs)
                cents += pack.PriceCents * await OfAsync(
                    Containers.Ledger, [new("kind", Comparison.Equal, "purchase"), new("amount", Comparison.Equal, pack.Credits), thisMonth]);
            return cents;
        }
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : Math.Round(Math.Min(1, part / (double)whole), 4);
}
