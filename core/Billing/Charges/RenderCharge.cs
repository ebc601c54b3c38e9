using System.Globalization;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing.Charges;

/// <summary>What a render costs: kept when it is ordered, taken when it has succeeded, given back when it is over in any other way. Each counts once.</summary>
public sealed class RenderCharge(Credits credits, Entitlements entitlements, TellOwners owners)
{
    /// <summary>From here on a low balance is said.</summary>
    private const int Low = 2;

    /// <summary>The piece of work that is charged: a render that is tried again after it was over is another one.</summary>
    public static string WorkOf(string renderId, int run) => run == 0 ? renderId : string.Create(CultureInfo.InvariantCulture, $"{renderId}-{run}");

    /// <summary>Credits, by the number of platforms.</summary>
    public static int PriceOf(int variants) => Math.Max(1, (variants + PriceList.VariantsPerCredit - 1) / PriceList.VariantsPerCredit);

    /// <summary>Before anything is spent on the render. Safe to repeat.</summary>
    /// <exception cref="PermanentException"><c>credits_low</c>: it can't be paid. <c>work_ended</c>: it was cancelled meanwhile.</exception>
    public async Task ReserveAsync(Edit edit, string renderId, int run, string storyId, CancellationToken cancellation)
    {
        if ((await entitlements.OfAsync(edit.OrgId, cancellation)).Unmetered)
            return;
        int price = PriceOf(edit.Variants.Count);
        Outcome<Reservation> kept = await credits.ReserveAsync(edit.OrgId, edit.CreatedBy, WorkOf(renderId, run), price, storyId, cancellation);
        CreditBalance balance = await credits.ReadAsync(edit.OrgId, cancellation);
        bool refused = kept.Problem?.Code == Credits.NotEnough.Code;
        // At the step down only, and again when somebody wants more than there is.
        if (refused || (kept.Problem is null && balance.Available <= Low && balance.Available + price > Low))
            await owners.TellAsync(
                edit.OrgId, NoticeKind.CreditsLow, edit.OrgId, refused ? WorkOf(renderId, run) : balance.Sequence.ToString(CultureInfo.InvariantCulture),
                new Dictionary<string, string> { ["available"] = balance.Available.ToString(CultureInfo.InvariantCulture) }, cancellation);
        if (kept.Problem is { } problem)
            throw new PermanentException(problem.Code, problem.Message);
    }

    /// <summary>The render is over, and will stay as it is. Without a reservation nothing happens.</summary>
    public Task EndAsync(string orgId, string renderId, int run, bool succeeded, CancellationToken cancellation) => succeeded
        ? credits.SettleAsync(orgId, WorkOf(renderId, run), cancellation)
        : credits.ReleaseAsync(orgId, WorkOf(renderId, run), cancellation);
}
