using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

/// <summary>Where a customer sees subscriptions and invoices, cancels, and chooses whether the card works.</summary>
internal sealed class PortalPage(SandboxContext sandbox)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public IResult Show(string id) => WithPortal(id, Page);

    public async Task<IResult> DecideAsync(HttpContext http, string id)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return WithPortal(id, (books, portal) =>
        {
            Decide(books, portal.Text("customer")!, form["decision"].ToString(), form["subscription"].ToString());
            return Page(books, portal);
        });
    }

    private static void Decide(StripeBooks books, string customer, string decision, string id)
    {
        var subscription = books.Find("subscription", id) is { } found && found.Text("customer") == customer && found.Text("status") != "canceled" ? found : null;
        switch (decision)
        {
            case "cancel" or "resume" when subscription is not null: Subscriptions.CancelAtPeriodEnd(books, subscription, decision == "cancel"); break;
            case "card_declines" when !books.Stripe.Declining.Contains(customer): books.Stripe.Declining.Add(customer); break;
            case "card_works": books.Stripe.Declining.Remove(customer); break;
        }
    }

    private IResult WithPortal(string id, Func<StripeBooks, JsonObject, IResult> work)
    {
        StripeTime.CatchUp(sandbox);
        return sandbox.State.Update(s =>
        {
            var books = new StripeBooks(s, sandbox, sandbox.Now);
            return books.Find("billing_portal.session", id) is { } portal && books.Now - portal.Number("created") < Lifetime.TotalSeconds
                ? work(books, portal)
                : Html.Page("Expired", "<h1>This link has expired</h1><p>Go back and open billing again.</p>", StatusCodes.Status404NotFound);
        });
    }

    private static IResult Page(StripeBooks books, JsonObject portal)
    {
        var customer = portal.Text("customer")!;
        var works = !books.Stripe.Declining.Contains(customer);
        var subscriptions = string.Concat(books.All("subscription").Where(s => s.Text("customer") == customer).Reverse().Select(Card));
        var invoices = string.Concat(books.All("invoice").Where(i => i.Text("customer") == customer).Reverse().Select(i => $"""
            <dt>{StripeHtml.Day(i.Number("created"))}</dt><dd>{StripeHtml.Money(i.Number("total"), i.Text("currency"))} <span class="badge">{i.Text("status")}</span></dd>
            """));
        return Html.Page("Billing", $"""
            <p><span class="badge">Stripe, played by the sandbox: no real money</span></p>
            <h1>Billing</h1>{(subscriptions.Length == 0 ? "<p>No subscription.</p>" : subscriptions)}
            <h2>Card</h2><form method="post" class="row"><span class="badge">{(works ? "is charged" : "is declined")}</span>
            <button name="decision" value="{(works ? "card_declines" : "card_works")}">{(works ? "Use a card that is declined" : "Use a card that works")}</button></form>
            <h2>Invoices</h2>{(invoices.Length == 0 ? "<p>None.</p>" : $"<dl>{invoices}</dl>")}
            {(portal.Text("return_url") is { } back ? $"<p><a href=\"{Html.Text(back)}\">Back</a></p>" : "")}
            """);
    }

    private static string Card(JsonObject subscription)
    {
        var item = Subscriptions.Item(subscription);
        var ends = subscription.Flag("cancel_at_period_end");
        var button = subscription.Text("status") == "canceled" ? "" : $"""
            <button name="decision" value="{(ends ? "resume" : "cancel")}">{(ends ? "Keep it" : "Cancel at the end of the period")}</button>
            """;
        return $"""
            <form method="post" class="card"><input type="hidden" name="subscription" value="{Html.Text(subscription.Id())}">
            <p>{StripeHtml.Money(item.Object("price").Number("unit_amount"), subscription.Text("currency"))} <span class="badge">{subscription.Text("status")}</span>
            {(ends ? "ends" : "until")} {StripeHtml.Day(item.Number("current_period_end"))}</p>{button}</form>
            """;
    }
}
