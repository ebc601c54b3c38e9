using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core.Billing;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

[CollectionDefinition(Name)]
public sealed class WithMoney : ICollectionFixture<AccountsInstallation>
{
    public const string Name = "with money";
}

/// <summary>Owners buy and cancel on the pages of the sandbox's Stripe; its webhooks find their way back. Of its own, because months pass at Stripe.</summary>
[Collection(WithMoney.Name)]
public sealed class BillingTests(AccountsInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task Pack_PaidAtTheCheckout_BringsItsCreditsOnceHoweverOftenItIsTold()
    {
        var (person, buyer) = await Buyer.SignedUpAsync(Shortloop);
        using var _ = person;
        int before = (int)(await buyer.StandingAsync())["available"]!;
        await Shortloop.Sandbox.FaultAsync(new { service = "stripe_webhooks", path = "checkout.session.completed", kind = "duplicate" });

        await buyer.BuyAsync(new { pack = 50 });

        await buyer.UntilAsync("the credits are there", now => (int)now["available"]! == before + 50);
        var paid = await CompletedAsync(buyer);
        await Shortloop.Sandbox.ResendAsync((string)paid["id"]!);
        await buyer.BuyAsync(new { pack = 10 });
        // What comes later has been taken, so the repeated one has been too.
        await buyer.UntilAsync("the second pack is there", now => (int)now["available"]! == before + 60);
        Assert.Equal([10, 50], (await buyer.LedgerAsync()).Where(entry => (string)entry["kind"]! == "purchase").Select(entry => (int)entry["amount"]!));
    }

    [Fact]
    public async Task Pack_CardDeclined_BringsNothing()
    {
        var (person, buyer) = await Buyer.SignedUpAsync(Shortloop);
        using var _ = person;
        var opened = await Person.JsonOf(await person.PostAsync($"orgs/{buyer.OrgId}/billing/checkout", new { pack = 10 }));

        await Shortloop.Sandbox.DecideAsync(new Uri((string)opened["url"]!), "decline");

        await Shortloop.Sandbox.DeliverAsync();
        Assert.DoesNotContain(await buyer.LedgerAsync(), entry => (string)entry["kind"]! == "purchase");
    }

    [Fact]
    public async Task Pack_Refunded_TakesTheCreditsBack()
    {
        var (person, buyer) = await Buyer.SignedUpAsync(Shortloop);
        using var _ = person;
        int before = (int)(await buyer.StandingAsync())["available"]!;
        await buyer.BuyAsync(new { pack = 10 });
        await buyer.UntilAsync("the credits are there", now => (int)now["available"]! == before + 10);
        var payment = (string)(await CompletedAsync(buyer))["data"]!["object"]!["payment_intent"]!;

        await Shortloop.Sandbox.StripeAsync("refunds", new() { ["payment_intent"] = payment, ["amount"] = "250" });
        await buyer.UntilAsync("half is taken back", now => (int)now["available"]! == before + 5);

        await Shortloop.Sandbox.StripeAsync("refunds", new() { ["payment_intent"] = payment });
        await buyer.UntilAsync("all is taken back", now => (int)now["available"]! == before);
        Assert.Equal(2, (await buyer.LedgerAsync()).Count(entry => (string)entry["kind"]! == "refund"));
    }

    [Fact]
    public async Task Subscription_FromTheCheckoutToItsEnd_GivesTheTierAndItsCreditsEachMonth()
    {
        var (person, buyer) = await Buyer.SignedUpAsync(Shortloop);
        using var _ = person;
        Assert.Equal("free", (string)(await buyer.StandingAsync())["tier"]!);

        await buyer.SubscribeAsync("pro");
        await buyer.UntilLedgerAsync("the month's credits are there", MonthsAre(1));
        Assert.NotNull((await buyer.StandingAsync())["renewsAt"]);
        Person.Expect(HttpStatusCode.Conflict, await person.PostAsync($"orgs/{buyer.OrgId}/billing/checkout", new { tier = "coach" }));

        await AMonthLaterAsync();
        await buyer.UntilLedgerAsync("the second month's are there", MonthsAre(2));

        var subscription = await SubscriptionOfAsync(buyer);
        await Shortloop.Sandbox.DecideAsync(await buyer.PortalAsync(), "cancel", subscription);
        await buyer.UntilAsync("it says when it ends", now => now["endsAt"] is not null && (string)now["tier"]! == "pro");

        await AMonthLaterAsync();
        await buyer.UntilAsync("it is free again", now => (string)now["tier"]! == "free");
        Assert.Equal(2, (await buyer.LedgerAsync()).Count(entry => (string)entry["kind"]! == "monthly"));
    }

    [Fact]
    public async Task Subscription_ToldLateAndTheWrongWayRound_EndsWhereStripeSays()
    {
        var (person, buyer) = await Buyer.SignedUpAsync(Shortloop);
        using var _ = person;
        await Shortloop.Sandbox.FaultAsync(new { service = "stripe_webhooks", path = "customer.subscription.created", kind = "late", delaySeconds = 1 });
        await Shortloop.Sandbox.FaultAsync(new { service = "stripe_webhooks", path = "customer.subscription", kind = "reversed" });

        await buyer.SubscribeAsync("coach");
        await Shortloop.Sandbox.DecideAsync(await buyer.PortalAsync(), "cancel", await SubscriptionOfAsync(buyer));
        await AMonthLaterAsync();
        await buyer.UntilAsync("it is free again", now => (string)now["tier"]! == "free");

        var created = (await Shortloop.Sandbox.StripeAsync("events?type=customer.subscription.created&limit=100"))["data"]!.AsArray()
            .First(told => (string)told!["data"]!["object"]!["metadata"]!["organisation"]! == buyer.OrgId)!;
        await Shortloop.Sandbox.ResendAsync((string)created["id"]!);
        await buyer.BuyAsync(new { pack = 10 });
        await buyer.UntilLedgerAsync("what came after it was taken", entries => entries.Any(entry => (string)entry["kind"]! == "purchase"));
        Assert.Equal("free", (string)(await buyer.StandingAsync())["tier"]!);
    }

    [Fact]
    public async Task Render_WithoutCredits_FailsAndIsChargedOnceWhenAPackWasBoughtAndTheJobTriedAgain()
    {
        var (person, buyer) = await Buyer.SignedUpAsync(Shortloop);
        using var _ = person;
        await SpendAllAsync(buyer);
        var job = await person.ProduceAsync(await Clips.ShortAsync(), new Produce { Privacy = null });

        var refused = await person.EndOfJobAsync(job);

        Assert.Equal(("failed", "render", "credits_low"), ((string)refused["status"]!, (string)refused["station"]!, (string)refused["failure"]!["code"]!));
        await buyer.BuyAsync(new { pack = 10 });
        await buyer.UntilAsync("the credits are there", now => (int)now["available"]! == 10);
        Person.Expect(HttpStatusCode.Accepted, await person.PostAsync($"jobs/{job}/retry"));

        var done = await person.EndOfJobAsync(job);

        Assert.True((string)done["status"]! == "succeeded", $"{done}\n{Shortloop.Logs}");
        Person.Expect(HttpStatusCode.Conflict, await person.PostAsync($"jobs/{job}/retry"));
        var render = Assert.Single((await person.ReadAsync("renders"))["items"]!.AsArray())!;
        Assert.Equal("succeeded", (string)render["status"]!);
        var standing = await buyer.StandingAsync();
        Assert.Equal((9, 9), ((int)standing["balance"]!, (int)standing["available"]!));
        // Newest first: the render, the pack, and what had been used up before.
        Assert.Equal([-1, 10], (await buyer.LedgerAsync()).Take(2).Select(entry => (int)entry["amount"]!));
    }

    [Fact]
    public async Task Billing_OfMembersWhoDontOwn_IsClosed()
    {
        var (person, buyer) = await Buyer.SignedUpAsync(Shortloop);
        var (other, _) = await Buyer.SignedUpAsync(Shortloop);
        using var first = person;
        using var second = other;

        Person.Expect(HttpStatusCode.NotFound, await other.GetAsync($"orgs/{buyer.OrgId}/billing/tiers"));
        Person.Expect(HttpStatusCode.NotFound, await other.GetAsync($"orgs/{buyer.OrgId}/billing/ledger"));
        Person.Expect(HttpStatusCode.NotFound, await other.PostAsync($"orgs/{buyer.OrgId}/billing/portal"));
        Person.Expect(HttpStatusCode.BadRequest, await person.PostAsync($"orgs/{buyer.OrgId}/billing/checkout", new { pack = 11 }));
        Person.Expect(HttpStatusCode.BadRequest, await person.PostAsync($"orgs/{buyer.OrgId}/billing/checkout", new { pack = 10, tier = "pro" }));
        Person.Expect(HttpStatusCode.BadRequest, await person.GetAsync($"orgs/{buyer.OrgId}/billing/ledger?after=elsewhere"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("t=1,v1=00")]
    public async Task Webhook_NotSignedByStripe_IsRefused(string? signature)
    {
        using var http = new HttpClient { BaseAddress = Shortloop.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/webhooks/stripe")
        {
            Content = new StringContent("""{"id":"evt_1","object":"event"}""", Encoding.UTF8, "application/json"),
        };
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);

        var answer = await http.SendAsync(request);

        Person.Expect(HttpStatusCode.BadRequest, answer);
        Assert.Equal("payment_signature_refused", (string)(await Person.JsonOf(answer))["code"]!);
    }

    private static Func<IReadOnlyList<JsonNode>, bool> MonthsAre(int count) =>
        entries => entries.Count(entry => (string)entry["kind"]! == "monthly" && (int)entry["amount"]! == 30) == count;

    // Behind the API's back, because ten renders take their time.
    private async Task SpendAllAsync(Buyer buyer)
    {
        using var store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(Path.Combine(Shortloop.Data, "documents.db")), TimeProvider.System);
        var credits = new Credits(store, TimeProvider.System);
        var left = await credits.ReadAsync(buyer.OrgId, default);
        await credits.ReserveAsync(buyer.OrgId, "usr_none", "earlier", left.Available, "none", default);
        Assert.True(await credits.SettleAsync(buyer.OrgId, "earlier", default));
    }

    private Task AMonthLaterAsync() => Shortloop.Sandbox.HoursLaterAsync(31 * 24);

    private async Task<JsonNode> CompletedAsync(Buyer buyer) =>
        (await Shortloop.Sandbox.StripeAsync("events?type=checkout.session.completed&limit=100"))["data"]!.AsArray()
            .First(told => (string)told!["data"]!["object"]!["metadata"]!["organisation"]! == buyer.OrgId)!;

    private async Task<string> SubscriptionOfAsync(Buyer buyer) =>
        (string)(await Shortloop.Sandbox.StripeAsync("subscriptions?status=all&limit=100"))["data"]!.AsArray()
            .First(one => (string)one!["metadata"]!["organisation"]! == buyer.OrgId)!["id"]!;
}
