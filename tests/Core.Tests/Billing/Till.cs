using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Billing.Limits;
using Shortloop.Core.Billing.Payments;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Billing;

/// <summary>Billing on the real store, with a provider that a test plays.</summary>
internal sealed class Till : IDisposable
{
    public Till()
    {
        Payments = new FakePayments(Bench.Clock);
        Entitlements = new Entitlements(Bench.Store, PriceList.Default, Bench.Clock);
        Limits = new TierLimits(Bench.Store, Entitlements);
        Members = new Members(Bench.Store, Bench.Clock);
        Credits = new Credits(Bench.Store, Bench.Clock);
        Accounts = new BillingAccounts(Bench.Store, Bench.Clock);
        Audit = new AuditLog(Bench.Store, Bench.Clock);
        Owners = new TellOwners(Members, Bench.Notifier);
        Effects = new PaymentEffects(Payments, PriceList.Default);
        Enter = new EnterCredits(Bench.Store, Credits, Audit);
        Tiers = new KeepTier(Bench.Store, Payments, Accounts, PriceList.Default, Audit, Owners, Bench.Clock);
        Take = new TakePayment(Bench.Store, Payments, Effects, Enter, Tiers, Owners, Bench.Clock);
        Checkout = new OpenCheckout(Bench.Store, Payments, Accounts, PriceList.Default, new PublicAddress(new Uri("https://app.example/")), Bench.Clock);
    }

    public Workbench Bench { get; } = new();

    public FakePayments Payments { get; }

    public TierLimits Limits { get; }

    public Members Members { get; }

    public Credits Credits { get; }

    public BillingAccounts Accounts { get; }

    public AuditLog Audit { get; }

    public TellOwners Owners { get; }

    public Entitlements Entitlements { get; }

    public PaymentEffects Effects { get; }

    public EnterCredits Enter { get; }

    public KeepTier Tiers { get; }

    public TakePayment Take { get; }

    public OpenCheckout Checkout { get; }

    public async Task<Principal> OrganisationAsync(string? tier = null)
    {
        var founder = new Principal(Ids.New("usr", Bench.Clock), "org_none", Role.Owner);
        var organisations = new MyOrganisations(Bench.Store, Members, Bench.Clock);
        Assert.True((await organisations.CreateAsync(founder, "Team", default)).Succeeded(out MyOrganisation? made, out _));
        if (tier is not null)
            await Bench.Store.UpsertAsync(Containers.Organisations, made.Organisation with { Tier = tier }, default);
        return founder with { OrgId = made.Organisation.Id };
    }

    public Task TellAsync(PaymentEventKind kind, string id, string? payment = null, long? minor = null, string? eventId = null) =>
        Take.ExecuteAsync(new PaymentNews(eventId ?? Payments.Next("evt"), kind, id, payment, minor), default);

    public async Task<string> TierAsync(Principal owner) => (await Entitlements.OfAsync(owner.OrgId, default)).Name;

    public async Task<int> BalanceAsync(Principal owner) => (await Credits.ReadAsync(owner.OrgId, default)).Balance;

    public async Task<IReadOnlyList<Notice>> NoticesAsync(Principal owner) =>
        (await Bench.Store.QueryAsync<Notice>(Containers.Notices, new DocumentQuery(owner.UserId), default)).Items;

    public async Task<IReadOnlyList<string>> ActionsAsync(Principal owner) =>
        [.. (await Audit.ListAsync(owner.OrgId, null, 100, default)).Items.Select(entry => entry.Action)];

    public void Dispose() => Bench.Dispose();
}
