using System.Globalization;
using Shortloop.Core.Operations.Notices;

namespace Shortloop.Core.Billing.Charges;

/// <summary>Credits for a piece of work: kept when it begins, taken when it has succeeded, given back when it is over in any other way. Each counts once.</summary>
public sealed class WorkCharge(Credits credits, Entitlements entitlements, TellOwners owners)
{
    /// <summary>From here on a low balance is said.</summary>
    private const int Low = 2;

    /// <summary>The piece of work that is charged: what is tried again after it was over is another one.</summary>
    public static string WorkOf(string id, int run) => run == 0 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-{run}");

    /// <summary>What would stand in the way, before anything is begun. Keeps nothing.</summary>
    public async Task<Problem?> CheckAsync(string orgId, int price, CancellationToken cancellation) =>
        (await entitlements.OfAsync(orgId, cancellation)).Unmetered || (await credits.ReadAsync(orgId, cancellation)).Available >= price ? null : Credits.NotEnough;

    /// <summary>Before anything is spent on the work. Safe to repeat.</summary>
    /// <exception cref="PermanentException"><c>credits_low</c>: it can't be paid. <c>work_ended</c>: it was cancelled meanwhile.</exception>
    public async Task ReserveAsync(string orgId, string userId, string work, int price, string storyId, CancellationToken cancellation)
    {
        if ((await entitlements.OfAsync(orgId, cancellation)).Unmetered)
            return;
        Outcome<Reservation> kept = await credits.ReserveAsync(orgId, userId, work, price, storyId, cancellation);
        CreditBalance balance = await credits.ReadAsync(orgId, cancellation);
        bool refused = kept.Problem?.Code == Credits.NotEnough.Code;
        // At the step down only, and again when somebody wants more than there is.
        if (refused || (kept.Problem is null && balance.Available <= Low && balance.Available + price > Low))
            await owners.TellAsync(
                orgId, NoticeKind.CreditsLow, orgId, refused ? work : balance.Sequence.ToString(CultureInfo.InvariantCulture),
                new Dictionary<string, string> { ["available"] = balance.Available.ToString(CultureInfo.InvariantCulture) }, cancellation);
        if (kept.Problem is { } problem)
            throw new PermanentException(problem.Code, problem.Message);
    }

    /// <summary>The work is over, and will stay as it is.</summary>
    /// <returns>Whether it was paid for; false too where nothing was kept.</returns>
    public async Task<bool> EndAsync(string orgId, string work, bool succeeded, CancellationToken cancellation)
    {
        if (succeeded)
            return await credits.SettleAsync(orgId, work, cancellation);
        await credits.ReleaseAsync(orgId, work, cancellation);
        return false;
    }
}

/// <summary>Work that costs credits and isn't a render, for who finds credits that are still kept after its story.</summary>
public interface IChargedWork
{
    /// <summary>What the ids of such work begin with: <c>job_</c>.</summary>
    string Prefix { get; }

    /// <summary>Nobody waits for it any more: it stays as it is, and is paid or given back.</summary>
    Task CloseAsync(string orgId, string id, int run, CancellationToken cancellation);
}
