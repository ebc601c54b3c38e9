using Shortloop.Core.Edits;

namespace Shortloop.Core.Billing.Charges;

/// <summary>What a render costs: kept when it is ordered, taken when it has succeeded, given back when it is over in any other way. Each counts once.</summary>
public sealed class RenderCharge(Credits credits, Entitlements entitlements, TellOwners owners)
{
    private readonly WorkCharge _charge = new(credits, entitlements, owners);

    /// <summary>The piece of work that is charged: a render that is tried again after it was over is another one.</summary>
    public static string WorkOf(string renderId, int run) => WorkCharge.WorkOf(renderId, run);

    /// <summary>Credits, by the number of platforms.</summary>
    public static int PriceOf(int variants) => Math.Max(1, (variants + PriceList.VariantsPerCredit - 1) / PriceList.VariantsPerCredit);

    /// <summary>Before anything is spent on the render. Safe to repeat. Errors as in <see cref="WorkCharge.ReserveAsync"/>.</summary>
    public Task ReserveAsync(Edit edit, string renderId, int run, string storyId, CancellationToken cancellation) =>
        _charge.ReserveAsync(edit.OrgId, edit.CreatedBy, WorkOf(renderId, run), PriceOf(edit.Variants.Count), storyId, cancellation);

    /// <summary>The render is over, and will stay as it is. Without a reservation nothing happens.</summary>
    public Task EndAsync(string orgId, string renderId, int run, bool succeeded, CancellationToken cancellation) =>
        _charge.EndAsync(orgId, WorkOf(renderId, run), succeeded, cancellation);
}
