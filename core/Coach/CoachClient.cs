using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Organisations;

namespace Shortloop.Core.Coach;

/// <summary>Whom plans are made for: a user, or somebody without an account whom a random id names.</summary>
/// <param name="Id">The partition of all that is kept about them: the user's id, or a hash of the client's.</param>
/// <param name="OrgId">A user's own organisation: this is about the person, not about whom they work for. <c>none</c> for a client.</param>
/// <param name="PayingOrgId">Whose tier counts; null: nobody pays.</param>
public sealed record CoachClient(string Id, string OrgId, string? PayingOrgId)
{
    private const int ShortestId = 16;
    private const int LongestId = 128;

    private static readonly Problem BadId = Problem.InvalidField(
        "X-Client-Id", $"A client's id has {ShortestId} to {LongestId} letters, digits and . _ - and is random, such as a version 4 UUID: whoever knows it sees the plans.");

    public bool Anonymous => PayingOrgId is null;

    public static CoachClient Of(Principal caller) => new(caller.UserId, Organisation.HomeOf(caller.UserId), caller.OrgId);

    /// <summary>The id itself is kept nowhere: it is as good as a password.</summary>
    public static Outcome<CoachClient> OfAnonymous(string clientId) =>
        clientId.Length is >= ShortestId and <= LongestId && clientId.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            && clientId.Distinct().Count() >= 6
            ? new CoachClient(Ids.Derived("cli", clientId), "none", null)
            : BadId;
}

/// <summary>How much of Coach a tier gives.</summary>
/// <param name="MinItems">Items in each step, if there is enough to choose from.</param>
/// <param name="MaxItems">As many where they fit into the time.</param>
/// <param name="Renewal">A plan lasts so long, counted from the person's midnight.</param>
/// <param name="Premium">All categories.</param>
public sealed record CoachTerms(int MinItems, int MaxItems, TimeSpan Renewal, bool Premium)
{
    private const int FewestOfMany = 5;

    public static CoachTerms Of(Tier tier) => new(
        Math.Min(FewestOfMany, tier.CoachItems), tier.CoachItems, tier.CoachRenewal, tier.CoachRenewal < TimeSpan.FromDays(1));
}

/// <summary>Finds out what somebody may have.</summary>
public sealed class CoachEntitlements(Entitlements entitlements, PriceList prices)
{
    public async Task<CoachTerms> OfAsync(CoachClient client, CancellationToken cancellation) => CoachTerms.Of(await TierAsync(client, cancellation));

    public async Task<Tier> TierAsync(CoachClient client, CancellationToken cancellation) =>
        client.PayingOrgId is { } orgId ? await entitlements.OfAsync(orgId, cancellation) : prices.Of(null);
}
