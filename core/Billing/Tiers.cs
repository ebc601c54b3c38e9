namespace Shortloop.Core.Billing;

/// <summary>What an organisation has paid for. Null limits are none.</summary>
/// <param name="Name"><c>free</c>, <c>coach</c>, <c>pro</c> or <c>enterprise</c>; part of the API.</param>
/// <param name="PriceCents">US cents a month; null: by agreement.</param>
/// <param name="CoachItems">Videos in each step of a daily plan.</param>
/// <param name="CoachRenewal">How often a daily plan may be made anew.</param>
/// <param name="Bloggers">Creators followed.</param>
/// <param name="TrackedVideos">Trend videos looked at a day.</param>
/// <param name="RequestsPerHour">By API key; browser sessions have a limit of their own.</param>
/// <param name="MonthlyCredits">Granted once in each paid month.</param>
/// <param name="AccountsPerPlatform">Connected logins at one platform.</param>
public sealed record Tier(
    string Name,
    int? PriceCents,
    int CoachItems,
    TimeSpan CoachRenewal,
    int? Bloggers,
    int? TrackedVideos,
    bool TrendWatch,
    int? RequestsPerHour,
    int MonthlyCredits,
    long StorageBytes,
    int? Members,
    int? AccountsPerPlatform)
{
    /// <summary>Work costs no credits.</summary>
    public bool Unmetered { get; init; }
}

/// <param name="PriceCents">US cents.</param>
public sealed record CreditPack(int Credits, int PriceCents);

/// <summary>Tiers and packs as data. An operator may give others; these are the defaults.</summary>
public sealed record PriceList(IReadOnlyList<Tier> Tiers, IReadOnlyList<CreditPack> Packs, int SignUpBonus)
{
    /// <summary>Platforms that one credit renders an edit for.</summary>
    public const int VariantsPerCredit = 3;

    private const long Gigabyte = 1L << 30;

    public static readonly PriceList Default = new(
        [
            new("free", 0, 2, TimeSpan.FromDays(1), 5, 100, false, 100, 0, 2 * Gigabyte, 1, 1),
            new("coach", 499, 7, TimeSpan.FromHours(6), 5, 100, false, 100, 0, 2 * Gigabyte, 1, 1),
            new("pro", 999, 7, TimeSpan.FromHours(6), 50, 1000, true, 1000, 30, 100 * Gigabyte, 5, 10),
            new("enterprise", null, 7, TimeSpan.FromHours(6), null, null, true, null, 0, 1024 * Gigabyte, null, null),
        ],
        [new(10, 500), new(50, 2000), new(100, 3500)],
        SignUpBonus: 10);

    /// <summary>One machine without accounts: no limit but the machine's own, and nothing to pay with. Not for sale.</summary>
    public Tier Local { get; init; } =
        new("local", null, 7, TimeSpan.FromHours(6), null, null, true, null, 0, long.MaxValue, null, null) { Unmetered = true };

    /// <summary>An unknown name is the free tier: a tier that was taken off the list must not open anything.</summary>
    public Tier Of(string? name) => Tiers.FirstOrDefault(tier => tier.Name == name) ?? Tiers[0];
}
