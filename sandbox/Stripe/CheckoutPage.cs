using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

/// <summary>The hosted page: pay, pay slowly, have the card declined, or go back.</summary>
internal sealed class CheckoutPage(SandboxContext sandbox)
{
    public IResult Show(HttpContext http, string id) =>
        http.Request.Query["auto"] == "1" ? Decide(id, "pay") : WithSession(id, (_, session) => Page(session, null));

    public async Task<IResult> DecideAsync(HttpContext http, string id)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return Decide(id, form["decision"].ToString());
    }

    private IResult Decide(string id, string decision) => WithSession(id, (books, session) =>
    {
        var slow = session.Text("mode") == "payment" && session.Number("amount_total") > 0;
        switch (decision)
        {
            case "pay": CheckoutPaying.Pay(books, session); break;
            case "transfer" when slow: CheckoutPaying.PayByTransfer(books, session, arrives: true); break;
            case "transfer_fails" when slow: CheckoutPaying.PayByTransfer(books, session, arrives: false); break;
            case "back" when session.Text("cancel_url") is { } cancel: return Results.Redirect(cancel);
            default:
                CheckoutPaying.Decline(books, session);
                return Page(session, "Your card was declined. Try another one.");
        }

        return Results.Redirect(session.Text("success_url")!.Replace("{CHECKOUT_SESSION_ID}", id, StringComparison.Ordinal));
    });

    private IResult WithSession(string id, Func<StripeBooks, JsonObject, IResult> work)
    {
        StripeTime.CatchUp(sandbox);
        return sandbox.State.Update(s =>
        {
            var books = new StripeBooks(s, sandbox, sandbox.Now);
            return books.Find("checkout.session", id) is { } session && session.Text("status") == "open" ? work(books, session) : Closed();
        });
    }

    private static IResult Closed() => Html.Page(
        "Nothing to pay here", "<h1>There is nothing to pay here</h1><p>This checkout is paid, has expired, or never was.</p>", StatusCodes.Status404NotFound);

    private IResult Page(JsonObject session, string? problem)
    {
        var lines = string.Concat(sandbox.State.Read(s => s.Stripe.Behind[session.Id()]["lines"]!.AsArray().Select(l => l!.AsObject()).ToList()).Select(l =>
            $"<dt>{Html.Text(l.Text("description"))}</dt><dd>{Html.Text(StripeHtml.Money(l.Number("amount_total"), l.Text("currency")))}</dd>"));
        var monthly = session.Text("mode") == "subscription" ? " a month, until cancelled" : "";
        var transfers = monthly.Length > 0 ? "" : """
            <button name="decision" value="transfer">Bank transfer, arrives later</button><button name="decision" value="transfer_fails">Bank transfer that fails</button>
            """;
        var back = session.Text("cancel_url") is null ? "" : """<button name="decision" value="back">Back</button>""";
        return Html.Page("Checkout", $"""
            <p><span class="badge">Stripe, played by the sandbox: no real money</span></p>
            <h1>Pay {Html.Text(StripeHtml.Money(session.Number("amount_total"), session.Text("currency")))}{monthly}</h1>
            {(problem is null ? "" : $"<p role=\"alert\"><b>{Html.Text(problem)}</b></p>")}
            <form method="post" action="/stripe/pay/{Html.Text(session.Id())}" class="card"><dl>{lines}</dl>
              <p class="row"><button class="main" name="decision" value="pay">Pay</button><button name="decision" value="decline">Pay with a card that is declined</button>{transfers}{back}</p>
            </form>
            """);
    }
}
