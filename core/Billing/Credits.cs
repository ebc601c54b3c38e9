using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing;

/// <summary>
/// An organisation's credits. Work reserves before it begins and settles or releases at its end; each of these may be repeated and counts once.
/// Every change is one transaction over the balance, held by its ETag, and what explains it: the balance is always the sum of the entries, and what
/// is available never falls below zero, however many spend at once.
/// </summary>
public sealed class Credits(IDocumentStore store, TimeProvider clock)
{
    // Of those who write at once one always gets through, so this many in vain means that something else is wrong.
    private const int Patience = 500;

    internal static readonly Problem NotEnough = new(
        ProblemKind.Conflict, "credits_low", "There are not enough credits for this. Buy some, or wait for the next month's.");

    private static readonly Problem Ended = new(ProblemKind.Conflict, "work_ended", "This work has ended before. Start it anew.");

    public async Task<CreditBalance> ReadAsync(string orgId, CancellationToken cancellation) =>
        await store.ReadAsync<CreditBalance>(Containers.Ledger, orgId, CreditBalance.TheId, cancellation) ?? Empty(orgId);

    /// <summary>Newest first.</summary>
    public Task<Page<LedgerEntry>> ListAsync(string orgId, string? after, int limit, CancellationToken cancellation) => store.QueryAsync<LedgerEntry>(
        Containers.Ledger, new DocumentQuery(orgId, [new Condition("sequence", Comparison.Greater, 0), new Condition("cause", Comparison.NotEqual, null)],
            OrderBy: "sequence", Descending: true, Limit: limit, Continuation: after), cancellation);

    /// <summary>Keeps credits for a piece of work.</summary>
    /// <param name="work">The work's id; asking again for the same is granted once.</param>
    /// <param name="storyId">What does the work, so that a sweep can ask whether it still does.</param>
    public async Task<Outcome<Reservation>> ReserveAsync(
        string orgId, string userId, string work, int amount, string storyId, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            CreditBalance balance = await ReadAsync(orgId, cancellation);
            if (await FindAsync(orgId, work, cancellation) is { } present)
                return present.Status == ReservationStatus.Open && present.Amount == amount ? present : Ended;
            if (balance.Available < amount)
                return NotEnough;
            var reservation = new Reservation
            {
                Id = Reservation.IdOf(work),
                Partition = orgId,
                OrgId = orgId,
                CreatedBy = userId,
                CreatedAt = clock.GetUtcNow(),
                Work = work,
                StoryId = storyId,
                Amount = amount,
                Status = ReservationStatus.Open,
            };
            if (await WriteAsync(balance, balance with { Reserved = balance.Reserved + amount }, new(BatchKind.Create, reservation), cancellation))
                return reservation;
        }

        throw Stuck();
    }

    /// <summary>The work is done: takes what was reserved.</summary>
    /// <returns>False: there is no such reservation, or it was released.</returns>
    public Task<bool> SettleAsync(string orgId, string work, CancellationToken cancellation) =>
        EndAsync(orgId, work, ReservationStatus.Settled, cancellation);

    /// <summary>The work failed or was cancelled: gives back what was reserved.</summary>
    /// <returns>False: there is no such reservation, or it was settled.</returns>
    public Task<bool> ReleaseAsync(string orgId, string work, CancellationToken cancellation) =>
        EndAsync(orgId, work, ReservationStatus.Released, cancellation);

    /// <summary>Enters credits that come in: a purchase, a bonus, a month's.</summary>
    /// <param name="cause">The payment's or the month's id; the same one is entered once.</param>
    /// <returns>Whether it was entered now.</returns>
    public Task<bool> GrantAsync(string orgId, EntryKind kind, string cause, int amount, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        return EnterAsync(orgId, kind, cause, _ => amount, cancellation);
    }

    /// <summary>A payment was taken back: takes the credits it brought, as far as they are neither spent nor promised.</summary>
    /// <returns>Whether it was entered now.</returns>
    public Task<bool> TakeBackAsync(string orgId, string cause, int amount, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        return EnterAsync(orgId, EntryKind.Refund, cause, balance => -Math.Min(amount, balance.Available), cancellation);
    }

    private async Task<bool> EnterAsync(string orgId, EntryKind kind, string cause, Func<CreditBalance, int> amount, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            CreditBalance balance = await ReadAsync(orgId, cancellation);
            (CreditBalance next, LedgerEntry entry) = Moved(balance, kind, cause, amount(balance), "billing");
            if (await store.ReadAsync<LedgerEntry>(Containers.Ledger, orgId, entry.Id, cancellation) is not null)
                return false;
            if (await WriteAsync(balance, next, new(BatchKind.Create, entry), cancellation))
                return true;
        }

        throw Stuck();
    }

    private async Task<bool> EndAsync(string orgId, string work, ReservationStatus end, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            CreditBalance balance = await ReadAsync(orgId, cancellation);
            if (await FindAsync(orgId, work, cancellation) is not { } reservation)
                return false;
            if (reservation.Status != ReservationStatus.Open)
                return reservation.Status == end;
            CreditBalance freed = balance with { Reserved = balance.Reserved - reservation.Amount };
            var ended = new BatchOperation(BatchKind.Replace, reservation with { Status = end });
            if (end == ReservationStatus.Released)
            {
                if (await WriteAsync(balance, freed, ended, cancellation))
                    return true;
                continue;
            }

            (CreditBalance next, LedgerEntry entry) = Moved(freed, EntryKind.Usage, work, -reservation.Amount, reservation.CreatedBy);
            if (await WriteAsync(balance, next, ended, cancellation, new BatchOperation(BatchKind.Create, entry)))
                return true;
        }

        throw Stuck();
    }

    private (CreditBalance Balance, LedgerEntry Entry) Moved(CreditBalance balance, EntryKind kind, string cause, int amount, string by)
    {
        CreditBalance next = balance with { Balance = balance.Balance + amount, Sequence = balance.Sequence + 1 };
        return (next, new LedgerEntry
        {
            Id = LedgerEntry.IdOf(kind, cause),
            Partition = balance.OrgId,
            OrgId = balance.OrgId,
            CreatedBy = by,
            CreatedAt = clock.GetUtcNow(),
            Kind = kind,
            Amount = amount,
            BalanceAfter = next.Balance,
            Sequence = next.Sequence,
            Cause = cause,
        });
    }

    // The balance as it was read must still be there: its ETag holds the whole batch.
    private async Task<bool> WriteAsync(
        CreditBalance read, CreditBalance next, BatchOperation change, CancellationToken cancellation, params BatchOperation[] more) =>
        await store.BatchAsync(
            Containers.Ledger, read.OrgId, [new(read.ETag is null ? BatchKind.Create : BatchKind.Replace, next), change, .. more], cancellation)
        == WriteStatus.Written;

    private Task<Reservation?> FindAsync(string orgId, string work, CancellationToken cancellation) =>
        store.ReadAsync<Reservation>(Containers.Ledger, orgId, Reservation.IdOf(work), cancellation);

    private CreditBalance Empty(string orgId) => new()
    {
        Id = CreditBalance.TheId,
        Partition = orgId,
        OrgId = orgId,
        CreatedBy = "billing",
        CreatedAt = clock.GetUtcNow(),
    };

    private static TransientException Stuck() => new("credits_busy", "The credits of this organisation are being changed too often. Try again.");
}
