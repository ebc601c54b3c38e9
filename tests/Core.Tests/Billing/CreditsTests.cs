using Shortloop.Core.Billing;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Billing;

public sealed class CreditsTests : IDisposable
{
    private const string Org = "org_1";

    private readonly Workbench _bench = new();
    private readonly Credits _credits;

    public CreditsTests() => _credits = new Credits(_bench.Store, _bench.Clock);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Settle_ReservedWork_TakesItOnceHoweverOften()
    {
        await Grant(10);
        Assert.Null((await Reserve("job_1", 3)).Problem);
        Assert.Equal((10, 7), await Standing());

        for (int i = 0; i < 3; i++)
            Assert.True(await _credits.SettleAsync(Org, "job_1", default));

        Assert.Equal((7, 7), await Standing());
        Assert.False(await _credits.ReleaseAsync(Org, "job_1", default));
    }

    [Fact]
    public async Task Release_FailedWork_GivesBackOnceAndCostsNothing()
    {
        await Grant(10);
        await Reserve("job_1", 3);

        for (int i = 0; i < 3; i++)
            Assert.True(await _credits.ReleaseAsync(Org, "job_1", default));

        Assert.Equal((10, 10), await Standing());
        Assert.False(await _credits.SettleAsync(Org, "job_1", default));
        Assert.Equal("work_ended", (await Reserve("job_1", 3)).Problem?.Code);
        Assert.Single(await Entries());
    }

    [Fact]
    public async Task Reserve_SameWorkAgain_IsTheSameReservation()
    {
        await Grant(10);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Reserve("job_1", 4)));

        Assert.Equal((10, 6), await Standing());
    }

    [Fact]
    public async Task Reserve_MoreThanThereIs_IsRefusedAndChangesNothing()
    {
        await Grant(2);

        Assert.Equal("credits_low", (await Reserve("job_1", 3)).Problem?.Code);
        Assert.Equal((2, 2), await Standing());
    }

    [Fact]
    public async Task Grant_SamePaymentByManyMessages_IsEnteredOnce()
    {
        bool[] entered = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _credits.GrantAsync(Org, EntryKind.Purchase, "pay_1", 50, default)));

        Assert.Single(entered, true);
        Assert.Equal((50, 50), await Standing());
    }

    [Fact]
    public async Task TakeBack_CreditsPartlySpent_TakesWhatIsLeftAndNeverMore()
    {
        await Grant(10);
        await Reserve("job_1", 8);

        Assert.True(await _credits.TakeBackAsync(Org, "refund_1", 10, default));
        Assert.False(await _credits.TakeBackAsync(Org, "refund_1", 10, default));

        Assert.Equal((8, 0), await Standing());
    }

    [Fact]
    public async Task Spend_SixtyFourAtOnceOfAHundredCredits_NeverBelowZeroAndEveryCreditExplained()
    {
        int seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"Seed {seed}");
        await Grant(100);
        var random = new Random(seed);
        int[] rolls = [.. Enumerable.Range(0, 64 * 6).Select(_ => random.Next())];

        int[] charged = await Task.WhenAll(Enumerable.Range(0, 64).Select(async spender =>
        {
            int sum = 0;
            for (int round = 0; round < 3; round++)
                sum += await SpendAsync($"job_{spender}_{round}", rolls[(spender * 6) + (round * 2)], rolls[(spender * 6) + (round * 2) + 1]);
            return sum;
        }));

        IReadOnlyList<LedgerEntry> entries = await Entries();
        Assert.Equal(await Standing(), (100 - charged.Sum(), 100 - charged.Sum()));
        Assert.Equal(100 - charged.Sum(), entries.Sum(entry => entry.Amount));
        Assert.All(entries, entry => Assert.InRange(entry.BalanceAfter, 0, 100));
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => (long)n), entries.Select(entry => entry.Sequence).Order());
    }

    /// <returns>What it must have cost.</returns>
    private async Task<int> SpendAsync(string work, int amount, int fate)
    {
        int cost = 1 + (amount % 3);
        if ((await Reserve(work, cost)).Problem is not null)
            return 0;
        if (fate % 3 == 0)
        {
            await Task.WhenAll(_credits.ReleaseAsync(Org, work, default), _credits.ReleaseAsync(Org, work, default));
            return 0;
        }

        await Task.WhenAll(_credits.SettleAsync(Org, work, default), _credits.SettleAsync(Org, work, default));
        return cost;
    }

    private Task<bool> Grant(int amount) => _credits.GrantAsync(Org, EntryKind.Bonus, "sign-up", amount, default);

    private Task<Outcome<Reservation>> Reserve(string work, int amount) => _credits.ReserveAsync(Org, "usr_1", work, amount, "story", default);

    private async Task<(int Balance, int Available)> Standing()
    {
        CreditBalance balance = await _credits.ReadAsync(Org, default);
        return (balance.Balance, balance.Available);
    }

    private async Task<IReadOnlyList<LedgerEntry>> Entries()
    {
        List<LedgerEntry> all = [];
        Page<LedgerEntry>? page = null;
        do
        {
            page = await _credits.ListAsync(Org, page?.Next, 100, default);
            all.AddRange(page.Items);
        }
        while (page.Next is not null);
        return all;
    }
}
