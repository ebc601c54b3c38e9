using System.Globalization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing.Payments;

/// <summary>What was bought for whom, as it is written to the provider and read back: the provider's copy is the only one.</summary>
/// <param name="Credits">Of a pack.</param>
/// <param name="Tier">Of a subscription.</param>
internal sealed record Ware(string OrgId, int? Credits, string? Tier)
{
    private const string Org = "organisation";

    public Dictionary<string, string> ToMetadata()
    {
        var metadata = new Dictionary<string, string> { [Org] = OrgId };
        if (Credits is { } credits)
            metadata["credits"] = credits.ToString(CultureInfo.InvariantCulture);
        if (Tier is not null)
            metadata["tier"] = Tier;
        return metadata;
    }

    /// <returns>Null: none of ours; the account at the provider may sell other things too.</returns>
    public static Ware? Of(IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(Org, out string? orgId) && Ids.IsWellFormed(orgId)
            ? new Ware(
                orgId,
                metadata.TryGetValue("credits", out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int credits) && credits > 0
                    ? credits
                    : null,
                metadata.GetValueOrDefault("tier"))
            : null;
}
